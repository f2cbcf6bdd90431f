/* SPDX-License-Identifier: Apache-2.0
 *
 * AL310 oidc-subject-missing
 *
 * Another subject of a private issuer gets in. EKS: high for another namespace, low for another
 * service account of one namespace.
 */
#include "access.h"

static bool is_eks(const struct alint_check *check, const struct alint_way *way) {
  struct alint_str host = way->identity.host ? alint_text_print(check->arena, way->identity.host)
                                             : (struct alint_str){NULL, 0};
  return alint_str_starts_nocase(host, "oidc.eks.");
}

/* A tenant of Microsoft, whose services hold its tokens: no customer knows their
 * subjects, and is told to ask for the session's name instead. */
static bool is_microsoft_service(const struct alint_check *check, const struct alint_way *way) {
  struct alint_str host = way->identity.host ? alint_text_print(check->arena, way->identity.host)
                                             : (struct alint_str){NULL, 0};
  return alint_str_starts_nocase(host, "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d") &&
         alint_statement_binds(check, way->statement, "sts:RoleSessionName");
}

/* EKS: whether a pattern names service accounts, and leaves the namespace open. */
static bool leaves_namespace(const struct alint_way *way) {
  const struct alint_request *call = way->attempts[ALINT_OTHER_SUBJECT].witness;
  for (size_t i = 0; call && i < call->key_count; i++) {
    const struct alint_context_key *key = &call->keys[i];
    if (alint_str_ends(key->name, ":sub") && key->value_count > 0)
      return !alint_text_is(key->values[0], "system:serviceaccount:another:another");
  }
  return false;
}

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  bool any = alint_way_open(way, ALINT_OTHER_SUBJECT);
  bool eks = is_eks(check, way);
  if ((!any && !(eks && alint_way_open(way, ALINT_SAME_NAMESPACE))) ||
      is_microsoft_service(check, way))
    return ALINT_OK;
  struct alint_draft draft =
      alint_draft_way(check, way, any ? ALINT_OTHER_SUBJECT : ALINT_SAME_NAMESPACE);
  draft.finding.severity = !any  ? ALINT_SEVERITY_LOW
                           : eks ? ALINT_SEVERITY_HIGH
                                 : ALINT_SEVERITY_MEDIUM;
  alint_draft_message(&draft, "%s",
                      !any ? "every service account of the namespace may assume this role"
                      : eks && leaves_namespace(way)
                          ? "service accounts of other namespaces may assume this role: the "
                            "pattern for the subject leaves the namespace open"
                      : eks ? "every pod of the cluster may assume this role: no condition on the "
                              "subject says which service account"
                            : "every subject of the identity provider may assume this role: no "
                              "condition says which");
  return alint_draft_send(&draft, sink, &alint_rule_al310);
}

static const char *const tags[] = {"oidc", "eks", NULL};
static const char *const sources[] = {
    "https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html",
    ALINT_DOC_IAM "id_roles_create_for-idp_oidc.html",
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/4F8C2D1A9B7E\"},\n"
    "    \"Action\": \"sts:AssumeRoleWithWebIdentity\",\n"
    "    \"Condition\": {\"StringEquals\": {\"oidc.eks.us-east-1.amazonaws.com/id/4F8C2D1A9B7E:aud\": \"sts.amazonaws.com\"}}\n"
    "  }]\n"
    "}\n";

static const char good[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [{\n"
    "    \"Effect\": \"Allow\",\n"
    "    \"Principal\": {\"Federated\": \"arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-east-1.amazonaws.com/id/4F8C2D1A9B7E\"},\n"
    "    \"Action\": \"sts:AssumeRoleWithWebIdentity\",\n"
    "    \"Condition\": {\n"
    "      \"StringEquals\": {\n"
    "        \"oidc.eks.us-east-1.amazonaws.com/id/4F8C2D1A9B7E:aud\": \"sts.amazonaws.com\",\n"
    "        \"oidc.eks.us-east-1.amazonaws.com/id/4F8C2D1A9B7E:sub\": \"system:serviceaccount:shop:orders\"\n"
    "      }\n"
    "    }\n"
    "  }]\n"
    "}\n";

const struct alint_rule alint_rule_al310 = {
    .id = "AL310",
    .name = "oidc-subject-missing",
    .title = "Every subject of the identity provider may assume the role",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_EXPOSURE,
    .precedence = 70,
    .raised_for_admin = true,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The role trusts an identity provider of your own (a cluster, a team's "
                    "issuer), and nothing, or a wildcard, is asked of the subject.",
            .why = "An EKS cluster signs tokens for every pod in it, a CI system for every "
                   "project. Without a condition on the subject any of them may assume the role, "
                   "so whoever runs the least of them has it.",
            .bad = bad,
            .good = good,
            .fix = "Add StringEquals on the subject: for EKS "
                   "system:serviceaccount:NAMESPACE:NAME.",
            .sources = sources,
        },
    .check_way = check_way,
};
