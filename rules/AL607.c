/* SPDX-License-Identifier: Apache-2.0
 *
 * AL607 partial-wildcard-principal
 *
 * Wildcards inside a principal. For the evaluator they are letters like any other.
 */
#include "rules.h"

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  const struct alint_principal *principal = draft->principal;
  bool names_callers = principal->kind != ALINT_PRINCIPAL_CANONICAL &&
                       principal->kind != ALINT_PRINCIPAL_OTHER &&
                       principal->kind != ALINT_PRINCIPAL_OPAQUE;
  if (identity->has_wildcard && identity->who != ALINT_WHO_ANYONE && names_callers)
    alint_draft_message(draft,
                        "%s has a wildcard in it, and a principal is no pattern: IAM refuses the "
                        "policy, or nobody matches",
                        alint_quote_text(draft, principal->value.text));
}

const struct alint_checks alint_al607 = {.principal = tell};
