/* SPDX-License-Identifier: Apache-2.0
 *
 * AL605 not-principal
 *
 * NotPrincipal is refused; whom it lets in is judged by the access rules all the same.
 */
#include "rules/rules.h"

static void tell(Draft *draft, const Statement *statement) {
  if (!statement->has_not_principal)
    return;
  draft->finding.span = statement->principal_span;
  draft_pointer(draft, statement->pointer, "/NotPrincipal");
  draft_fault(draft, "NotPrincipal");
  draft_message(draft, "NotPrincipal is not allowed in a trust policy: IAM refuses it%s",
                statement->effect == EFFECT_ALLOW
                    ? ", and with Allow it means everybody but those it lists"
                    : "");
}

const RuleChecks rule_al605 = {.statement = tell};
