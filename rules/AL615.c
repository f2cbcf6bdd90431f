/* SPDX-License-Identifier: Apache-2.0
 *
 * AL615 action-principal-mismatch
 *
 * Each kind of principal assumes roles by one call, which the statement has to allow. A statement
 * for companion actions alone (TagSession and the like) is fine.
 */
#include "rules/conditions.h"

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
  for (size_t i = 0; i < sizeof companions / sizeof *companions; i++) {
    if (statement_covers(statement, companions[i]) != TRI_NO)
      return true;
  }
  return statement_covers(statement, action) != TRI_NO;
}

static void tell(Draft *draft, const Identity *identity) {
  const Principal *principal = draft->principal;
  const Statement *statement = draft->finding.statement;
  const char *action = action_of(principal, identity);
  if (!action || statement->effect != EFFECT_ALLOW || statement->action_count == 0 ||
      is_of_use(statement, action))
    return;
  draft_message(draft,
                "%s assumes roles with %s, which is not among the actions of the statement: "
                "it does not get in",
                draft_quote_principal(draft, identity), action);
}

const RuleChecks rule_al615 = {.principal = tell};
