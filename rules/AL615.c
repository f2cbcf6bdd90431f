/* SPDX-License-Identifier: Apache-2.0
 *
 * AL615 action-principal-mismatch
 *
 * Which call each kind of principal makes. Statements for the companion actions alone
 * (TagSession and the like) are fine.
 */
#include "rules/rules.h"

static const char *action_of(const Principal *principal, const Identity *identity) {
  switch (identity->kind) {
  case IDENTITY_ACCOUNT:
  case IDENTITY_ROLE:
  case IDENTITY_USER:
  case IDENTITY_SESSION:
  case IDENTITY_FEDERATED_USER:
  case IDENTITY_SERVICE:
  case IDENTITY_ORPHAN:
    return "sts:AssumeRole";
  case IDENTITY_OIDC:
    return principal->kind == PRINCIPAL_FEDERATED ? "sts:AssumeRoleWithWebIdentity" : NULL;
  case IDENTITY_SAML:
    return principal->kind == PRINCIPAL_FEDERATED ? "sts:AssumeRoleWithSAML" : NULL;
  default:
    return NULL;
  }
}

static const char *const companions[] = {"sts:TagSession", "sts:SetSourceIdentity",
                                         "sts:SetContext"};

static bool is_of_use(const Statement *statement, const char *action) {
  bool any = statement_covers(statement, action) != TRI_NO;
  for (size_t i = 0; i < sizeof companions / sizeof *companions; i++)
    any = any || statement_covers(statement, companions[i]) != TRI_NO;
  return any;
}

static void tell(Draft *draft, const Identity *identity) {
  const Principal *principal = draft->principal;
  const Statement *statement = draft->finding.statement;
  const char *action = action_of(principal, identity);
  if (!action || statement->effect != EFFECT_ALLOW || statement->action_count == 0 ||
      is_of_use(statement, action))
    return;
  draft_message(draft,
                "%s assumes roles by %s, which is not among the actions of the statement: "
                "it is not let in",
                draft_quote_principal(draft, identity), action);
}

const RuleChecks rule_al615 = {.principal = tell};
