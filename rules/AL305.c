/* SPDX-License-Identifier: Apache-2.0
 *
 * AL305 oidc-audience-missing
 *
 * No condition on the audience binds. Info with an exact subject, or where the provider is in the
 * same input and lists one client id: then the audience is fixed there.
 */
#include "access.h"
#include "access/issuers.h"
#include "access/operators.h"
#include <string.h>

/* Whether the issuer's tenants are told apart by the audience. */
static bool audience_is_tenant(const struct alint_way *way) {
  const struct alint_issuer *issuer = alint_issuer_of(&way->identity);
  return issuer && strcmp(issuer->subject_key, "sub") != 0;
}

/* Whether the subject is compared with exact values only. */
static bool exact_subject(const struct alint_check *check, const struct alint_way *way,
                          struct alint_str host) {
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    const struct alint_condition *condition = &way->statement->conditions[i];
    struct alint_operator op;
    bool subject = alint_str_eq_nocase(alint_str_slice(condition->key, 0, host.len), host) &&
                   alint_str_ends(condition->key, ":sub");
    if (!subject || !alint_operator_parse(&op, condition->operator_name) || op.negated)
      continue;
    bool exact = op.family == ALINT_OP_STRING;
    for (size_t k = 0; k < condition->value_count && op.family == ALINT_OP_LIKE; k++) {
      struct alint_str value;
      exact = alint_text_known(condition->values[k].text, &value) && !alint_str_has(value, '*') &&
              !alint_str_has(value, '?') && (k == 0 || exact);
    }
    if (exact &&
        alint_condition_binds(check->arena, check->trust->policy, way->statement, condition))
      return true;
  }
  return false;
}

static bool provider_has_one_client(const struct alint_check *check, const struct alint_way *way) {
  for (size_t i = 0; i < check->world->entity_count; i++) {
    const struct alint_entity *entity = &check->world->entities[i];
    if (entity->kind == ALINT_ENTITY_OIDC_PROVIDER && entity->client_id_count == 1 &&
        entity->name && way->identity.host &&
        alint_text_eq(entity->name, way->identity.host) == ALINT_YES)
      return true;
  }
  return false;
}

/* Whether a condition asks for an audience. One is in every token, so that there is one says
 * nothing, nor does a pattern that takes all. */
static bool asks(const struct alint_check *check, const struct alint_statement *statement,
                 const struct alint_condition *condition) {
  struct alint_operator op;
  if (!alint_operator_parse(&op, condition->operator_name) || op.family == ALINT_OP_NULL)
    return false;
  for (size_t i = 0; op.family == ALINT_OP_LIKE && i < condition->value_count; i++) {
    if (alint_text_is(condition->values[i].text, "*"))
      return false;
  }
  return alint_condition_binds(check->arena, check->trust->policy, statement, condition);
}

static bool statement_asks(const struct alint_check *check, const struct alint_statement *s,
                           struct alint_str key) {
  for (size_t i = 0; i < s->condition_count; i++) {
    if (alint_str_eq_nocase(s->conditions[i].key, key) && asks(check, s, &s->conditions[i]))
      return true;
  }
  return false;
}

/* A Deny of every other audience asks for it as well. */
static bool deny_asks(const struct alint_check *check, const struct alint_way *way,
                      struct alint_str key) {
  const struct alint_policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    struct alint_operator op;
    if (s->effect == ALINT_EFFECT_DENY && s->condition_count == 1 &&
        alint_str_eq_nocase(s->conditions[0].key, key) && alint_speaks_of(check, s, way) &&
        alint_operator_parse(&op, s->conditions[0].operator_name) && op.negated)
      return true;
  }
  return false;
}

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  if (way->identity.who != ALINT_WHO_OIDC || !way->identity.host)
    return;
  struct alint_str host = alint_text_key(draft->check->arena, way->identity.host);
  struct alint_str key = alint_str_printf(draft->check->arena, "%.*s:aud", ALINT_FMT(host));
  if (audience_is_tenant(way) || statement_asks(draft->check, way->statement, key) ||
      deny_asks(draft->check, way, key))
    return;
  if (exact_subject(draft->check, way, host) || provider_has_one_client(draft->check, way))
    alint_draft_severity(draft, ALINT_SEVERITY_INFO,
                         "the subject, or the provider's only client id, bounds it");
  alint_draft_message(draft,
                      "a token made for another recipient is accepted: nothing is asked of %s",
                      alint_quote_name(draft, key));
}

const struct alint_checks alint_al305 = {.adversary = ALINT_INTENDED, .way = tell};
