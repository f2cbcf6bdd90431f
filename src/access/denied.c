/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether it is the Denies of a policy that close a way: without them some call
 * would succeed.
 */
#include "access/denied.h"

#include "access/find.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"

static void without_denies(struct alint_policy *out, struct alint_way *way,
                           struct alint_arena *arena, const struct alint_policy *policy) {
  *out = *policy;
  out->statement_count = 0;
  out->statements = alint_arena_array(arena, policy->statement_count, sizeof *out->statements);
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    if (s->effect == ALINT_EFFECT_DENY)
      continue;
    struct alint_statement *copy = &out->statements[out->statement_count++];
    *copy = *s;
    if (s == way->statement)
      way->statement = copy;
  }
}

void alint_way_denied(bool *out, struct alint_arena *arena, const struct alint_role *role,
                      const struct alint_policy *policy, const struct alint_way *way,
                      size_t *steps) {
  struct alint_policy open;
  struct alint_budget budget = {.steps = *steps, .most = ALINT_MAX_SEARCH_STEPS};
  struct alint_way without = *way;
  struct alint_attempt attempt;
  *out = false;
  if (alint_way_outcome(way) != ALINT_WAY_CLOSED)
    return;
  without_denies(&open, &without, arena, policy);
  if (open.statement_count == policy->statement_count)
    return;
  alint_find_witness(&attempt, arena, role, &open, &without, ALINT_INTENDED, &budget);
  *out = attempt.outcome == ALINT_WAY_OPEN || attempt.outcome == ALINT_WAY_UNKNOWN;
  *steps = budget.steps;
}
