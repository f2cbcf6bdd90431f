/* SPDX-License-Identifier: Apache-2.0
 *
 * AL310 oidc-subject-missing
 *
 * Another subject of a private issuer gets in. Clusters: high for another namespace, low for
 * another service account of one namespace. High too where the issuer is not known and its
 * subjects look like those of a shared one.
 */
#include "access.h"
#include "access/issuers.h"

static bool is_same(const struct alint_text *a, const struct alint_text *b) {
  return a && b && alint_text_eq(a, b) == ALINT_YES;
}

/* Whether the principal is this provider: by its name, its ARN or a reference to it. */
static bool is_provider(const struct alint_way *way, const struct alint_entity *entity) {
  const struct alint_hole *hole =
      way->identity.text ? alint_text_only_hole(way->identity.text) : NULL;
  return is_same(entity->name, way->identity.host) || is_same(entity->arn, way->identity.text) ||
         (hole && alint_str_eq(hole->resource, entity->address));
}

static bool is_cluster(const struct alint_check *check, const struct alint_way *way) {
  for (size_t i = 0; i < check->world->entity_count; i++) {
    const struct alint_entity *entity = &check->world->entities[i];
    bool cluster = entity->of_cluster || alint_is_cluster_issuer(entity->name);
    if (entity->kind == ALINT_ENTITY_OIDC_PROVIDER && cluster && is_provider(way, entity))
      return true;
  }
  return alint_trusts_cluster(way);
}

/* A tenant of Microsoft, whose services hold its tokens: no customer knows their
 * subjects, and is told to ask for the session's name instead. */
static bool is_microsoft_service(const struct alint_check *check, const struct alint_way *way) {
  struct alint_str host = way->identity.host ? alint_text_print(check->arena, way->identity.host)
                                             : (struct alint_str){NULL, 0};
  return alint_str_starts_nocase(host, "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d") &&
         alint_statement_binds(check, way->statement, "sts:RoleSessionName");
}

/* Whether something is asked of the subject, and another one meets it. */
static bool meets_pattern(const struct alint_way *way) {
  const struct alint_request *call = way->attempts[ALINT_OTHER_SUBJECT].witness;
  for (size_t i = 0; call && i < call->key_count; i++) {
    if (alint_str_ends(call->keys[i].name, ":sub") && call->keys[i].value_count > 0)
      return true;
  }
  return false;
}

/* The shared issuer that it may be, where that is not known; NULL: none. */
static const struct alint_issuer *shared_issuer(const struct alint_way *way) {
  for (size_t i = 0; i < alint_issuer_count; i++) {
    if (alint_may_be_shared(way, &alint_issuers[i]))
      return &alint_issuers[i];
  }
  return NULL;
}

static void tell_other_subject(struct alint_draft *draft, const struct alint_check *check,
                               const struct alint_way *way) {
  bool pattern = meets_pattern(way);
  const struct alint_issuer *shared = pattern ? shared_issuer(way) : NULL;
  bool cluster = is_cluster(check, way);
  draft->finding.severity = cluster || shared ? ALINT_SEVERITY_HIGH : ALINT_SEVERITY_MEDIUM;
  if (cluster)
    alint_draft_message(draft, "%s",
                        pattern ? "service accounts of other namespaces may assume this role: "
                                  "they meet the condition on the subject"
                                : "every pod of the cluster may assume this role: no condition on "
                                  "the subject says which service account");
  else if (shared)
    alint_draft_message(draft,
                        "other subjects of the identity provider may assume this role: if it is "
                        "%s, another %s is among them",
                        shared->name, shared->tenant_noun);
  else
    alint_draft_message(draft, "%s",
                        pattern ? "other subjects of the identity provider may assume this role: "
                                  "they meet the condition too"
                                : "every subject of the identity provider may assume this role: no "
                                  "condition says which");
}

static int check_way(const struct alint_check *check, struct alint_sink *sink,
                     const struct alint_way *way) {
  bool any = alint_way_open(way, ALINT_OTHER_SUBJECT);
  bool same_namespace = alint_way_open(way, ALINT_SAME_NAMESPACE) && is_cluster(check, way);
  if ((!any && !same_namespace) || is_microsoft_service(check, way))
    return ALINT_OK;
  struct alint_draft draft =
      alint_draft_way(check, way, any ? ALINT_OTHER_SUBJECT : ALINT_SAME_NAMESPACE);
  if (any) {
    tell_other_subject(&draft, check, way);
  } else {
    draft.finding.severity = ALINT_SEVERITY_LOW;
    alint_draft_message(&draft, "every service account of the namespace may assume this role");
  }
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
