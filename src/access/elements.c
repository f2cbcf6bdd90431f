/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists for a multivalued key.
 *
 * What ForAllValues asks for holds of every part of a list, what ForAnyValue
 * asks for of every longer list. So of the values that keep all ForAllValues
 * conditions the longest list is the best, but for Deny statements: there it is
 * the other way round, and each set of them to step around has a list of its own.
 */
#include <string.h>

#include "access/values.h"
#include "assumelint/arena.h"

/* Of so many values each pair is a list of its own: a short list is easier to read. */
enum { SHORT_LISTS = 6 };

/* Conditions that a list keeps only if each of its values does. */
struct keepers {
  const ConditionUse *own[MAX_SEARCH_KEYS];
  size_t own_count;
  const ConditionUse *deny[MAX_LIST_DENIES];
  size_t deny_count;
};

static void find_keepers(Search *s, const SearchKey *key, struct keepers *out) {
  out->own_count = out->deny_count = 0;
  for (size_t i = 0; i < key->use_count; i++) {
    const ConditionUse *use = &key->uses[i];
    bool own = use->statement == s->way->statement;
    bool deny = use->statement->effect == EFFECT_DENY;
    if (!search_use_matters(s, use))
      continue;
    if (own && use->op.set == OPERATOR_SET_ALL && out->own_count < MAX_SEARCH_KEYS)
      out->own[out->own_count++] = use;
    else if (deny && use->op.set == OPERATOR_SET_ANY && out->deny_count < MAX_LIST_DENIES)
      out->deny[out->deny_count++] = use;
    else if ((own && use->op.set == OPERATOR_SET_ALL) || (deny && use->op.set == OPERATOR_SET_ANY))
      s->gave_up = true;
  }
}

/* The condition, asked about the value alone. */
static Tri holds(Search *s, const SearchKey *key, const ConditionUse *use, const Text *value) {
  s->request.keys[s->request.key_count++] = (ContextKey){.name = key->name,
                                                         .presence = KEY_PRESENT,
                                                         .values = &value,
                                                         .value_count = 1,
                                                         .multivalued = true};
  Evaluation e = search_trial(s, KEY_MAYBE);
  e.deny = use->statement->effect == EFFECT_DENY;
  Tri out = eval_condition(&e, use->condition);
  s->request.key_count--;
  return out;
}

/* ---- aws:TagKeys ------------------------------------------------------------------ */

/* Of the tags the policy speaks of, aws:TagKeys lists those that are passed and
 * no other. */
enum forced { FREE, MUST, NEVER };

static enum forced tag_is_forced(Search *s, const SearchKey *key, const Text *value) {
  Str known;
  search_spend(s, s->request.key_count);
  if (!str_is_nocase(key->name, "aws:TagKeys") || !text_known(value, &known))
    return FREE;
  for (size_t i = 0; i < s->request.key_count; i++) {
    const ContextKey *tag = &s->request.keys[i];
    if (str_starts_nocase(tag->name, "aws:RequestTag/") &&
        str_eq_nocase(str_slice(tag->name, 15, tag->name.len), known))
      return tag->presence == KEY_PRESENT ? MUST : NEVER;
  }
  return FREE;
}

/* Transitive tags are among those that are passed. */
static bool is_passed(const Search *s, const SearchKey *key, const Text *value) {
  const ContextKey *passed = search_chosen(s, "aws:TagKeys");
  if (!str_is_nocase(key->name, "sts:TransitiveTagKeys") ||
      !request_key(&s->request, STR("aws:TagKeys")))
    return true;
  for (size_t i = 0; passed && i < passed->value_count; i++) {
    if (text_eq_nocase(passed->values[i], value) == TRI_YES)
      return true;
  }
  return false;
}

static void add_passed(Search *s, const SearchKey *key, TextList *values) {
  bool tag_keys = str_is_nocase(key->name, "aws:TagKeys");
  for (size_t i = 0; i < s->request.key_count; i++) {
    Str name = s->request.keys[i].name;
    if (tag_keys && str_starts_nocase(name, "aws:RequestTag/"))
      search_add_literal(s, values, str_slice(name, 15, name.len));
  }
  const ContextKey *passed = search_chosen(s, "aws:TagKeys");
  for (size_t i = 0; passed && key->linked && !tag_keys && i < passed->value_count; i++)
    search_add_value(s, values, passed->values[i]);
}

/* ---- Lists -------------------------------------------------------------------------- */

/* The forced values and, of the others, those that `mask` leaves. */
static size_t longest(Search *s, const SearchKey *key, const struct keepers *keepers, unsigned mask,
                      const TextList *values, const Text **out) {
  size_t n = 0;
  for (size_t i = 0; i < values->count && s->status == OK; i++) {
    bool fits = true;
    for (size_t k = 0; k < keepers->deny_count && fits; k++)
      fits = !(mask & 1u << k) || holds(s, key, keepers->deny[k], values->items[i]) == TRI_NO;
    if (fits || tag_is_forced(s, key, values->items[i]) == MUST)
      out[n++] = values->items[i];
  }
  return n;
}

/* Values that may stand in a list at all; forced ones come first. */
static size_t sift(Search *s, const SearchKey *key, const struct keepers *keepers,
                   TextList *values) {
  size_t n = 0, forced = 0;
  for (size_t i = 0; i < values->count && s->status == OK; i++) {
    const Text *value = values->items[i];
    Str known;
    enum forced tag = tag_is_forced(s, key, value);
    bool fits = tag != NEVER && is_passed(s, key, value) &&
                (!text_known(value, &known) || key_accepts(key->name, known));
    for (size_t k = 0; k < keepers->own_count && fits && tag != MUST; k++)
      fits = holds(s, key, keepers->own[k], value) != TRI_NO;
    if (!fits)
      continue;
    values->items[n++] = value;
    if (tag == MUST) {
      values->items[n - 1] = values->items[forced];
      values->items[forced++] = value;
    }
  }
  values->count = n;
  return forced;
}

/* The forced values with one or two others. */
static void offer_short(Search *s, SearchKey *key, const TextList *values, size_t forced,
                        const Text **list) {
  memcpy(list, values->items, forced * sizeof *list);
  if (forced > 0)
    search_offer_list(s, key, list, forced);
  for (size_t i = forced; i < values->count; i++) {
    list[forced] = values->items[i];
    search_offer_list(s, key, list, forced + 1);
  }
  for (size_t i = forced; i < values->count && i < forced + SHORT_LISTS; i++) {
    for (size_t k = i + 1; k < values->count && k < forced + SHORT_LISTS; k++) {
      list[forced] = values->items[i];
      list[forced + 1] = values->items[k];
      search_offer_list(s, key, list, forced + 2);
    }
  }
}

void search_offer_lists(Search *s, SearchKey *key, TextList *values) {
  struct keepers keepers;
  find_keepers(s, key, &keepers);
  if (key->choice != CHOICE_ABSENT)
    add_passed(s, key, values);
  const Text **list = arena_array(s->arena, values->count + 2, sizeof *list);
  if (s->status != OK || values->count == 0)
    return;
  size_t forced = sift(s, key, &keepers, values);
  offer_short(s, key, values, forced, list);
  for (unsigned mask = 0; mask < 1u << keepers.deny_count && s->status == OK; mask++) {
    size_t n = longest(s, key, &keepers, mask, values, list);
    if (n > 0)
      search_offer_list(s, key, list, n);
  }
}
