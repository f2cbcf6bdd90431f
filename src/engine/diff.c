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
  struct alint_input *input;
  const struct alint_role *role;
  bool matched;
};

struct sides {
  struct side *items;
  size_t count;
};

struct comparison {
  struct alint_arena *arena;
  const struct alint_options *options;
  struct sides before, after;
  struct alint_diff *diff;
};

/* ---- Both worlds ----------------------------------------------------------------------------- */

static const struct alint_world *world_of(const struct alint_side *side, size_t i) {
  return side->before ? &side->inputs[i]->before : &side->inputs[i]->after;
}

static void collect(struct sides *out, struct alint_arena *arena, const struct alint_side *side) {
  size_t count = 0;
  for (size_t i = 0; i < side->count; i++)
    count += world_of(side, i)->role_count;
  out->items = alint_arena_array(arena, count, sizeof *out->items);
  for (size_t i = 0; i < side->count; i++) {
    const struct alint_world *world = world_of(side, i);
    for (size_t r = 0; r < world->role_count; r++)
      out->items[out->count++] = (struct side){side->inputs[i], &world->roles[r], false};
  }
}

/* ---- Matching: by a key of the role after, against one of the role before ---------------------- */

static struct alint_str address_of(const struct alint_role *role) {
  return role->address;
}

static struct alint_str previous_of(const struct alint_role *role) {
  return role->previous_address;
}

static struct alint_str name_of(const struct alint_role *role) {
  struct alint_str name;
  return role->name && alint_text_known(role->name, &name) ? name : (struct alint_str){NULL, 0};
}

struct keyed {
  struct alint_str key;
  size_t index;
};

static int by_key(const void *left, const void *right) {
  const struct keyed *a = left, *b = right;
  int order = alint_str_cmp(a->key, b->key);
  return order != 0 ? order : a->index < b->index ? -1 : a->index > b->index;
}

/* `partner[i]`: index in `before` + 1 of the role that was `after.items[i]`. */
static void match_by(struct comparison *c, size_t *partner,
                     struct alint_str (*after_key)(const struct alint_role *),
                     struct alint_str (*before_key)(const struct alint_role *)) {
  size_t count = c->before.count;
  struct keyed *sorted = alint_arena_array(c->arena, count, sizeof *sorted);
  for (size_t i = 0; i < count; i++)
    sorted[i] = (struct keyed){before_key(c->before.items[i].role), i};
  if (count > 1)
    qsort(sorted, count, sizeof *sorted, by_key);
  for (size_t i = 0; i < c->after.count; i++) {
    struct alint_str key = after_key(c->after.items[i].role);
    if (partner[i] != 0 || key.len == 0)
      continue;
    const struct keyed first = {key, 0};
    for (size_t at = alint_first_not_below(&first, sorted, count, sizeof first, by_key);
         at < count && alint_str_eq(sorted[at].key, key) && partner[i] == 0; at++) {
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
  return ALINT_OK;
}

/* ---- Comparing --------------------------------------------------------------------------------- */

static const struct alint_trust *unknown_trust(const struct alint_role *role) {
  for (size_t i = 0; role && i < role->trust_count; i++) {
    if (role->trusts[i].state == ALINT_TRUST_UNKNOWN)
      return &role->trusts[i];
  }
  return NULL;
}

static bool has_opaque(const struct alint_role *role) {
  for (size_t i = 0; role && i < role->trust_count; i++) {
    if (role->trusts[i].policy->statements_opaque)
      return true;
  }
  return role && role->alternatives_cut;
}

static bool same_hole(const struct alint_trust *a, const struct alint_trust *b) {
  return a && b && a->hole && b->hole && alint_hole_same(a->hole, b->hole);
}

/* Why it cannot be said who gains; empty when it can. */
static struct alint_str why_unknown(struct alint_arena *arena, const struct alint_role *before,
                                    const struct alint_role *after) {
  const struct alint_trust *then = unknown_trust(before), *now = unknown_trust(after);
  struct alint_str none = {NULL, 0};
  bool unchanged = after && after->change == ALINT_CHANGE_NO_OP;
  if (unchanged || same_hole(then, now))
    return none;
  if (now && now->hole && !now->hole->sensitive)
    return alint_str_printf(arena,
                            "who may assume it now is not known: the trust policy comes from "
                            "${%.*s}",
                            ALINT_FMT(alint_hole_shown(arena, now->hole)));
  if (now)
    return ALINT_STR("who may assume it now is not known");
  if (then)
    return ALINT_STR("who could assume it before is not known");
  if (has_opaque(after) || has_opaque(before))
    return ALINT_STR("a part of the trust policy is not known");
  return none;
}

static int compare(struct comparison *c, struct side *before, struct side *after) {
  struct side *shown = after ? after : before;
  struct alint_role_diff one = {
      .fate = !before  ? ALINT_ROLE_NEW
              : !after ? ALINT_ROLE_DELETED
                       : ALINT_ROLE_CHANGED,
      .input = shown->input,
      .role = shown->role,
      .unknown = why_unknown(c->arena, before ? before->role : NULL, after ? after->role : NULL)};
  int status = ALINT_OK;
  if (after)
    status = alint_find_gains(&one.gains, c->arena, after->role, before ? before->role : NULL,
                              c->options);
  if (before && status == ALINT_OK)
    status = alint_find_gains(&one.losses, c->arena, before->role, after ? after->role : NULL,
                              c->options);
  if (status != ALINT_OK)
    return status;
  if (one.fate == ALINT_ROLE_CHANGED && one.gains.count == 0 && one.losses.count == 0 &&
      one.unknown.len == 0)
    return ALINT_OK;
  struct alint_diff *diff = c->diff;
  diff->items =
      alint_arena_grow(c->arena, diff->items, diff->count, &diff->cap, sizeof *diff->items);
  diff->items[diff->count++] = one;
  return ALINT_OK;
}

static int compare_all(struct comparison *c) {
  size_t *partner = alint_arena_array(c->arena, c->after.count, sizeof *partner);
  match(c, partner);
  int status = ALINT_OK;
  for (size_t i = 0; i < c->after.count && status == ALINT_OK; i++)
    status =
        compare(c, partner[i] > 0 ? &c->before.items[partner[i] - 1] : NULL, &c->after.items[i]);
  for (size_t i = 0; i < c->before.count && status == ALINT_OK; i++) {
    if (!c->before.items[i].matched)
      status = compare(c, &c->before.items[i], NULL);
  }
  return status;
}

int alint_find_diff(struct alint_diff *out, struct alint_arena *arena,
                    const struct alint_side *before, const struct alint_side *after,
                    const struct alint_options *options) {
  struct comparison c = {.arena = arena, .options = options, .diff = out};
  *out = (struct alint_diff){.items = NULL};
  collect(&c.before, arena, before);
  collect(&c.after, arena, after);
  return compare_all(&c);
}

bool alint_diff_reaches(const struct alint_diff *diff, enum alint_reach least) {
  for (size_t i = 0; i < diff->count; i++) {
    if (diff->items[i].unknown.len > 0 && diff->items[i].fate != ALINT_ROLE_DELETED)
      return true;
    for (size_t g = 0; g < diff->items[i].gains.count; g++) {
      if (diff->items[i].gains.items[g].reach >= least)
        return true;
    }
  }
  return false;
}
