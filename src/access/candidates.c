/* SPDX-License-Identifier: Apache-2.0
 *
 * Candidates of one condition key for one adversary: those that are worth
 * trying, because no other does as well under every condition.
 */
#include <string.h>

#include "access/search.h"
#include "assumelint/arena.h"

/* How many scores a candidate has: one for each condition, three more. */
static size_t width_of(const struct alint_search_key *key) {
  return key->use_count + 3;
}

/* How a candidate does under each condition on the key, so that more is better:
 * a condition of an Allow should hold, one of a Deny should not. False when a
 * condition of the statement at hand fails. */
static bool rate(struct alint_search *s, const struct alint_search_key *key,
                 const struct alint_context_key *candidate, unsigned char *scores) {
  bool present = candidate->presence == ALINT_PRESENT, possible = true;
  s->request.keys[s->request.key_count++] = *candidate;
  /* Keys that are chosen later may have any value. */
  struct alint_evaluation e = alint_trial(s, ALINT_MAYBE);
  for (size_t i = 0; i < key->use_count && possible && s->status == ALINT_OK; i++) {
    const struct alint_use *use = &key->uses[i];
    scores[i] = 0;
    if (!alint_use_matters(s, use))
      continue;
    e.deny = use->statement->effect == ALINT_EFFECT_DENY;
    enum alint_tri holds = alint_eval_condition(&e, use->condition);
    possible = use->statement != s->way->statement || holds != ALINT_NO;
    scores[i] = (unsigned char)(e.deny ? alint_tri_not(holds) : holds);
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
static bool make_way(struct alint_search *s, struct alint_search_key *key,
                     const unsigned char *scores) {
  size_t width = width_of(key), kept = 0;
  alint_spend(s, key->candidate_count * width);
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

static void grow(struct alint_search *s, struct alint_search_key *key) {
  size_t width = width_of(key), cap = key->candidate_cap;
  struct alint_context_key *candidates =
      alint_arena_grow(s->arena, key->candidates, key->candidate_count, &key->candidate_cap,
                       sizeof *key->candidates);
  if (key->candidate_cap != cap) {
    unsigned char *scores = alint_arena_array(s->arena, key->candidate_cap, width);
    if (key->candidate_count > 0)
      memcpy(scores, key->scores, key->candidate_count * width);
    key->scores = scores;
  }
  if (!key->scores)
    alint_out_of_memory();
  key->candidates = candidates;
}

static void offer(struct alint_search *s, struct alint_search_key *key,
                  const struct alint_context_key *candidate) {
  if (s->status != ALINT_OK)
    return;
  grow(s, key);
  unsigned char *scores = key->scores + key->candidate_count * width_of(key);
  if (!rate(s, key, candidate, scores))
    return;
  if (key->coupled && key->candidate_count == ALINT_MAX_CANDIDATES) {
    s->gave_up = true;
    return;
  }
  unsigned char *mine = scores;
  if (!key->coupled && !make_way(s, key, scores))
    return;
  key->candidates[key->candidate_count] = *candidate;
  memmove(key->scores + key->candidate_count * width_of(key), mine, width_of(key));
  key->candidate_count++;
}

void alint_offer_list(struct alint_search *s, struct alint_search_key *key,
                      const struct alint_text *const *values, size_t count) {
  const struct alint_text **copy = alint_arena_array(s->arena, count, sizeof *copy);
  if (count > 0)
    memcpy(copy, values, count * sizeof *copy);
  struct alint_context_key candidate = {.name = key->name,
                                        .presence = ALINT_PRESENT,
                                        .values = copy,
                                        .value_count = count,
                                        .multivalued = key->info->multivalued};
  offer(s, key, &candidate);
}

/* A key whose name has a hole may be any key. */
static bool name_is_open(const struct alint_search_key *key) {
  return key->info->source == ALINT_KEY_UNKNOWN && key->use_count > 0 &&
         key->uses[0].condition->key_has_hole;
}

static bool accepted(const struct alint_search_key *key, const struct alint_text *value) {
  struct alint_str known;
  return !alint_text_known(value, &known) || alint_key_accepts(key->name, known);
}

void alint_make_candidates(struct alint_search *s, struct alint_search_key *key) {
  struct alint_values values = {.count = 0};
  struct alint_context_key none = {.name = key->name, .presence = ALINT_ABSENT};
  key->candidates = NULL;
  key->scores = NULL;
  key->candidate_count = key->candidate_cap = 0;
  if (name_is_open(key))
    none.presence = ALINT_MAYBE;
  if (alint_key_may_be_absent(s, key))
    offer(s, key, &none);
  alint_key_values(s, key, &values);
  if (key->info->multivalued) {
    alint_offer_lists(s, key, &values);
    return;
  }
  for (size_t i = 0; i < values.count && s->status == ALINT_OK; i++) {
    if (accepted(key, values.items[i]))
      alint_offer_list(s, key, &values.items[i], 1);
  }
}
