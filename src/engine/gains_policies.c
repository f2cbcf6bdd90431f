/* SPDX-License-Identifier: Apache-2.0
 *
 * Where to look for calls that one policy allows and another does not.
 *
 * 1. The policy itself: what it asks least for.
 * 2. The policy with the other's Allow statements as Denies: a Deny matches when
 *    all of its parts do, so exactly what the other allowed is closed.
 * 3. For each Deny of the other that is gone: the policy with its conditions
 *    added to every Allow, which leaves the calls that it denied.
 *
 * What is found is asked of both policies, so a policy made here may be rough.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"
#include "engine/gains.h"

static bool has_statement(const Policy *policy, const Statement *s) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (statement_same(&policy->statements[i], s))
      return true;
  }
  return false;
}

bool engine_loses_deny(const Policy *winner, const Policy *other) {
  for (size_t i = 0; i < other->statement_count; i++) {
    const Statement *s = &other->statements[i];
    if (s->effect != EFFECT_ALLOW && !has_statement(winner, s))
      return true;
  }
  return false;
}

static void minus(Policy *out, Arena *arena, const Policy *winner, const Policy *other) {
  size_t count = winner->statement_count;
  *out = *winner;
  out->statements = arena_array(arena, count + other->statement_count, sizeof *out->statements);
  if (count > 0)
    memcpy(out->statements, winner->statements, count * sizeof *out->statements);
  for (size_t i = 0; i < other->statement_count; i++) {
    if (other->statements[i].effect != EFFECT_ALLOW)
      continue;
    out->statements[count] = other->statements[i];
    out->statements[count++].effect = EFFECT_DENY;
  }
  out->statement_count = count;
}

static void add_conditions(Statement *s, Arena *arena, const Statement *from) {
  size_t own = s->condition_count, added = from->condition_count;
  Condition *all = arena_array(arena, own + added, sizeof *all);
  if (own > 0)
    memcpy(all, s->conditions, own * sizeof *all);
  if (added > 0)
    memcpy(all + own, from->conditions, added * sizeof *all);
  s->conditions = all;
  s->condition_count = own + added;
}

static void narrowed(Policy *out, Arena *arena, const Policy *winner, const Statement *deny) {
  *out = *winner;
  out->statements = arena_array(arena, winner->statement_count, sizeof *out->statements);
  for (size_t i = 0; i < winner->statement_count; i++) {
    Statement *s = &out->statements[i];
    *s = winner->statements[i];
    if (s->effect != EFFECT_DENY)
      add_conditions(s, arena, deny);
  }
}

void engine_gain_policies(Policies *out, Arena *arena, const Policy *winner, const Policy *other) {
  *out = (Policies){.count = 2};
  out->items = arena_array(arena, 2 + MAX_LOST_DENIES, sizeof *out->items);
  out->items[0] = *winner;
  minus(&out->items[1], arena, winner, other);
  for (size_t i = 0; i < other->statement_count; i++) {
    const Statement *s = &other->statements[i];
    if (s->effect != EFFECT_DENY || s->condition_count == 0 || has_statement(winner, s))
      continue;
    out->cut = out->count == 2 + MAX_LOST_DENIES;
    if (out->cut)
      break;
    narrowed(&out->items[out->count++], arena, winner, s);
  }
}
