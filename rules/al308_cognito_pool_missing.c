/* SPDX-License-Identifier: Apache-2.0
 *
 * AL308 cognito-pool-missing
 *
 * A foreign tenant of Cognito gets in: the tenant is the pool, and it stands in the audience.
 */
#include "access.h"

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  if (!alint_way_open(way, ALINT_FOREIGN_TENANT) || !alint_is_cognito(way))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_FOREIGN_TENANT);
  alint_draft_message(&draft, "identities of any Cognito identity pool, of any account, may assume "
                              "this role: the audience is not tied to a pool");
  return alint_draft_send(&draft, sink, &alint_rule_al308);
}

static const char *const tags[] = {"oidc", "cognito", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "id_roles_providers_oidc_secure-by-default.html",
    "https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Federated\": \"cognito-identity.amazonaws.com\"},\n"
    "    \"Action\": \"sts:AssumeRoleWithWebIdentity\",\n"
    "    \"Condition\": {\"ForAnyValue:StringLike\": {\"cognito-identity.amazonaws.com:amr\": \"authenticated\"}}\n"
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

const struct alint_rule alint_rule_al308 = {
    .id = "AL308",
    .name = "cognito-pool-missing",
    .title = "Any Cognito identity pool may assume the role",
    .severity = ALINT_SEVERITY_CRITICAL,
    .category = ALINT_EXPOSURE,
    .precedence = 30,
    .raised_for_admin = true,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The role trusts Cognito identities, and no condition says of which identity "
                    "pool.",
            .why = "All identity pools of all accounts share one issuer. Without a condition on "
                   "the audience, anybody can create a pool, let in whom they like, and get a "
                   "token that this role accepts.",
            .bad = bad,
            .good = good,
            .fix = "Add StringEquals cognito-identity.amazonaws.com:aud with the id of your "
                   "identity pool.",
            .sources = sources,
        },
    .check_way = check_way,
};
