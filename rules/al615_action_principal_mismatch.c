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

/* An action that is none of sts, or misspelt, is another rule's, and hides what was meant. */
static bool has_foreign_action(const struct alint_statement *statement) {
  for (size_t i = 0; i < statement->action_count; i++) {
    struct alint_str known;
    if (alint_text_known(statement->actions[i].text, &known) &&
        (!alint_str_starts_nocase(known, "sts:") || alint_meant_action(known)))
      return true;
  }
  return false;
}

static bool is_of_use(const struct alint_statement *statement, const char *action) {
  bool any = alint_statement_covers(statement, action) != ALINT_NO;
  for (size_t i = 0; i < sizeof companions / sizeof *companions; i++)
    any = any || alint_statement_covers(statement, companions[i]) != ALINT_NO;
  return any;
}

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement, const struct alint_principal *principal,
                   const struct alint_identity *identity) {
  const char *action = action_of(principal, identity);
  if (!action || statement->effect != ALINT_EFFECT_ALLOW || statement->action_count == 0 ||
      has_foreign_action(statement) || is_of_use(statement, action))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  alint_draft_message(&draft,
                      "%s assumes roles by %s, which is not among the actions of the statement: "
                      "it is not let in",
                      alint_quote_principal(&draft, identity), action);
  return alint_draft_send(&draft, sink, &alint_rule_al615);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_principal(at, sink, look_at);
}

static const char *const tags[] = {"action", "principal", NULL};
static const char *const sources[] = {
    ALINT_DOC_CHECKS,
    ALINT_DOC_PRINCIPAL,
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecuritytokenservice.html",
    NULL,
};

static const char bad[] = "{\n"
                          "  \"Version\": \"2012-10-17\",\n"
                          "  \"Statement\": [\n"
                          "    {\n"
                          "      \"Effect\": \"Allow\",\n"
                          "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                          "      \"Action\": \"sts:AssumeRoleWithWebIdentity\"\n"
                          "    }\n"
                          "  ]\n"
                          "}\n";

static const char good[] = "{\n"
                           "  \"Version\": \"2012-10-17\",\n"
                           "  \"Statement\": [\n"
                           "    {\n"
                           "      \"Effect\": \"Allow\",\n"
                           "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                           "      \"Action\": \"sts:AssumeRole\"\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

const struct alint_rule alint_rule_al615 = {
    .id = "AL615",
    .name = "action-principal-mismatch",
    .title = "No action of the statement is one that the principal can use",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_BREAKS_ACCESS,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The actions of a statement do not fit a principal of it: AssumeRole is for "
                    "AWS principals and services, AssumeRoleWithWebIdentity for OIDC providers, "
                    "AssumeRoleWithSAML for SAML providers.",
            .why = "The statement lets this principal do nothing, so it cannot assume the role.",
            .bad = bad,
            .good = good,
            .fix = "Give the statement the action that belongs to the principal.",
            .sources = sources,
        },
    .check = check,
};
