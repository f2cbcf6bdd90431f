/* SPDX-License-Identifier: Apache-2.0
 *
 * The condition keys a policy speaks of, with every condition on each.
 */
#include "access/search.h"
#include "assumelint/arena.h"

struct alint_search_key *alint_search_key(struct alint_search *s, const char *name) {
  for (size_t i = 0; i < s->key_count; i++) {
    if (alint_str_is_nocase(s->keys[i].name, name))
      return &s->keys[i];
  }
  return NULL;
}

static struct alint_search_key *key_named(struct alint_search *s, struct alint_str name) {
  for (size_t i = 0; i < s->key_count; i++) {
    if (alint_str_eq_nocase(s->keys[i].name, name))
      return &s->keys[i];
  }
  if (s->key_count == ALINT_MAX_SEARCH_KEYS) {
    s->gave_up = true;
    return NULL;
  }
  struct alint_search_key *key = &s->keys[s->key_count++];
  *key = (struct alint_search_key){.name = name, .info = alint_key_info(name, s->host)};
  return key;
}

static int add_use(struct alint_search *s, struct alint_search_key *key,
                   const struct alint_statement *statement,
                   const struct alint_condition *condition) {
  struct alint_use *grown = alint_arena_array(s->arena, key->use_count + 1, sizeof *key->uses);
  if (!grown)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < key->use_count; i++)
    grown[i] = key->uses[i];
  struct alint_use *use = &grown[key->use_count];
  *use = (struct alint_use){.condition = condition, .statement = statement};
  key->uses = grown;
  if (alint_operator_parse(&use->op, condition->operator_name))
    key->use_count++;
  return ALINT_OK;
}

/* Keys that stand inside ${...} of a literal. */
static void collect_variables(struct alint_search *s, struct alint_str literal) {
  size_t at = alint_str_find(literal, 0, '$');
  while (at + 2 < literal.len) {
    size_t end = alint_str_find(literal, at, '}');
    if (literal.ptr[at + 1] == '{' && end < literal.len) {
      struct alint_str name = alint_str_slice(literal, at + 2, end);
      name = alint_str_slice(name, 0, alint_str_find(name, 0, ','));
      struct alint_search_key *key = name.len > 1 ? key_named(s, name) : NULL;
      if (key)
        key->coupled = true;
    }
    at = alint_str_find(literal, at + 1, '$');
  }
}

static void collect_linked(struct alint_search *s, struct alint_str name,
                           const struct alint_condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    const struct alint_text *text = condition->values[i].text;
    if (!alint_has_variable(text))
      continue;
    for (size_t k = 0; k < text->count; k++)
      collect_variables(s, text->pieces[k].literal);
    struct alint_search_key *key = key_named(s, name);
    if (key)
      key->linked = true;
  }
}

static bool both(struct alint_search *s, enum alint_key_source source) {
  size_t n = 0;
  for (size_t i = 0; i < s->key_count; i++)
    n += s->keys[i].info->source == source;
  return n > 1;
}

static void mark_coupled(struct alint_search *s) {
  bool tags = both(s, ALINT_KEY_SESSION_TAG), mfa = both(s, ALINT_KEY_MFA),
       time = both(s, ALINT_KEY_TIME);
  for (size_t i = 0; i < s->key_count; i++) {
    enum alint_key_source source = s->keys[i].info->source;
    bool agrees = (tags && source == ALINT_KEY_SESSION_TAG) || (mfa && source == ALINT_KEY_MFA) ||
                  (time && source == ALINT_KEY_TIME) || source == ALINT_KEY_ADDRESS ||
                  source == ALINT_KEY_NETWORK;
    s->keys[i].coupled = s->keys[i].coupled || agrees;
  }
}

/* Keys whose values depend on others are chosen last. */
static void linked_last(struct alint_search *s) {
  struct alint_search_key sorted[ALINT_MAX_SEARCH_KEYS];
  size_t n = 0;
  for (int linked = 0; linked < 2; linked++) {
    for (size_t i = 0; i < s->key_count; i++) {
      if (s->keys[i].linked == (linked == 1))
        sorted[n++] = s->keys[i];
    }
  }
  for (size_t i = 0; i < n; i++)
    s->keys[i] = sorted[i];
}

int alint_collect_keys(struct alint_search *s) {
  bool variables = alint_policy_has_variables(s->policy);
  for (size_t i = 0; i < s->policy->statement_count; i++) {
    const struct alint_statement *statement = &s->policy->statements[i];
    for (size_t k = 0; k < statement->condition_count; k++) {
      const struct alint_condition *condition = &statement->conditions[k];
      struct alint_search_key *key = key_named(s, condition->key);
      if (key && add_use(s, key, statement, condition) != ALINT_OK)
        return ALINT_ENOMEM;
      if (variables)
        collect_linked(s, condition->key, condition);
    }
  }
  linked_last(s);
  mark_coupled(s);
  return ALINT_OK;
}
