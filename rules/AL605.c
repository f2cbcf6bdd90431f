/* SPDX-License-Identifier: Apache-2.0
 *
 * AL605 not-principal
 *
 * NotPrincipal is refused; whom it lets in is judged by the access rules all the same.
 */
#include "rules.h"

static void tell(struct alint_draft *draft, const struct alint_statement *statement) {
  if (!statement->has_not_principal)
    return;
  draft->finding.span = statement->principal_span;
  alint_draft_pointer(draft, statement->pointer, "/NotPrincipal");
  alint_draft_fault(draft, "NotPrincipal");
  alint_draft_message(draft, "NotPrincipal is not allowed in a trust policy: IAM refuses it%s",
                      statement->effect == ALINT_EFFECT_ALLOW
                          ? ", and with Allow it means everybody but those it lists"
                          : "");
}

const struct alint_checks alint_al605 = {.statement = tell};
