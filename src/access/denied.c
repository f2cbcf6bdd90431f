/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether it is the Denies of a policy that close a way: without them some call
 * would succeed.
 */
#include "access/denied.h"

#include "access/find.h"

#include "assumelint/arena.h"
#include "assumelint/status.h"

static bool is_closed(const struct alint_way *way) {
  for (int id = 0; id < ALINT_ADVERSARY_COUNT; id++) {
    if (way->attempts[id].outcome != ALINT_WAY_CLOSED)
      return false;
  }
  return true;
}

static int without_denies(struct alint_policy *out, struct alint_way *way,
                          struct alint_arena *arena, const struct alint_policy *policy) {
  *out = *policy;
  out->statement_count = 0;
  out->statements = alint_arena_array(arena, policy->statement_count, sizeof *out->statements);
  if (!out->statements)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    if (s->effect == ALINT_EFFECT_DENY)
      continue;
    struct alint_statement *copy = &out->statements[out->statement_count++];
    *copy = *s;
    if (s == way->statement)
      way->statement = copy;
  }
  return ALINT_OK;
}

int alint_way_denied(bool *out, struct alint_arena *arena, const struct alint_role *role,
                     const struct alint_policy *policy, const struct alint_way *way) {
  struct alint_policy open;
  struct alint_way without = *way;
  struct alint_attempt attempt;
  *out = false;
  if (!is_closed(way))
    return ALINT_OK;
  int status = without_denies(&open, &without, arena, policy);
  if (status != ALINT_OK || open.statement_count == policy->statement_count)
    return status;
  status = alint_find_witness(&attempt, arena, role, &open, &without, ALINT_INTENDED);
  if (status == ALINT_OK)
    *out = attempt.outcome != ALINT_WAY_CLOSED;
  return status;
}
