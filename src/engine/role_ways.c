/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists the ways of a role and joins those of its alternatives.
 */
#include "engine/role_ways.h"

#include "assumelint/arena.h"
#include "engine/when.h"

const bool *engine_condition_binds(Arena *arena, const Policy *policy, const Way *way) {
  const Statement *s = way->statement;
  bool *binds = arena_array(arena, s->condition_count, sizeof *binds);
  for (size_t i = 0; i < s->condition_count; i++)
    binds[i] = access_condition_binds(arena, policy, s, &s->conditions[i]);
  return binds;
}

/* ---- One alternative ------------------------------------------------------------------ */

static bool same_way(const Way *a, const Way *b) {
  if (!str_eq(a->action, b->action) || !a->principal != !b->principal ||
      way_outcome(a) != way_outcome(b))
    return false;
  if (a->principal && (a->principal->kind != b->principal->kind ||
                       !text_same(a->principal->value.text, b->principal->value.text)))
    return false;
  return a->statement->effect == b->statement->effect &&
         conditions_same(a->statement, b->statement);
}

static bool same_denies(const NarrowingDenies *a, const NarrowingDenies *b) {
  for (size_t i = 0; i < a->count && a->count == b->count; i++) {
    if (!statement_same(a->items[i].deny, b->items[i].deny))
      return false;
  }
  return a->count == b->count;
}

/* Joins it with the same way of an earlier alternative, once for each way of this one. */
static bool join(RoleWays *list, const Way *way, const NarrowingDenies *denies, size_t trust) {
  for (size_t i = 0; trust > 0 && i < list->count; i++) {
    const ListedWay *earlier = &list->items[i];
    if (!earlier->holds[trust] && same_way(earlier->way, way) &&
        same_denies(&earlier->denies, denies)) {
      earlier->holds[trust] = true;
      return true;
    }
  }
  return false;
}

static int list_trust(RoleWays *out, Arena *arena, const Role *role, size_t trust,
                      SearchBudget budget, const Options *options) {
  const Trust *of = &role->trusts[trust];
  Ways *ways = NULL;
  if (of->state == TRUST_UNKNOWN)
    return OK;
  int status = access_find_ways(&ways, arena, role, of->policy, options, &budget);
  if (status != OK)
    return status;
  for (size_t i = 0; i < ways->count; i++) {
    const Way *way = &ways->items[i];
    ListedWay listed = {.way = way, .trust = of};
    if (way_denied(arena, role, of->policy, way, &budget))
      continue;
    listed.denies = way_narrowed(of->policy, way);
    if (join(out, way, &listed.denies, trust))
      continue;
    listed.binds = engine_condition_binds(arena, of->policy, way);
    listed.holds = arena_array(arena, role->trust_count, sizeof *listed.holds);
    listed.holds[trust] = true;
    LIST_ADD(arena, out, listed);
  }
  return OK;
}

/* ---- All alternatives ------------------------------------------------------------------ */

static bool is_in_all(const Role *role, const ListedWay *listed) {
  for (size_t t = 0; t < role->trust_count; t++) {
    if (!listed->holds[t])
      return false;
  }
  return true;
}

int engine_list_ways(RoleWays *out, Arena *arena, const Role *role, SearchBudget share,
                     const Options *options) {
  *out = (RoleWays){.items = NULL};
  for (size_t t = 0; t < role->trust_count; t++) {
    int status = list_trust(out, arena, role, t, share, options);
    if (status != OK)
      return status;
  }
  for (size_t i = 0; i < out->count; i++) {
    if (!is_in_all(role, &out->items[i]))
      out->items[i].when = engine_describe_when(arena, role, out->items[i].holds);
  }
  return OK;
}

bool engine_role_is_part(const Role *role) {
  for (size_t i = 0; i < role->trust_count; i++) {
    if (role->trusts[i].policy->statements_opaque)
      return true;
  }
  return role->alternatives_cut;
}

RoleLine engine_role_line(const Input *input, const Role *role) {
  const Source *source = role->source_span.source;
  if (source)
    return (RoleLine){source->path, source_line_number(source, role->source_span.span.begin)};
  return (RoleLine){input->source.path, source_line_number(&input->source, role->span.begin)};
}
