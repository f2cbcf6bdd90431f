/* SPDX-License-Identifier: Apache-2.0
 *
 * The condition keys a policy speaks of, with every condition on each, in the
 * order in which values are chosen: a key after those that its values depend on.
 */

#include "access/search.h"
#include "assumelint/arena.h"

/* A condition is looked at, and its key for the first time. */
enum { STEPS_OF_A_KEY = 64 };

SearchKey *search_key(Search *s, const char *name) {
  for (size_t i = 0; i < s->key_count; i++) {
    if (str_is_nocase(s->keys[i].name, name))
      return &s->keys[i];
  }
  return NULL;
}

/* The place of the key, made where it is new; SIZE_MAX when there is no room. */
static size_t key_named(Search *s, Str name) {
  search_spend(s, STEPS_OF_A_KEY + s->key_count);
  for (size_t i = 0; i < s->key_count; i++) {
    Str key = s->keys[i].name;
    if (key.len == name.len && key.len > 0 && key.ptr[key.len - 1] == name.ptr[name.len - 1] &&
        str_eq(key, name))
      return i;
  }
  for (size_t i = 0; i < s->key_count; i++) {
    if (str_eq_nocase(s->keys[i].name, name))
      return i;
  }
  if (s->status != OK)
    return SIZE_MAX;
  s->keys = arena_grow(s->arena, s->keys, s->key_count, &s->key_cap, sizeof *s->keys);
  s->keys[s->key_count] = (SearchKey){.name = name, .info = key_info(name, s->host)};
  return s->key_count++;
}

static void add_use(Search *s, SearchKey *key, const Statement *statement,
                    const Condition *condition) {
  ConditionUse use = {.condition = condition, .statement = statement};
  if (!operator_parse(&use.op, condition->operator_name))
    return;
  key->uses = arena_grow(s->arena, key->uses, key->use_count, &key->use_cap, sizeof *key->uses);
  key->uses[key->use_count++] = use;
}

/* `key` is chosen after `on`. */
static void depend(Search *s, size_t key, size_t on) {
  SearchKey *k = &s->keys[key];
  for (size_t i = 0; i < k->depend_count; i++) {
    if (k->depends[i] == on)
      return;
  }
  k->depends =
      arena_grow(s->arena, k->depends, k->depend_count, &k->depend_cap, sizeof *k->depends);
  k->depends[k->depend_count++] = on;
  k->linked = true;
}

/* Keys that stand inside ${...} of a literal. */
static void collect_variables(Search *s, size_t key, Str literal) {
  Str name;
  for (size_t at = 0; eval_next_variable(&name, literal, &at);) {
    size_t on = name.len > 1 ? key_named(s, name) : SIZE_MAX;
    if (on == SIZE_MAX)
      continue;
    s->keys[on].coupled = true;
    if (on != key)
      depend(s, key, on);
  }
}

static void collect_linked(Search *s, size_t key, const Condition *condition) {
  search_spend(s, 8 * condition->value_count);
  for (size_t i = 0; i < condition->value_count; i++) {
    const Text *text = condition->values[i].text;
    for (size_t k = 0; eval_has_variable(text) && k < text->count; k++)
      collect_variables(s, key, text->pieces[k].literal);
  }
}

/* ---- Keys that must agree ------------------------------------------------------ */

/* aws:TagKeys follows from the tags, the transitive ones from it, the epoch from
 * the time of day. */
static void link_known(Search *s) {
  search_spend(s, s->key_count * s->key_count);
  for (size_t i = 0; i < s->key_count; i++) {
    for (size_t k = 0; k < s->key_count; k++) {
      Str key = s->keys[i].name, on = s->keys[k].name;
      if ((str_is_nocase(key, "aws:TagKeys") && str_starts_nocase(on, "aws:RequestTag/")) ||
          (str_is_nocase(key, "sts:TransitiveTagKeys") && str_is_nocase(on, "aws:TagKeys")))
        depend(s, i, k);
      if (str_is_nocase(key, "aws:EpochTime") && str_is_nocase(on, "aws:CurrentTime")) {
        depend(s, i, k);
        s->keys[k].coupled = true;
      }
    }
  }
}

static bool both(const Search *s, KeySource a, KeySource b) {
  size_t n = 0;
  for (size_t i = 0; i < s->key_count; i++)
    n += s->keys[i].info->source == a || s->keys[i].info->source == b;
  return n > 1;
}

static void mark_agreeing(Search *s) {
  bool tags = both(s, KEY_SESSION_TAG, KEY_SESSION_TAG),
       network = both(s, KEY_ADDRESS, KEY_NETWORK), mfa = both(s, KEY_MFA, KEY_MFA);
  for (size_t i = 0; i < s->key_count; i++) {
    SearchKey *key = &s->keys[i];
    KeySource source = key->info->source;
    key->agrees = (tags && source == KEY_SESSION_TAG) ||
                  (network && (source == KEY_ADDRESS || source == KEY_NETWORK)) ||
                  (mfa && source == KEY_MFA);
    /* Which tags are listed matters, and whether MFA was used. */
    key->coupled = key->coupled || (key->agrees && key->info->multivalued) ||
                   (mfa && str_is_nocase(key->name, "aws:MultiFactorAuthPresent"));
  }
}

/* ---- The order ------------------------------------------------------------------- */

static bool is_ready(const Search *s, const bool *placed, size_t key) {
  for (size_t i = 0; i < s->keys[key].depend_count; i++) {
    if (!placed[s->keys[key].depends[i]])
      return false;
  }
  return true;
}

/* Places of keys, each after those it depends on; a circle is cut anywhere. */
static bool find_order(Search *s, size_t *order) {
  bool *placed = arena_array(s->arena, s->key_count, sizeof *placed);
  size_t n = 0;
  for (size_t i = 0; i < s->key_count; i++) {
    if (!s->keys[i].linked) {
      placed[i] = true;
      order[n++] = i;
    }
  }
  while (n < s->key_count && s->status == OK) {
    size_t pick = SIZE_MAX;
    search_spend(s, s->key_count);
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

static void put_in_order(Search *s) {
  size_t *order = arena_array(s->arena, s->key_count, sizeof *order);
  size_t *place = arena_array(s->arena, s->key_count, sizeof *place);
  SearchKey *sorted = arena_array(s->arena, s->key_count, sizeof *sorted);
  if (!find_order(s, order))
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

void search_collect_keys(Search *s) {
  bool variables = policy_has_variables(s->policy);
  for (size_t i = 0; i < s->policy->statement_count; i++) {
    const Statement *statement = &s->policy->statements[i];
    for (size_t k = 0; k < statement->condition_count && s->status == OK; k++) {
      const Condition *condition = &statement->conditions[k];
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
  if (s->status == OK)
    put_in_order(s);
}
