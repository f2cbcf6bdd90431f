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

static bool asks_for_session_name(const struct alint_check *check,
                                  const struct alint_statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const struct alint_condition *condition = &statement->conditions[i];
    if (alint_str_is_nocase(condition->key, "sts:RoleSessionName") &&
        alint_condition_binds(check->arena, check->trust->policy, statement, condition))
      return true;
  }
  return false;
}

/* A tenant of Microsoft, whose services hold its tokens: no customer knows their
 * subjects, and is told to ask for the session's name instead. */
static bool is_microsoft_service(const struct alint_check *check, const struct alint_way *way) {
  struct alint_str host = way->identity.host ? alint_text_print(check->arena, way->identity.host)
                                             : (struct alint_str){NULL, 0};
  return alint_str_starts_nocase(host, "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d") &&
         asks_for_session_name(check, way->statement);
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

static void tell_other_subject(struct alint_draft *draft, const struct alint_way *way,
                               bool cluster) {
  bool pattern = meets_pattern(way);
  const struct alint_issuer *shared = pattern ? shared_issuer(way) : NULL;
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

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  bool cluster = is_cluster(draft->check, way);
  if (is_microsoft_service(draft->check, way))
    return;
  if (alint_way_open(way, ALINT_OTHER_SUBJECT)) {
    tell_other_subject(draft, way, cluster);
  } else if (cluster && alint_way_open(way, ALINT_SAME_NAMESPACE)) {
    draft->finding.attempt = &way->attempts[ALINT_SAME_NAMESPACE];
    draft->finding.severity = ALINT_SEVERITY_LOW;
    alint_draft_message(draft, "every service account of the namespace may assume this role");
  }
}

const struct alint_checks alint_al310 = {.adversary = ALINT_OTHER_SUBJECT, .any_way = tell};
