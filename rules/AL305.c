/* SPDX-License-Identifier: Apache-2.0
 *
 * AL305 oidc-audience-missing
 *
 * No condition on the audience binds. Info with an exact subject, or where the provider is in the
 * same input and lists one client id: then the audience is fixed there.
 */
#include "facts/issuers.h"
#include "facts/operators.h"
#include "rules/ways.h"
#include <string.h>

/* Whether the issuer's tenants are told apart by the audience. */
static bool audience_is_tenant(const Way *way) {
  const Issuer *issuer = issuer_of(&way->identity);
  return issuer && strcmp(issuer->subject_key, "sub") != 0;
}

/* Whether the subject is compared with exact values only. */
static bool exact_subject(const Check *check, const Way *way, Str host) {
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    const Condition *condition = &way->statement->conditions[i];
    Operator op;
    bool subject = str_eq_nocase(str_slice(condition->key, 0, host.len), host) &&
                   str_ends(condition->key, ":sub");
    if (!subject || !operator_parse(&op, condition->operator_name) || op.negated)
      continue;
    bool exact = op.family == OPERATOR_STRING;
    for (size_t k = 0; k < condition->value_count && op.family == OPERATOR_LIKE; k++) {
      Str value;
      exact = text_known(condition->values[k].text, &value) && !str_has(value, '*') &&
              !str_has(value, '?') && (k == 0 || exact);
    }
    if (exact &&
        access_condition_binds(check->arena, check->trust->policy, way->statement, condition))
      return true;
  }
  return false;
}

static bool provider_has_one_client(const Check *check, const Way *way) {
  for (size_t i = 0; i < check->world->principal_resource_count; i++) {
    const PrincipalResource *principal_resource = &check->world->principal_resources[i];
    if (principal_resource->kind == RESOURCE_OIDC_PROVIDER &&
        principal_resource->client_id_count == 1 && principal_resource->name &&
        way->identity.host && text_eq(principal_resource->name, way->identity.host) == TRI_YES)
      return true;
  }
  return false;
}

/* Whether a condition asks for an audience. One is in every token, so that there is one says
 * nothing, nor does a pattern that takes all. */
static bool asks(const Check *check, const Statement *statement, const Condition *condition) {
  Operator op;
  if (!operator_parse(&op, condition->operator_name) || op.family == OPERATOR_NULL)
    return false;
  for (size_t i = 0; op.family == OPERATOR_LIKE && i < condition->value_count; i++) {
    if (text_is(condition->values[i].text, "*"))
      return false;
  }
  return access_condition_binds(check->arena, check->trust->policy, statement, condition);
}

static bool statement_asks(const Check *check, const Statement *s, Str key) {
  for (size_t i = 0; i < s->condition_count; i++) {
    if (str_eq_nocase(s->conditions[i].key, key) && asks(check, s, &s->conditions[i]))
      return true;
  }
  return false;
}

/* A Deny of every other audience asks for it as well. */
static bool deny_asks(const Check *check, const Way *way, Str key) {
  const Policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    Operator op;
    if (s->effect == EFFECT_DENY && s->condition_count == 1 &&
        str_eq_nocase(s->conditions[0].key, key) && rule_speaks_of(check, s, way) &&
        operator_parse(&op, s->conditions[0].operator_name) && op.negated)
      return true;
  }
  return false;
}

static void tell(Draft *draft, const Way *way) {
  if (way->identity.kind != IDENTITY_OIDC || !way->identity.host)
    return;
  Str host = text_key(draft->check->arena, way->identity.host);
  Str key = str_printf(draft->check->arena, "%.*s:aud", STR_FMT(host));
  if (audience_is_tenant(way) || statement_asks(draft->check, way->statement, key) ||
      deny_asks(draft->check, way, key))
    return;
  if (exact_subject(draft->check, way, host) || provider_has_one_client(draft->check, way))
    draft_severity(draft, SEVERITY_INFO,
                   "the subject, or the provider's only client id, bounds it");
  draft_message(draft, "a token made for another recipient is accepted: nothing is asked of %s",
                draft_quote_name(draft, key));
}

const RuleChecks rule_al305 = {.adversary = ADVERSARY_INTENDED, .way = tell};
