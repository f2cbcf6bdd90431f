/* SPDX-License-Identifier: Apache-2.0
 *
 * AL309 cognito-unauthenticated
 *
 * A guest of the pool gets in; medium where the policy spells guests out, which is a choice.
 */
#include "access.h"

static bool spells_guests_out(const struct alint_statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const struct alint_condition *condition = &statement->conditions[i];
    for (size_t k = 0; k < condition->value_count && alint_str_ends(condition->key, ":amr"); k++) {
      if (alint_text_is(condition->values[k].text, "unauthenticated"))
        return true;
    }
  }
  return false;
}

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  if (!alint_way_open(way, ALINT_GUEST))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_GUEST);
  if (spells_guests_out(way->statement)) {
    alint_draft_severity(&draft, ALINT_SEVERITY_MEDIUM,
                         "the policy names unauthenticated identities itself");
  }
  alint_draft_message(&draft, "identities of the pool that did not sign in may assume this role: "
                              "anybody in the world");
  return alint_draft_send(&draft, sink, &alint_rule_al309);
}

static const char *const tags[] = {"oidc", "cognito", NULL};
static const char *const sources[] = {
    "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html",
    ALINT_DOC_IAM "id_roles_providers_oidc_secure-by-default.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Federated\": \"cognito-identity.amazonaws.com\"},\n"
    "    \"Action\": \"sts:AssumeRoleWithWebIdentity\",\n"
    "    \"Condition\": {\"StringEquals\": {\"cognito-identity.amazonaws.com:aud\": \"us-east-1:4f8c2d1a-9b7e-4c1d-8a2b-0c9d8e7f6a5b\"}}\n"
    "  }]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Federated\": \"cognito-identity.amazonaws.com\"},\n"
    "    \"Action\": \"sts:AssumeRoleWithWebIdentity\",\n"
    "    \"Condition\": {\n"
    "      \"StringEquals\": {\"cognito-identity.amazonaws.com:aud\": \"us-east-1:4f8c2d1a-9b7e-4c1d-8a2b-0c9d8e7f6a5b\"},\n"
    "      \"ForAnyValue:StringLike\": {\"cognito-identity.amazonaws.com:amr\": \"authenticated\"}\n"
    "    }\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al309 = {
    .id = "AL309",
    .name = "cognito-unauthenticated",
    .title = "Identities that did not sign in may assume the role",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_EXPOSURE,
    .precedence = 60,
    .raised_for_admin = true,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "Unauthenticated identities of a Cognito identity pool get in.",
            .why = "A pool that allows guests gives an identity to everybody who asks: the id of "
                   "the pool stands in every app that uses it. A role that guests get is public.",
            .bad = bad,
            .good = good,
            .fix = "For the role of signed-in identities add ForAnyValue:StringLike "
                   "cognito-identity.amazonaws.com:amr authenticated. Keep a guest role, if you "
                   "need one, to what the whole world may do.",
            .sources = sources,
        },
    .check_way = check_way,
};
