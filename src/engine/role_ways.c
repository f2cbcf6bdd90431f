/* SPDX-License-Identifier: Apache-2.0
 *
 * Collecting the ways of a role and joining those of its alternatives.
 */
#include "engine/role_ways.h"

#include "assumelint/arena.h"
#include "engine/when.h"

const char *alint_way_kind(const struct alint_way *way) {
  switch (way->identity.who) {
  case ALINT_WHO_ANYONE:
    return "anyone";
  case ALINT_WHO_ACCOUNT:
    return "account";
  case ALINT_WHO_ROLE:
    return "role";
  case ALINT_WHO_USER:
    return "user";
  case ALINT_WHO_SESSION:
  case ALINT_WHO_FEDERATED_USER:
    return "session";
  case ALINT_WHO_SERVICE:
    return "service";
  case ALINT_WHO_OIDC:
    return "oidc";
  case ALINT_WHO_SAML:
    return "saml";
  case ALINT_WHO_ORPHAN:
    return "orphan";
  default:
    return "unknown";
  }
}

/* ---- One alternative ------------------------------------------------------------------ */

struct lister {
  struct alint_role_ways *out;
  struct alint_arena *arena;
  const struct alint_role *role;
  bool **holds; /* parallel to the list, where there are alternatives */
  size_t holds_cap;
};

static bool same_way(const struct alint_way *a, const struct alint_way *b) {
  if (!alint_str_eq(a->action, b->action) || !a->principal != !b->principal ||
      alint_way_outcome(a) != alint_way_outcome(b))
    return false;
  if (a->principal && (a->principal->kind != b->principal->kind ||
                       !alint_text_same(a->principal->value.text, b->principal->value.text)))
    return false;
  return a->statement->effect == b->statement->effect &&
         alint_conditions_same(a->statement, b->statement);
}

static bool same_denies(const struct alint_denies *a, const struct alint_denies *b) {
  for (size_t i = 0; i < a->count && a->count == b->count; i++) {
    if (!alint_statement_same(a->items[i].deny, b->items[i].deny))
      return false;
  }
  return a->count == b->count;
}

/* The same way of an earlier alternative, that this one has not yet been joined with. */
static bool join(struct lister *l, const struct alint_way *way, const struct alint_denies *denies,
                 size_t trust) {
  for (size_t i = 0; trust > 0 && i < l->out->count; i++) {
    const struct alint_listed_way *earlier = &l->out->items[i];
    if (!l->holds[i][trust] && same_way(earlier->way, way) &&
        same_denies(&earlier->denies, denies)) {
      l->holds[i][trust] = true;
      return true;
    }
  }
  return false;
}

static void add_way(struct lister *l, const struct alint_way *way,
                    const struct alint_denies *denies, size_t trust) {
  struct alint_role_ways *list = l->out;
  const struct alint_statement *s = way->statement;
  bool *binds = alint_arena_array(l->arena, s->condition_count, sizeof *binds);
  bool *holds = alint_arena_array(l->arena, l->role->trust_count, sizeof *holds);
  struct alint_listed_way *items =
      alint_arena_grow(l->arena, list->items, list->count, &list->cap, sizeof *items);
  bool **all = alint_arena_grow(l->arena, l->holds, list->count, &l->holds_cap, sizeof *all);
  const struct alint_trust *of = &l->role->trusts[trust];
  for (size_t i = 0; i < s->condition_count; i++)
    binds[i] = alint_condition_binds(l->arena, of->policy, s, &s->conditions[i]);
  holds[trust] = true;
  list->items = items;
  l->holds = all;
  all[list->count] = holds;
  items[list->count++] =
      (struct alint_listed_way){.way = way, .trust = of, .binds = binds, .denies = *denies};
}

static int list_trust(struct lister *l, size_t trust, const struct alint_options *options) {
  const struct alint_trust *of = &l->role->trusts[trust];
  struct alint_ways *ways = NULL;
  if (of->state == ALINT_TRUST_UNKNOWN)
    return ALINT_OK;
  int status = alint_find_ways(&ways, l->arena, l->role, of->policy, options);
  size_t steps = status == ALINT_OK ? ways->steps_left : 0;
  for (size_t i = 0; status == ALINT_OK && i < ways->count; i++) {
    struct alint_denies denies;
    bool denied = false;
    alint_way_denied(&denied, l->arena, l->role, of->policy, &ways->items[i], &steps);
    if (!denied)
      alint_way_narrowed(&denies, of->policy, &ways->items[i]);
    if (!denied && !join(l, &ways->items[i], &denies, trust))
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
    alint_describe_when(&l->out->items[i].when, l->arena, l->role, l->holds[i]);
  }
}

int alint_list_ways(struct alint_role_ways *out, struct alint_arena *arena,
                    const struct alint_role *role, const struct alint_options *options) {
  struct lister l = {.out = out, .arena = arena, .role = role};
  *out = (struct alint_role_ways){.items = NULL};
  for (size_t t = 0; t < role->trust_count; t++) {
    int status = list_trust(&l, t, options);
    if (status != ALINT_OK)
      return status;
  }
  describe(&l);
  return ALINT_OK;
}

struct alint_role_line alint_role_line(struct alint_input *input, const struct alint_role *role) {
  const struct alint_place *place = &role->place;
  if (place->source)
    return (struct alint_role_line){place->source->path,
                                    alint_source_line_number(place->source, place->span.begin)};
  if (input->source.bytes && !input->source.lines)
    alint_source_index(&input->source, input->arena);
  return (struct alint_role_line){input->source.path,
                                  alint_source_line_number(&input->source, role->span.begin)};
}
