/* SPDX-License-Identifier: Apache-2.0
 *
 * AL607 partial-wildcard-principal
 *
 * Wildcards inside a principal. The evaluator takes them literally.
 */
#include "rules/draft.h"

static void tell(Draft *draft, const Identity *identity) {
  const Principal *principal = draft->principal;
  bool names_callers = principal->kind != PRINCIPAL_CANONICAL &&
                       principal->kind != PRINCIPAL_OTHER && principal->kind != PRINCIPAL_OPAQUE;
  if (identity->has_wildcard && identity->kind != IDENTITY_ANYONE && names_callers)
    draft_message(
        draft,
        "%s contains a wildcard, but a principal is not a pattern: IAM refuses the policy, "
        "or nobody matches",
        draft_quote_text(draft, principal->value.text));
}

const RuleChecks rule_al607 = {.principal = tell};
