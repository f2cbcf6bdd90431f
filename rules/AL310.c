/* SPDX-License-Identifier: Apache-2.0
 *
 * AL310 oidc-subject-missing
 *
 * Another subject of a private issuer gets in. Of a cluster, another namespace is high, another
 * service account of the same namespace low. High, too, where the issuer is not known and the
 * subjects look like those of a shared one.
 */
#include "access/token_issuers.h"
#include "facts/issuers.h"
#include "rules/ways.h"

static bool is_same(const Text *a, const Text *b) {
  return a && b && text_eq(a, b) == TRI_YES;
}

/* Whether the principal is this provider, by its name, its ARN or a reference to it. */
static bool is_provider(const Way *way, const PrincipalResource *provider) {
  const Hole *hole = way->identity.text ? text_only_hole(way->identity.text) : NULL;
  return is_same(provider->name, way->identity.host) ||
         is_same(provider->arn, way->identity.text) ||
         (hole && str_eq(hole->resource, provider->address));
}

static bool is_cluster(const Check *check, const Way *way) {
  for (size_t i = 0; i < check->world->principal_resource_count; i++) {
    const PrincipalResource *provider = &check->world->principal_resources[i];
    bool cluster = provider->of_cluster || way_host_is_cluster(provider->name);
    if (cluster && provider->kind == RESOURCE_OIDC_PROVIDER && is_provider(way, provider))
      return true;
  }
  return way_trusts_cluster(way);
}

static bool asks_for_session_name(const Check *check, const Statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const Condition *condition = &statement->conditions[i];
    if (str_is_nocase(condition->key, "sts:RoleSessionName") &&
        access_condition_binds(check->arena, check->trust->policy, statement, condition))
      return true;
  }
  return false;
}

/* A tenant of Microsoft, whose services hold the tokens. No customer knows their subjects;
 * Microsoft's documentation asks for the session name instead. */
static bool is_microsoft_service(const Check *check, const Way *way) {
  Str host = way->identity.host ? text_print(check->arena, way->identity.host) : (Str){NULL, 0};
  return str_starts_nocase(host, "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d") &&
         asks_for_session_name(check, way->statement);
}

/* Whether the statement asks for a subject, and another one meets the condition. */
static bool meets_pattern(const Way *way) {
  const Request *call = way->attempts[ADVERSARY_OTHER_SUBJECT].witness;
  for (size_t i = 0; call && i < call->key_count; i++) {
    if (str_ends(call->keys[i].name, ":sub") && call->keys[i].value_count > 0)
      return true;
  }
  return false;
}

/* The shared issuer that an unknown issuer may be; NULL: none. */
static const Issuer *shared_issuer(const Way *way) {
  for (size_t i = 0; i < issuer_table_count; i++) {
    if (way_may_be_of_issuer(way, &issuer_table[i]))
      return &issuer_table[i];
  }
  return NULL;
}

static void tell_other_subject(Draft *draft, const Way *way, bool cluster) {
  bool pattern = meets_pattern(way);
  const Issuer *shared = pattern ? shared_issuer(way) : NULL;
  draft->finding.severity = cluster || shared ? SEVERITY_HIGH : SEVERITY_MEDIUM;
  if (cluster)
    draft_message(
        draft, "%s",
        pattern ? "service accounts of other namespaces may assume this role: they meet the "
                  "condition on the subject"
                : "every pod of the cluster may assume this role: no condition on the subject "
                  "says which service account");
  else if (shared)
    draft_message(draft,
                  "other subjects of the identity provider may assume this role: if it is %s, "
                  "another %s is among them",
                  shared->name, shared->tenant_noun);
  else
    draft_message(
        draft, "%s",
        pattern ? "other subjects of the identity provider may assume this role: they meet the "
                  "condition, too"
                : "every subject of the identity provider may assume this role: no condition "
                  "says which one");
}

static void tell(Draft *draft, const Way *way) {
  bool cluster = is_cluster(draft->check, way);
  if (is_microsoft_service(draft->check, way))
    return;
  if (way_open(way, ADVERSARY_OTHER_SUBJECT)) {
    tell_other_subject(draft, way, cluster);
  } else if (cluster && way_open(way, ADVERSARY_SAME_NAMESPACE)) {
    draft->finding.attempt = &way->attempts[ADVERSARY_SAME_NAMESPACE];
    draft->finding.severity = SEVERITY_LOW;
    draft_message(draft, "every service account of the namespace may assume this role");
  }
}

const RuleChecks rule_al310 = {.adversary = ADVERSARY_OTHER_SUBJECT, .any_way = tell};
