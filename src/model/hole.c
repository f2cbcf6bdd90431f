/* SPDX-License-Identifier: Apache-2.0
 *
 * Holes: making, comparing and naming them.
 */
#include "assumelint/hole.h"

#include "assumelint/arena.h"

Hole *hole_new(Arena *arena, Hole like) {
  if (!like.name.ptr)
    out_of_memory();
  Hole *hole = arena_alloc(arena, sizeof *hole);
  *hole = like;
  return hole;
}

int hole_cmp(const Hole *a, const Hole *b) {
  int order = str_cmp(a->name, b->name);
  if (order == 0)
    order = str_cmp(a->scope, b->scope);
  return order != 0 ? order : (int)a->source - (int)b->source;
}

bool hole_same(const Hole *a, const Hole *b) {
  return a == b ||
         (a->source == b->source && str_eq(a->name, b->name) && str_eq(a->scope, b->scope));
}

Str hole_scoped(Arena *arena, const Hole *hole) {
  return hole->scope.len == 0 || hole->source == HOLE_OF_PROVIDER
             ? hole->name
             : str_printf(arena, "%.*s@%.*s", STR_FMT(hole->name), STR_FMT(hole->scope));
}

Str hole_shown(Arena *arena, const Hole *hole) {
  return hole->source == HOLE_OF_PLACE ? hole->name : hole_scoped(arena, hole);
}

/* Fingerprints are made of this: it never changes. */
Str hole_canonical(Arena *arena, const Hole *hole) {
  if (hole->source == HOLE_OF_PROVIDER)
    return str_printf(arena, "account_id@%.*s", STR_FMT(hole->scope));
  return str_printf(arena, "%s%.*s", hole->source == HOLE_OF_PARAMETER ? "Param:" : "",
                    STR_FMT(hole_scoped(arena, hole)));
}
