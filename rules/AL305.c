/* SPDX-License-Identifier: Apache-2.0
 *
 * AL305 oidc-audience-missing
 *
 * No condition on the audience binds. Info with an exact subject, and where the provider is in the
 * same input and lists one client id, which fixes the audience.
 */
#include "facts/issuers.h"
#include "rules/ways.h"
#include <string.h>

/* Whether the audience says which tenant of the issuer a token is for. */
static bool audience_is_tenant(const Way *way) {
  const Issuer *issuer = issuer_of(&way->identity);
  return issuer && strcmp(issuer->subject_key, "sub") != 0;
}

static bool may_be_pattern(const Text *text) {
  Str value;
  return !text_known(text, &value) || has_wildcard(value);
}

static bool is_exact(const Condition *condition) {
  Operator op;
  return condition_is_positive(condition, &op) &&
         (op.family == OPERATOR_STRING ||
          (op.family == OPERATOR_LIKE && condition->value_count > 0 &&
           !condition_find(condition, may_be_pattern)));
}

static bool has_exact_subject(const Check *check, const Way *way, Str host) {
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    const Condition *condition = &way->statement->conditions[i];
    bool subject = str_eq_nocase(str_slice(condition->key, 0, host.len), host) &&
                   str_ends(condition->key, ":sub");
    if (subject && is_exact(condition) &&
        access_condition_binds(check->arena, check->trust->policy, way->statement, condition))
      return true;
  }
  return false;
}

static bool provider_has_one_client(const Check *check, const Way *way) {
  for (size_t i = 0; i < check->world->principal_resource_count; i++) {
    const PrincipalResource *provider = &check->world->principal_resources[i];
    if (provider->kind == RESOURCE_OIDC_PROVIDER && provider->client_id_count == 1 &&
        provider->name && text_eq(provider->name, way->identity.host) == TRI_YES)
      return true;
  }
  return false;
}

static Str audience_key(const Check *check, const Way *way) {
  Str host = text_key(check->arena, way->identity.host);
  return str_printf(check->arena, "%.*s:aud", STR_FMT(host));
}

static bool takes_all(const Text *text) {
  return text_is(text, "*");
}

/* Every token has an audience: to ask for its presence says nothing. A Deny of every other
 * audience asks for it as well. */
static bool asks_audience(const Check *check, const Way *way, const Statement *statement,
                          const Condition *condition) {
  Operator op;
  if (!str_eq_nocase(condition->key, audience_key(check, way)) ||
      !operator_parse(&op, condition->operator_name))
    return false;
  if (statement->effect == EFFECT_DENY)
    return op.negated && statement->condition_count == 1;
  return op.family != OPERATOR_NULL &&
         !(op.family == OPERATOR_LIKE && condition_find(condition, takes_all)) &&
         access_condition_binds(check->arena, check->trust->policy, statement, condition);
}

static void tell(Draft *draft, const Way *way) {
  const Check *check = draft->check;
  if (way->identity.kind != IDENTITY_OIDC || !way->identity.host || audience_is_tenant(way) ||
      way_find_condition(check, way, asks_audience))
    return;
  if (has_exact_subject(check, way, text_key(check->arena, way->identity.host)) ||
      provider_has_one_client(check, way))
    draft_severity(draft, SEVERITY_INFO,
                   "the subject, or the provider's only client id, limits it");
  draft_message(draft,
                "the role accepts a token meant for another recipient: no condition on %s "
                "narrows the audience",
                draft_quote_name(draft, audience_key(check, way)));
}

const RuleChecks rule_al305 = {.adversary = ADVERSARY_INTENDED, .way = tell};
