/* SPDX-License-Identifier: Apache-2.0
 *
 * AL303 oidc-any-ref
 *
 * Another repository of the tenant gets in (medium), or another branch of the repository (low).
 */
#include "access.h"

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  bool several = alint_way_open(way, ALINT_OTHER_REPOSITORY);
  if (!several && !alint_way_open(way, ALINT_OTHER_REF))
    return ALINT_OK;
  struct alint_draft draft =
      alint_draft_way(check, way, several ? ALINT_OTHER_REPOSITORY : ALINT_OTHER_REF);
  struct alint_tenancy tenancy = alint_way_tenancy(way);
  if (several) {
    draft.finding.severity = ALINT_SEVERITY_MEDIUM;
    alint_draft_message(&draft,
                        "every repository or workspace of the %s that fits the pattern may assume "
                        "this role (%s)",
                        tenancy.noun, tenancy.name);
  } else {
    alint_draft_message(&draft,
                        "every branch, tag, environment or run phase that fits the pattern may "
                        "assume this role (%s)",
                        tenancy.name);
  }
  return alint_draft_send(&draft, sink, &alint_rule_al303);
}

static const char *const tags[] = {"oidc", "federation", NULL};
static const char *const sources[] = {
    ALINT_DOC_IAM "id_roles_create_for-idp_oidc.html",
    "https://docs.github.com/en/actions/reference/security/oidc",
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
    "      \"StringEquals\": {\"token.actions.githubusercontent.com:aud\": \"sts.amazonaws.com\"},\n"
    "      \"StringLike\": {\"token.actions.githubusercontent.com:sub\": \"repo:acme/api:*\"}\n"
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
    "      \"StringLike\": {\"token.actions.githubusercontent.com:sub\": \"repo:acme/api:environment:prod\"}\n"
    "    }\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al303 = {
    .id = "AL303",
    .name = "oidc-any-ref",
    .title = "Every branch or repository of the tenant may assume the role",
    .severity = ALINT_SEVERITY_LOW,
    .category = ALINT_EXPOSURE,
    .precedence = 150,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The tenant is pinned, but more than one branch, tag, environment or "
                    "repository of it gets in.",
            .why = "Whoever may push a branch to such a repository may run a workflow there that "
                   "assumes the role: code that nobody reviewed. With a wildcard for the "
                   "repository, everybody who may create one in the organization can.",
            .bad = bad,
            .good = good,
            .fix = "Name the branch (repo:ORG/REPO:ref:refs/heads/main), or an environment with "
                   "protection rules (repo:ORG/REPO:environment:prod).",
            .sources = sources,
        },
    .check_way = check_way,
};
