/* SPDX-License-Identifier: Apache-2.0
 *
 * AL615 action-principal-mismatch
 *
 * Which call each kind of principal makes. Statements for the companion actions alone
 * (TagSession and the like) are fine.
 */
#include "rules.h"

static const char *action_of(const struct alint_principal *principal,
                             const struct alint_identity *identity) {
  switch (identity->who) {
  case ALINT_WHO_ACCOUNT:
  case ALINT_WHO_ROLE:
  case ALINT_WHO_USER:
  case ALINT_WHO_SESSION:
  case ALINT_WHO_FEDERATED_USER:
  case ALINT_WHO_SERVICE:
  case ALINT_WHO_ORPHAN:
    return "sts:AssumeRole";
  case ALINT_WHO_OIDC:
    return principal->kind == ALINT_PRINCIPAL_FEDERATED ? "sts:AssumeRoleWithWebIdentity" : NULL;
  case ALINT_WHO_SAML:
    return principal->kind == ALINT_PRINCIPAL_FEDERATED ? "sts:AssumeRoleWithSAML" : NULL;
  default:
    return NULL;
  }
}

static const char *const companions[] = {"sts:TagSession", "sts:SetSourceIdentity",
                                         "sts:SetContext"};

static bool is_of_use(const struct alint_statement *statement, const char *action) {
  bool any = alint_statement_covers(statement, action) != ALINT_NO;
  for (size_t i = 0; i < sizeof companions / sizeof *companions; i++)
    any = any || alint_statement_covers(statement, companions[i]) != ALINT_NO;
  return any;
}

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  const struct alint_principal *principal = draft->principal;
  const struct alint_statement *statement = draft->finding.statement;
  const char *action = action_of(principal, identity);
  if (!action || statement->effect != ALINT_EFFECT_ALLOW || statement->action_count == 0 ||
      is_of_use(statement, action))
    return;
  alint_draft_message(draft,
                      "%s assumes roles by %s, which is not among the actions of the statement: "
                      "it is not let in",
                      alint_quote_principal(draft, identity), action);
}

const struct alint_checks alint_al615 = {.principal = tell};
