/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles are matched by address, then by the address they had before, then by
 * their name.
 */
#include "engine/diff.h"

#include <stdlib.h>

#include "assumelint/arena.h"
#include "util/sorted.h"

struct side {
  Input *input;
  const Role *role;
  bool matched;
};

struct sides {
  struct side *items;
  size_t count;
};

struct comparison {
  Arena *arena;
  const Options *options;
  struct sides before, after;
  Diff *diff;
};

/* ---- Both worlds ----------------------------------------------------------------------------- */

static const World *world_of(const Side *side, size_t i) {
  return side->before ? &side->inputs[i]->before : &side->inputs[i]->after;
}

static void collect(struct sides *out, Arena *arena, const Side *side) {
  size_t count = 0;
  for (size_t i = 0; i < side->count; i++)
    count += world_of(side, i)->role_count;
  out->items = arena_array(arena, count, sizeof *out->items);
  for (size_t i = 0; i < side->count; i++) {
    const World *world = world_of(side, i);
    for (size_t r = 0; r < world->role_count; r++)
      out->items[out->count++] = (struct side){side->inputs[i], &world->roles[r], false};
  }
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

struct keyed {
  Str key;
  size_t index;
};

static int by_key(const void *left, const void *right) {
  const struct keyed *a = left, *b = right;
  int order = str_cmp(a->key, b->key);
  return order != 0 ? order : a->index < b->index ? -1 : a->index > b->index;
}

/* `partner[i]`: index in `before` + 1 of the role that was `after.items[i]`. */
static void match_by(struct comparison *c, size_t *partner, Str (*after_key)(const Role *),
                     Str (*before_key)(const Role *)) {
  size_t count = c->before.count;
  struct keyed *sorted = arena_array(c->arena, count, sizeof *sorted);
  for (size_t i = 0; i < count; i++)
    sorted[i] = (struct keyed){before_key(c->before.items[i].role), i};
  if (count > 1)
    qsort(sorted, count, sizeof *sorted, by_key);
  for (size_t i = 0; i < c->after.count; i++) {
    Str key = after_key(c->after.items[i].role);
    if (partner[i] != 0 || key.len == 0)
      continue;
    const struct keyed first = {key, 0};
    for (size_t at = sorted_first_not_below(&first, sorted, count, sizeof first, by_key);
         at < count && str_eq(sorted[at].key, key) && partner[i] == 0; at++) {
      struct side *side = &c->before.items[sorted[at].index];
      if (side->matched)
        continue;
      side->matched = true;
      partner[i] = sorted[at].index + 1;
    }
  }
}

static int match(struct comparison *c, size_t *partner) {
  match_by(c, partner, address_of, address_of);
  match_by(c, partner, previous_of, address_of);
  match_by(c, partner, name_of, name_of);
  return OK;
}

/* ---- Comparing --------------------------------------------------------------------------------- */

static const Trust *unknown_trust(const Role *role) {
  for (size_t i = 0; role && i < role->trust_count; i++) {
    if (role->trusts[i].state == TRUST_UNKNOWN)
      return &role->trusts[i];
  }
  return NULL;
}

static bool has_opaque(const Role *role) {
  for (size_t i = 0; role && i < role->trust_count; i++) {
    if (role->trusts[i].policy->statements_opaque)
      return true;
  }
  return role && role->alternatives_cut;
}

static bool same_hole(const Trust *a, const Trust *b) {
  return a && b && a->hole && b->hole && hole_same(a->hole, b->hole);
}

/* Why it cannot be said who gains; empty when it can. */
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
  if (has_opaque(after) || has_opaque(before))
    return STR("a part of the trust policy is not known");
  return none;
}

static int compare(struct comparison *c, struct side *before, struct side *after) {
  struct side *shown = after ? after : before;
  RoleDiff one = {
      .fate = !before  ? ROLE_NEW
              : !after ? ROLE_DELETED
                       : ROLE_CHANGED,
      .input = shown->input,
      .role = shown->role,
      .unknown = why_unknown(c->arena, before ? before->role : NULL, after ? after->role : NULL)};
  int status = OK;
  if (after)
    status = engine_find_gains(&one.gains, c->arena, after->role, before ? before->role : NULL,
                               c->options);
  if (before && status == OK)
    status = engine_find_gains(&one.losses, c->arena, before->role, after ? after->role : NULL,
                               c->options);
  if (status != OK)
    return status;
  if (one.fate == ROLE_CHANGED && one.gains.count == 0 && one.losses.count == 0 &&
      one.unknown.len == 0)
    return OK;
  Diff *diff = c->diff;
  diff->items = arena_grow(c->arena, diff->items, diff->count, &diff->cap, sizeof *diff->items);
  diff->items[diff->count++] = one;
  return OK;
}

static int compare_all(struct comparison *c) {
  size_t *partner = arena_array(c->arena, c->after.count, sizeof *partner);
  match(c, partner);
  int status = OK;
  for (size_t i = 0; i < c->after.count && status == OK; i++)
    status =
        compare(c, partner[i] > 0 ? &c->before.items[partner[i] - 1] : NULL, &c->after.items[i]);
  for (size_t i = 0; i < c->before.count && status == OK; i++) {
    if (!c->before.items[i].matched)
      status = compare(c, &c->before.items[i], NULL);
  }
  return status;
}

int engine_find_diff(Diff *out, Arena *arena, const Side *before, const Side *after,
                     const Options *options) {
  struct comparison c = {.arena = arena, .options = options, .diff = out};
  *out = (Diff){.items = NULL};
  collect(&c.before, arena, before);
  collect(&c.after, arena, after);
  return compare_all(&c);
}

bool engine_diff_reaches(const Diff *diff, Reach least) {
  for (size_t i = 0; i < diff->count; i++) {
    if (diff->items[i].unknown.len > 0 && diff->items[i].fate != ROLE_DELETED)
      return true;
    for (size_t g = 0; g < diff->items[i].gains.count; g++) {
      if (diff->items[i].gains.items[g].reach >= least)
        return true;
    }
  }
  return false;
}
