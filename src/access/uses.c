/* SPDX-License-Identifier: Apache-2.0
 *
 * The condition keys a policy speaks of, with every condition on each, in the
 * order in which values are chosen: a key after those that its values depend on.
 */

#include "access/search.h"
#include "assumelint/arena.h"

/* A condition is looked at, and its key for the first time. */
enum { STEPS_OF_A_KEY = 64 };

struct alint_search_key *alint_search_key(struct alint_search *s, const char *name) {
  for (size_t i = 0; i < s->key_count; i++) {
    if (alint_str_is_nocase(s->keys[i].name, name))
      return &s->keys[i];
  }
  return NULL;
}

/* The place of the key, made where it is new; SIZE_MAX when there is no room. */
static size_t key_named(struct alint_search *s, struct alint_str name) {
  alint_spend(s, STEPS_OF_A_KEY + s->key_count);
  for (size_t i = 0; i < s->key_count; i++) {
    struct alint_str key = s->keys[i].name;
    if (key.len == name.len && key.len > 0 && key.ptr[key.len - 1] == name.ptr[name.len - 1] &&
        alint_str_eq(key, name))
      return i;
  }
  for (size_t i = 0; i < s->key_count; i++) {
    if (alint_str_eq_nocase(s->keys[i].name, name))
      return i;
  }
  if (s->status != ALINT_OK)
    return SIZE_MAX;
  s->keys = alint_arena_grow(s->arena, s->keys, s->key_count, &s->key_cap, sizeof *s->keys);
  s->keys[s->key_count] =
      (struct alint_search_key){.name = name, .info = alint_key_info(name, s->host)};
  return s->key_count++;
}

static void add_use(struct alint_search *s, struct alint_search_key *key,
                    const struct alint_statement *statement,
                    const struct alint_condition *condition) {
  struct alint_use use = {.condition = condition, .statement = statement};
  if (!alint_operator_parse(&use.op, condition->operator_name))
    return;
  key->uses =
      alint_arena_grow(s->arena, key->uses, key->use_count, &key->use_cap, sizeof *key->uses);
  key->uses[key->use_count++] = use;
}

/* `key` is chosen after `on`. */
static void depend(struct alint_search *s, size_t key, size_t on) {
  struct alint_search_key *k = &s->keys[key];
  for (size_t i = 0; i < k->depend_count; i++) {
    if (k->depends[i] == on)
      return;
  }
  k->depends =
      alint_arena_grow(s->arena, k->depends, k->depend_count, &k->depend_cap, sizeof *k->depends);
  k->depends[k->depend_count++] = on;
  k->linked = true;
}

/* Keys that stand inside ${...} of a literal. */
static void collect_variables(struct alint_search *s, size_t key, struct alint_str literal) {
  for (size_t at = alint_str_find(literal, 0, '$'); at + 2 < literal.len;
       at = alint_str_find(literal, at + 1, '$')) {
    size_t end = alint_str_find(literal, at, '}');
    if (literal.ptr[at + 1] != '{' || end == literal.len)
      continue;
    struct alint_str name = alint_str_slice(literal, at + 2, end);
    name = alint_str_slice(name, 0, alint_str_find(name, 0, ','));
    size_t on = name.len > 1 ? key_named(s, name) : SIZE_MAX;
    if (on == SIZE_MAX)
      continue;
    s->keys[on].coupled = true;
    if (on != key)
      depend(s, key, on);
  }
}

static void collect_linked(struct alint_search *s, size_t key,
                           const struct alint_condition *condition) {
  alint_spend(s, 8 * condition->value_count);
  for (size_t i = 0; i < condition->value_count; i++) {
    const struct alint_text *text = condition->values[i].text;
    for (size_t k = 0; alint_has_variable(text) && k < text->count; k++)
      collect_variables(s, key, text->pieces[k].literal);
  }
}

/* ---- Keys that must agree ------------------------------------------------------ */

/* aws:TagKeys follows from the tags, the transitive ones from it, the epoch from
 * the time of day. */
static void link_known(struct alint_search *s) {
  alint_spend(s, s->key_count * s->key_count);
  for (size_t i = 0; i < s->key_count; i++) {
    for (size_t k = 0; k < s->key_count; k++) {
      struct alint_str key = s->keys[i].name, on = s->keys[k].name;
      if ((alint_str_is_nocase(key, "aws:TagKeys") &&
           alint_str_starts_nocase(on, "aws:RequestTag/")) ||
          (alint_str_is_nocase(key, "sts:TransitiveTagKeys") &&
           alint_str_is_nocase(on, "aws:TagKeys")))
        depend(s, i, k);
      if (alint_str_is_nocase(key, "aws:EpochTime") && alint_str_is_nocase(on, "aws:CurrentTime")) {
        depend(s, i, k);
        s->keys[k].coupled = true;
      }
    }
  }
}

static bool both(const struct alint_search *s, enum alint_key_source a, enum alint_key_source b) {
  size_t n = 0;
  for (size_t i = 0; i < s->key_count; i++)
    n += s->keys[i].info->source == a || s->keys[i].info->source == b;
  return n > 1;
}

static void mark_agreeing(struct alint_search *s) {
  bool tags = both(s, ALINT_KEY_SESSION_TAG, ALINT_KEY_SESSION_TAG),
       network = both(s, ALINT_KEY_ADDRESS, ALINT_KEY_NETWORK),
       mfa = both(s, ALINT_KEY_MFA, ALINT_KEY_MFA);
  for (size_t i = 0; i < s->key_count; i++) {
    struct alint_search_key *key = &s->keys[i];
    enum alint_key_source source = key->info->source;
    key->agrees = (tags && source == ALINT_KEY_SESSION_TAG) ||
                  (network && (source == ALINT_KEY_ADDRESS || source == ALINT_KEY_NETWORK)) ||
                  (mfa && source == ALINT_KEY_MFA);
    /* Which tags are listed matters, and whether MFA was used. */
    key->coupled = key->coupled || (key->agrees && key->info->multivalued) ||
                   (mfa && alint_str_is_nocase(key->name, "aws:MultiFactorAuthPresent"));
  }
}

/* ---- The order ------------------------------------------------------------------- */

static bool is_ready(const struct alint_search *s, const bool *placed, size_t key) {
  for (size_t i = 0; i < s->keys[key].depend_count; i++) {
    if (!placed[s->keys[key].depends[i]])
      return false;
  }
  return true;
}

/* Places of keys, each after those it depends on; a circle is cut anywhere. */
static bool find_order(struct alint_search *s, size_t *order) {
  bool *placed = alint_arena_array(s->arena, s->key_count, sizeof *placed);
  size_t n = 0;
  for (size_t i = 0; i < s->key_count; i++) {
    if (!s->keys[i].linked) {
      placed[i] = true;
      order[n++] = i;
    }
  }
  while (n < s->key_count && s->status == ALINT_OK) {
    size_t pick = SIZE_MAX;
    alint_spend(s, s->key_count);
    for (size_t i = 0; i < s->key_count; i++) {
      if (!placed[i] && (pick == SIZE_MAX || is_ready(s, placed, i)))
        pick = i;
      if (pick == i && is_ready(s, placed, i))
        break;
    }
    placed[pick] = true;
    order[n++] = pick;
  }
  return n == s->key_count;
}

static void put_in_order(struct alint_search *s) {
  size_t *order = alint_arena_array(s->arena, s->key_count, sizeof *order);
  size_t *place = alint_arena_array(s->arena, s->key_count, sizeof *place);
  struct alint_search_key *sorted = alint_arena_array(s->arena, s->key_count, sizeof *sorted);
  bool found = order && place && sorted && find_order(s, order);
  if (!found && s->status == ALINT_OK)
    alint_out_of_memory();
  if (!found)
    return;
  for (size_t i = 0; i < s->key_count; i++) {
    sorted[i] = s->keys[order[i]];
    place[order[i]] = i;
  }
  for (size_t i = 0; i < s->key_count; i++) {
    for (size_t k = 0; k < sorted[i].depend_count; k++)
      sorted[i].depends[k] = place[sorted[i].depends[k]];
  }
  s->keys = sorted;
  s->key_cap = s->key_count;
}

int alint_collect_keys(struct alint_search *s) {
  bool variables = alint_policy_has_variables(s->policy);
  for (size_t i = 0; i < s->policy->statement_count; i++) {
    const struct alint_statement *statement = &s->policy->statements[i];
    for (size_t k = 0; k < statement->condition_count && s->status == ALINT_OK; k++) {
      const struct alint_condition *condition = &statement->conditions[k];
      size_t key = key_named(s, condition->key);
      if (key == SIZE_MAX)
        continue;
      add_use(s, &s->keys[key], statement, condition);
      if (variables)
        collect_linked(s, key, condition);
    }
  }
  link_known(s);
  mark_agreeing(s);
  if (s->status == ALINT_OK)
    put_in_order(s);
  return s->status;
}
