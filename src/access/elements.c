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

#include "access/search.h"
#include "assumelint/arena.h"

/* Of so many values each pair is a list of its own: a short list is easier to read. */
enum { SHORT_LISTS = 6 };

/* Conditions that a list keeps only if each of its values does. */
struct keepers {
  const struct alint_use *own[ALINT_MAX_SEARCH_KEYS];
  size_t own_count;
  const struct alint_use *deny[ALINT_MAX_LIST_DENIES];
  size_t deny_count;
};

static void find_keepers(struct alint_search *s, const struct alint_search_key *key,
                         struct keepers *out) {
  out->own_count = out->deny_count = 0;
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_use *use = &key->uses[i];
    bool own = use->statement == s->way->statement;
    bool deny = use->statement->effect == ALINT_EFFECT_DENY;
    if (!alint_use_matters(s, use))
      continue;
    if (own && use->op.set == ALINT_SET_ALL && out->own_count < ALINT_MAX_SEARCH_KEYS)
      out->own[out->own_count++] = use;
    else if (deny && use->op.set == ALINT_SET_ANY && out->deny_count < ALINT_MAX_LIST_DENIES)
      out->deny[out->deny_count++] = use;
    else if ((own && use->op.set == ALINT_SET_ALL) || (deny && use->op.set == ALINT_SET_ANY))
      s->gave_up = true;
  }
}

/* The condition, asked about the value alone. */
static enum alint_tri holds(struct alint_search *s, const struct alint_search_key *key,
                            const struct alint_use *use, const struct alint_text *value) {
  s->request.keys[s->request.key_count++] = (struct alint_context_key){.name = key->name,
                                                                       .presence = ALINT_PRESENT,
                                                                       .values = &value,
                                                                       .value_count = 1,
                                                                       .multivalued = true};
  struct alint_evaluation e = alint_trial(s, ALINT_MAYBE);
  e.deny = use->statement->effect == ALINT_EFFECT_DENY;
  enum alint_tri out = alint_eval_condition(&e, use->condition);
  s->request.key_count--;
  return out;
}

/* ---- aws:TagKeys ------------------------------------------------------------------ */

/* Of the tags the policy speaks of, aws:TagKeys lists those that are passed and
 * no other. */
enum forced { FREE, MUST, NEVER };

static enum forced tag_is_forced(struct alint_search *s, const struct alint_search_key *key,
                                 const struct alint_text *value) {
  struct alint_str known;
  alint_spend(s, s->request.key_count);
  if (!alint_str_is_nocase(key->name, "aws:TagKeys") || !alint_text_known(value, &known))
    return FREE;
  for (size_t i = 0; i < s->request.key_count; i++) {
    const struct alint_context_key *tag = &s->request.keys[i];
    if (alint_str_starts_nocase(tag->name, "aws:RequestTag/") &&
        alint_str_eq_nocase(alint_str_slice(tag->name, 15, tag->name.len), known))
      return tag->presence == ALINT_PRESENT ? MUST : NEVER;
  }
  return FREE;
}

/* Transitive tags are among those that are passed. */
static bool is_passed(const struct alint_search *s, const struct alint_search_key *key,
                      const struct alint_text *value) {
  const struct alint_context_key *passed = alint_chosen(s, "aws:TagKeys");
  if (!alint_str_is_nocase(key->name, "sts:TransitiveTagKeys") ||
      !alint_request_key(&s->request, ALINT_STR("aws:TagKeys")))
    return true;
  for (size_t i = 0; passed && i < passed->value_count; i++) {
    if (alint_text_eq_nocase(passed->values[i], value) == ALINT_YES)
      return true;
  }
  return false;
}

static void add_passed(struct alint_search *s, const struct alint_search_key *key,
                       struct alint_values *values) {
  bool tag_keys = alint_str_is_nocase(key->name, "aws:TagKeys");
  for (size_t i = 0; i < s->request.key_count; i++) {
    struct alint_str name = s->request.keys[i].name;
    if (tag_keys && alint_str_starts_nocase(name, "aws:RequestTag/"))
      alint_add_literal(s, values, alint_str_slice(name, 15, name.len));
  }
  const struct alint_context_key *passed = alint_chosen(s, "aws:TagKeys");
  for (size_t i = 0; passed && key->linked && !tag_keys && i < passed->value_count; i++)
    alint_add_value(s, values, passed->values[i]);
}

/* ---- Lists -------------------------------------------------------------------------- */

/* The forced values and, of the others, those that `mask` leaves. */
static size_t longest(struct alint_search *s, const struct alint_search_key *key,
                      const struct keepers *keepers, unsigned mask,
                      const struct alint_values *values, const struct alint_text **out) {
  size_t n = 0;
  for (size_t i = 0; i < values->count && s->status == ALINT_OK; i++) {
    bool fits = true;
    for (size_t k = 0; k < keepers->deny_count && fits; k++)
      fits = !(mask & 1u << k) || holds(s, key, keepers->deny[k], values->items[i]) == ALINT_NO;
    if (fits || tag_is_forced(s, key, values->items[i]) == MUST)
      out[n++] = values->items[i];
  }
  return n;
}

/* Values that may stand in a list at all; forced ones come first. */
static size_t sift(struct alint_search *s, const struct alint_search_key *key,
                   const struct keepers *keepers, struct alint_values *values) {
  size_t n = 0, forced = 0;
  for (size_t i = 0; i < values->count && s->status == ALINT_OK; i++) {
    const struct alint_text *value = values->items[i];
    struct alint_str known;
    enum forced tag = tag_is_forced(s, key, value);
    bool fits = tag != NEVER && is_passed(s, key, value) &&
                (!alint_text_known(value, &known) || alint_key_accepts(key->name, known));
    for (size_t k = 0; k < keepers->own_count && fits && tag != MUST; k++)
      fits = holds(s, key, keepers->own[k], value) != ALINT_NO;
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
static void offer_short(struct alint_search *s, struct alint_search_key *key,
                        const struct alint_values *values, size_t forced,
                        const struct alint_text **list) {
  memcpy(list, values->items, forced * sizeof *list);
  if (forced > 0)
    alint_offer_list(s, key, list, forced);
  for (size_t i = forced; i < values->count; i++) {
    list[forced] = values->items[i];
    alint_offer_list(s, key, list, forced + 1);
  }
  for (size_t i = forced; i < values->count && i < forced + SHORT_LISTS; i++) {
    for (size_t k = i + 1; k < values->count && k < forced + SHORT_LISTS; k++) {
      list[forced] = values->items[i];
      list[forced + 1] = values->items[k];
      alint_offer_list(s, key, list, forced + 2);
    }
  }
}

void alint_offer_lists(struct alint_search *s, struct alint_search_key *key,
                       struct alint_values *values) {
  struct keepers keepers;
  find_keepers(s, key, &keepers);
  if (key->choice != ALINT_CHOICE_ABSENT)
    add_passed(s, key, values);
  const struct alint_text **list = alint_arena_array(s->arena, values->count + 2, sizeof *list);
  if (s->status != ALINT_OK || values->count == 0)
    return;
  size_t forced = sift(s, key, &keepers, values);
  offer_short(s, key, values, forced, list);
  for (unsigned mask = 0; mask < 1u << keepers.deny_count && s->status == ALINT_OK; mask++) {
    size_t n = longest(s, key, &keepers, mask, values, list);
    if (n > 0)
      alint_offer_list(s, key, list, n);
  }
}
