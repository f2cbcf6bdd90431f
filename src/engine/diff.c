/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles are matched by address, then by the address they had before, then by
 * their name.
 */
#include "engine/diff.h"

#include "assumelint/arena.h"
#include "engine/budget.h"
#include "util/sorted.h"

/* A role of one world, with its input. */
struct placed_role {
  Input *input;
  const Role *role;
  bool matched;
};

struct placed_roles {
  struct placed_role *items;
  size_t count, cap;
};

struct comparison {
  Arena *arena;
  const Options *options;
  struct placed_roles before, after;
  SearchBudget share; /* of each pair of trust policies */
  Diff *diff;
};

static struct placed_roles collect(Arena *arena, const ComparedInputs *inputs) {
  struct placed_roles out = {.items = NULL};
  for (size_t i = 0; i < inputs->count; i++) {
    Input *input = inputs->inputs[i];
    const World *world = inputs->before ? &input->before : &input->after;
    for (size_t r = 0; r < world->role_count; r++)
      LIST_ADD(arena, &out, (struct placed_role){input, &world->roles[r], false});
  }
  return out;
}

/* ---- Matching: by a key of the role after, against one of the role before ---------------------- */

static Str address_of(const Role *role) {
  return role->address;
}

static Str previous_of(const Role *role) {
  return role->previous_address;
}

static Str name_of(const Role *role) {
  Str name;
  return role->name && text_known(role->name, &name) ? name : (Str){NULL, 0};
}

/* `partners[i]`: the role before that `after.items[i]` was. */
static void match_by(struct comparison *c, struct placed_role **partners,
                     Str (*after_key)(const Role *), Str (*before_key)(const Role *)) {
  StrIndex index = {.items = NULL};
  for (size_t i = 0; i < c->before.count; i++)
    LIST_ADD(c->arena, &index, ((StrEntry){before_key(c->before.items[i].role), i}));
  str_index_sort(&index);
  for (size_t i = 0; index.count > 0 && i < c->after.count; i++) {
    Str key = after_key(c->after.items[i].role);
    if (partners[i] || key.len == 0)
      continue;
    StrEntries found = str_index_find(&index, key);
    for (size_t k = 0; k < found.count && !partners[i]; k++) {
      struct placed_role *placed = &c->before.items[found.items[k].index];
      if (!placed->matched)
        partners[i] = placed;
    }
    if (partners[i])
      partners[i]->matched = true;
  }
}

/* ---- Comparing --------------------------------------------------------------------------------- */

static const Trust *unknown_trust(const Role *role) {
  for (size_t i = 0; role && i < role->trust_count; i++) {
    if (role->trusts[i].state == TRUST_UNKNOWN)
      return &role->trusts[i];
  }
  return NULL;
}

static bool same_hole(const Trust *a, const Trust *b) {
  return a && b && a->hole && b->hole && hole_same(a->hole, b->hole);
}

/* Why it is not known who gains or loses; empty when it is. */
static Str why_unknown(Arena *arena, const Role *before, const Role *after) {
  const Trust *then = unknown_trust(before), *now = unknown_trust(after);
  Str none = {NULL, 0};
  bool unchanged = after && after->change == CHANGE_NO_OP;
  if (unchanged || same_hole(then, now))
    return none;
  if (now && now->hole && !now->hole->sensitive)
    return str_printf(arena,
                      "who may assume it now is not known: the trust policy comes from "
                      "${%.*s}",
                      STR_FMT(hole_shown(arena, now->hole)));
  if (now)
    return STR("who may assume it now is not known");
  if (then)
    return STR("who could assume it before is not known");
  if ((after && engine_role_is_part(after)) || (before && engine_role_is_part(before)))
    return STR("a part of the trust policy is not known");
  return none;
}

/* Of what one role gains and of what it loses. */
static size_t count_pairs(Arena *arena, const struct placed_role *before,
                          const struct placed_role *after) {
  const Role *old = before ? before->role : NULL, *new = after ? after->role : NULL;
  return (new ? engine_count_pairs(arena, new, old) : 0) +
         (old ? engine_count_pairs(arena, old, new) : 0);
}

static int compare(struct comparison *c, const struct placed_role *before,
                   const struct placed_role *after) {
  const struct placed_role *shown = after ? after : before;
  const Role *old = before ? before->role : NULL, *new = after ? after->role : NULL;
  RoleDiff one = {.fate = !before  ? ROLE_NEW
                          : !after ? ROLE_DELETED
                                   : ROLE_CHANGED,
                  .input = shown->input,
                  .role = shown->role,
                  .unknown = why_unknown(c->arena, old, new)};
  int status = OK;
  if (new)
    status = engine_find_gains(&one.gains, c->arena, new, old, c->share, c->options);
  if (old && status == OK)
    status = engine_find_gains(&one.losses, c->arena, old, new, c->share, c->options);
  bool same = one.fate == ROLE_CHANGED && one.gains.count == 0 && one.losses.count == 0 &&
              one.unknown.len == 0;
  if (status == OK && !same)
    LIST_ADD(c->arena, c->diff, one);
  return status;
}

int engine_find_diff(Diff *out, Arena *arena, const ComparedInputs *before,
                     const ComparedInputs *after, const Options *options) {
  struct comparison c = {.arena = arena,
                         .options = options,
                         .before = collect(arena, before),
                         .after = collect(arena, after),
                         .diff = out};
  struct placed_role **partners = arena_array(arena, c.after.count, sizeof *partners);
  size_t pairs = 0;
  *out = (Diff){.items = NULL};
  match_by(&c, partners, address_of, address_of);
  match_by(&c, partners, previous_of, address_of);
  match_by(&c, partners, name_of, name_of);
  for (size_t i = 0; i < c.after.count; i++)
    pairs += count_pairs(arena, partners[i], &c.after.items[i]);
  for (size_t i = 0; i < c.before.count; i++)
    pairs += c.before.items[i].matched ? 0 : count_pairs(arena, &c.before.items[i], NULL);
  c.share = engine_share(pairs);
  int status = OK;
  for (size_t i = 0; i < c.after.count && status == OK; i++)
    status = compare(&c, partners[i], &c.after.items[i]);
  for (size_t i = 0; i < c.before.count && status == OK; i++) {
    if (!c.before.items[i].matched)
      status = compare(&c, &c.before.items[i], NULL);
  }
  return status;
}

bool engine_diff_reaches(const Diff *diff, Reach least) {
  for (size_t i = 0; i < diff->count; i++) {
    const RoleDiff *one = &diff->items[i];
    if (one->unknown.len > 0 && one->fate != ROLE_DELETED)
      return true;
    for (size_t g = 0; g < one->gains.count; g++) {
      if (one->gains.items[g].reach >= least)
        return true;
    }
  }
  return false;
}
