/* SPDX-License-Identifier: Apache-2.0
 *
 * Collecting the ways of a role and joining those of its alternatives.
 */
#include "engine/role_ways.h"

#include "assumelint/arena.h"
#include "engine/when.h"

const char *way_kind_name(const Way *way) {
  switch (way->identity.who) {
  case IDENTITY_ANYONE:
    return "anyone";
  case IDENTITY_ACCOUNT:
    return "account";
  case IDENTITY_ROLE:
    return "role";
  case IDENTITY_USER:
    return "user";
  case IDENTITY_SESSION:
  case IDENTITY_FEDERATED_USER:
    return "session";
  case IDENTITY_SERVICE:
    return "service";
  case IDENTITY_OIDC:
    return "oidc";
  case IDENTITY_SAML:
    return "saml";
  case IDENTITY_ORPHAN:
    return "orphan";
  default:
    return "unknown";
  }
}

/* ---- One alternative ------------------------------------------------------------------ */

struct lister {
  RoleWays *out;
  Arena *arena;
  const Role *role;
  bool **holds; /* parallel to the list, where there are alternatives */
  size_t holds_cap;
};

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

/* The same way of an earlier alternative, that this one has not yet been joined with. */
static bool join(struct lister *l, const Way *way, const NarrowingDenies *denies, size_t trust) {
  for (size_t i = 0; trust > 0 && i < l->out->count; i++) {
    const ListedWay *earlier = &l->out->items[i];
    if (!l->holds[i][trust] && same_way(earlier->way, way) &&
        same_denies(&earlier->denies, denies)) {
      l->holds[i][trust] = true;
      return true;
    }
  }
  return false;
}

static void add_way(struct lister *l, const Way *way, const NarrowingDenies *denies, size_t trust) {
  RoleWays *list = l->out;
  const Statement *s = way->statement;
  bool *binds = arena_array(l->arena, s->condition_count, sizeof *binds);
  bool *holds = arena_array(l->arena, l->role->trust_count, sizeof *holds);
  ListedWay *items = arena_grow(l->arena, list->items, list->count, &list->cap, sizeof *items);
  bool **all = arena_grow(l->arena, l->holds, list->count, &l->holds_cap, sizeof *all);
  const Trust *of = &l->role->trusts[trust];
  for (size_t i = 0; i < s->condition_count; i++)
    binds[i] = access_condition_binds(l->arena, of->policy, s, &s->conditions[i]);
  holds[trust] = true;
  list->items = items;
  l->holds = all;
  all[list->count] = holds;
  items[list->count++] = (ListedWay){.way = way, .trust = of, .binds = binds, .denies = *denies};
}

static int list_trust(struct lister *l, size_t trust, const Options *options) {
  const Trust *of = &l->role->trusts[trust];
  Ways *ways = NULL;
  if (of->state == TRUST_UNKNOWN)
    return OK;
  int status = access_find_ways(&ways, l->arena, l->role, of->policy, options);
  size_t steps = status == OK ? ways->steps_left : 0;
  for (size_t i = 0; status == OK && i < ways->count; i++) {
    if (way_denied(l->arena, l->role, of->policy, &ways->items[i], &steps))
      continue;
    NarrowingDenies denies = way_narrowed(of->policy, &ways->items[i]);
    if (!join(l, &ways->items[i], &denies, trust))
      add_way(l, &ways->items[i], &denies, trust);
  }
  return status;
}

/* ---- All alternatives ------------------------------------------------------------------ */

static void describe(struct lister *l) {
  for (size_t i = 0; i < l->out->count; i++) {
    bool always = true;
    for (size_t t = 0; t < l->role->trust_count; t++)
      always = always && l->holds[i][t];
    if (always)
      continue;
    engine_describe_when(&l->out->items[i].when, l->arena, l->role, l->holds[i]);
  }
}

int engine_list_ways(RoleWays *out, Arena *arena, const Role *role, const Options *options) {
  struct lister l = {.out = out, .arena = arena, .role = role};
  *out = (RoleWays){.items = NULL};
  for (size_t t = 0; t < role->trust_count; t++) {
    int status = list_trust(&l, t, options);
    if (status != OK)
      return status;
  }
  describe(&l);
  return OK;
}

RoleLine engine_role_line(Input *input, const Role *role) {
  const SourceSpan *place = &role->place;
  if (place->source)
    return (RoleLine){place->source->path, source_line_number(place->source, place->span.begin)};
  if (input->source.bytes && !input->source.lines)
    source_index(&input->source, input->arena);
  return (RoleLine){input->source.path, source_line_number(&input->source, role->span.begin)};
}
