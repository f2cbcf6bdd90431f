/* SPDX-License-Identifier: Apache-2.0
 *
 * AL301 oidc-tenant-missing
 *
 * A foreign tenant of a shared issuer gets in, and no condition is on a claim that names a
 * tenant.
 */
#include "access.h"

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  const struct alint_tenancy tenancy = alint_way_tenancy(way);
  if (!alint_way_open(way, ALINT_FOREIGN_TENANT) || tenancy.asked)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_way(check, way, ALINT_FOREIGN_TENANT);
  alint_draft_message(&draft,
                      "every %s of %s may assume this role: no condition on %s:%s, or on "
                      "another claim, says whose token it must be",
                      tenancy.noun, tenancy.name, tenancy.host, tenancy.claim);
  alint_help_with_tenant(&draft, &tenancy);
  return alint_draft_send(&draft, sink, &alint_rule_al301);
}

static const char *const tags[] = {"oidc", "federation", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "id_roles_providers_oidc_secure-by-default.html",
    ALINT_DOC_IAM "id_roles_create_for-idp_oidc.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com\"},\n"
    "    \"Action\": \"sts:AssumeRoleWithWebIdentity\",\n"
    "    \"Condition\": {\n"
    "      \"StringEquals\": {\"token.actions.githubusercontent.com:aud\": \"sts.amazonaws.com\"}\n"
    "    }\n"
    "  }]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com\"},\n"
    "    \"Action\": \"sts:AssumeRoleWithWebIdentity\",\n"
    "    \"Condition\": {\n"
    "      \"StringEquals\": {\"token.actions.githubusercontent.com:aud\": \"sts.amazonaws.com\"},\n"
    "      \"StringLike\": {\"token.actions.githubusercontent.com:sub\": \"repo:acme/api:ref:refs/heads/main\"}\n"
    "    }\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al301 = {
    .id = "AL301",
    .name = "oidc-tenant-missing",
    .title = "Any tenant of a shared identity provider may assume the role",
    .severity = ALINT_SEVERITY_CRITICAL,
    .category = ALINT_EXPOSURE,
    .precedence = 40,
    .raised_for_admin = true,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The role trusts an identity provider that many tenants share, and no "
                    "condition ties the token to one of them.",
            .why = "GitHub, GitLab, HCP Terraform and others sign tokens for all of their "
                   "customers with one issuer. The audience is chosen by whoever asks for the "
                   "token, so it identifies nobody. Without a condition on the subject, a "
                   "workflow in anybody's repository gets a token that this role accepts. IAM "
                   "itself refuses new policies of this kind for the issuers it knows; existing "
                   "ones keep working.",
            .bad = bad,
            .good = good,
            .fix = "Add a condition on the subject that names your organization and repository, "
                   "for example StringLike token.actions.githubusercontent.com:sub "
                   "repo:ORG/REPO:ref:refs/heads/main.",
            .sources = sources,
        },
    .check_way = check_way,
};
