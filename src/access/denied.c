/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether it is the Denies of a policy that close a way: without them some call
 * would succeed.
 */
#include "access/denied.h"

#include "access/witness.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"

static void without_denies(Policy *out, Way *way, Arena *arena, const Policy *policy) {
  *out = *policy;
  out->statement_count = 0;
  out->statements = arena_array(arena, policy->statement_count, sizeof *out->statements);
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    if (s->effect == EFFECT_DENY)
      continue;
    Statement *copy = &out->statements[out->statement_count++];
    *copy = *s;
    if (s == way->statement)
      way->statement = copy;
  }
}

void way_denied(bool *out, Arena *arena, const Role *role, const Policy *policy, const Way *way,
                size_t *steps) {
  Policy open;
  SearchBudget budget = {.steps = *steps, .most = MAX_SEARCH_STEPS};
  Way without = *way;
  Attempt attempt;
  *out = false;
  if (way_outcome(way) != WAY_CLOSED)
    return;
  without_denies(&open, &without, arena, policy);
  if (open.statement_count == policy->statement_count)
    return;
  access_find_witness(&attempt, arena, role, &open, &without, ADVERSARY_INTENDED, &budget);
  *out = attempt.outcome == WAY_OPEN || attempt.outcome == WAY_UNKNOWN;
  *steps = budget.steps;
}
