/* SPDX-License-Identifier: Apache-2.0
 *
 * AL605 not-principal
 *
 * IAM refuses NotPrincipal. The access rules judge whom it would let in all the same.
 */
#include "rules/draft.h"

static void tell(Draft *draft, const Statement *statement) {
  if (!statement->has_not_principal)
    return;
  draft->finding.span = statement->principal_span;
  draft->finding.pointer =
      str_printf(draft->check->arena, "%.*s/NotPrincipal", STR_FMT(statement->pointer));
  draft_fault(draft, "NotPrincipal");
  draft_message(draft, "NotPrincipal is not allowed in a trust policy: IAM refuses it%s",
                statement->effect == EFFECT_ALLOW
                    ? ", and with Allow it would let in everybody it does not list"
                    : "");
}

const RuleChecks rule_al605 = {.statement = tell};
