/* SPDX-License-Identifier: Apache-2.0
 *
 * Candidates of one condition key for one adversary: those that are worth
 * trying, because no other does as well under every condition.
 */
#include <string.h>

#include "access/values.h"
#include "assumelint/arena.h"

/* How many scores a candidate has: one for each condition, three more. */
static size_t width_of(const SearchKey *key) {
  return key->use_count + 3;
}

/* How a candidate does under each condition on the key, so that more is better:
 * a condition of an Allow should hold, one of a Deny should not. False when a
 * condition of the statement at hand fails. */
static bool rate(Search *s, const SearchKey *key, const ContextKey *candidate,
                 unsigned char *scores) {
  bool present = candidate->presence == KEY_PRESENT, possible = true;
  s->request.keys[s->request.key_count++] = *candidate;
  /* Keys that are chosen later may have any value. */
  Evaluation e = search_trial(s, KEY_MAYBE);
  for (size_t i = 0; i < key->use_count && possible && s->status == OK; i++) {
    const ConditionUse *use = &key->uses[i];
    scores[i] = 0;
    if (!search_use_matters(s, use))
      continue;
    e.deny = use->statement->effect == EFFECT_DENY;
    Tri holds = eval_condition(&e, use->condition);
    possible = use->statement != s->way->statement || holds != TRI_NO;
    scores[i] = (unsigned char)(e.deny ? tri_not(holds) : holds);
  }
  s->request.key_count--;
  /* A call that needs no companion action needs less; where other keys depend on
   * this one being there, neither being there nor being absent outdoes the other. */
  scores[key->use_count] = !present || !key->info->also;
  scores[key->use_count + 1] = !key->agrees || present;
  scores[key->use_count + 2] = !key->agrees || !present;
  return possible;
}

static bool outdone(const unsigned char *scores, const unsigned char *by, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (scores[i] > by[i])
      return false;
  }
  return true;
}

/* Drops what the new candidate outdoes; false when one that is there outdoes it. */
static bool make_way(Search *s, SearchKey *key, const unsigned char *scores) {
  size_t width = width_of(key), kept = 0;
  search_spend(s, key->candidate_count * width);
  for (size_t i = 0; i < key->candidate_count; i++) {
    if (outdone(scores, key->scores + i * width, width))
      return false;
  }
  for (size_t i = 0; i < key->candidate_count; i++) {
    if (outdone(key->scores + i * width, scores, width))
      continue;
    key->candidates[kept] = key->candidates[i];
    memmove(key->scores + kept * width, key->scores + i * width, width);
    kept++;
  }
  key->candidate_count = kept;
  return true;
}

static void grow(Search *s, SearchKey *key) {
  size_t width = width_of(key), cap = key->candidate_cap;
  key->candidates = arena_grow(s->arena, key->candidates, key->candidate_count, &key->candidate_cap,
                               sizeof *key->candidates);
  if (key->candidate_cap == cap)
    return;
  unsigned char *scores = arena_array(s->arena, key->candidate_cap, width);
  if (key->candidate_count > 0)
    memcpy(scores, key->scores, key->candidate_count * width);
  key->scores = scores;
}

static void offer(Search *s, SearchKey *key, const ContextKey *candidate) {
  if (s->status != OK)
    return;
  grow(s, key);
  unsigned char *scores = key->scores + key->candidate_count * width_of(key);
  if (!rate(s, key, candidate, scores))
    return;
  if (key->coupled && key->candidate_count == MAX_CANDIDATES) {
    s->gave_up = true;
    return;
  }
  if (!key->coupled && !make_way(s, key, scores))
    return;
  key->candidates[key->candidate_count] = *candidate;
  memmove(key->scores + key->candidate_count * width_of(key), scores, width_of(key));
  key->candidate_count++;
}

void search_offer_list(Search *s, SearchKey *key, const Text *const *values, size_t count) {
  const Text **copy = arena_array(s->arena, count, sizeof *copy);
  if (count > 0)
    memcpy(copy, values, count * sizeof *copy);
  ContextKey candidate = {.name = key->name,
                          .presence = KEY_PRESENT,
                          .values = copy,
                          .value_count = count,
                          .multivalued = key->info->multivalued};
  offer(s, key, &candidate);
}

/* A key whose name has a hole may be any key. */
static bool name_is_open(const SearchKey *key) {
  return key->info->source == KEY_UNKNOWN && key->use_count > 0 &&
         key->uses[0].condition->key_has_hole;
}

static bool accepted(const SearchKey *key, const Text *value) {
  Str known;
  return !text_known(value, &known) || key_accepts(key->name, known);
}

void search_make_candidates(Search *s, SearchKey *key) {
  TextList values = {.count = 0};
  ContextKey none = {.name = key->name, .presence = KEY_ABSENT};
  key->candidates = NULL;
  key->scores = NULL;
  key->candidate_count = key->candidate_cap = 0;
  if (name_is_open(key))
    none.presence = KEY_MAYBE;
  if (search_key_may_be_absent(s, key))
    offer(s, key, &none);
  search_key_values(s, key, &values);
  if (key->info->multivalued) {
    search_offer_lists(s, key, &values);
    return;
  }
  for (size_t i = 0; i < values.count && s->status == OK; i++) {
    if (accepted(key, values.items[i]))
      search_offer_list(s, key, &values.items[i], 1);
  }
}
