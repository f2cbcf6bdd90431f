/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions of lists, sets, maps and objects. In a loose list (see HclValue) no position
 * means anything, so that functions which need positions give nothing.
 */
#include <string.h>

#include "parsers/hcl/functions.h"

/* A list whose elements are all known to be there, in their order. */
static bool is_firm(const HclValue *value) {
  return value->kind == HCL_V_LIST && !value->loose;
}

static HclValue *new_list(const HclArguments *call, size_t room) {
  return hcl_value_container(call->arena, HCL_V_LIST, room);
}

/* Whether a value is certainly neither null nor an empty string. */
static bool is_something(const HclValue *value) {
  if (value->kind != HCL_V_TEXT)
    return hcl_is_there(value);
  const Hole *hole = text_only_hole(value->text);
  return hole ? hole->kind != HOLE_ANY : value->text->count > 0;
}

static bool is_nothing(const HclValue *value) {
  return value->kind == HCL_V_NULL || (value->kind == HCL_V_TEXT && text_empty(value->text));
}

/* ---- Lists of lists ------------------------------------------------------ */

/* A list that is not known is an element that is not known: it may be any number of them. */
static HclValue *unite(const HclArguments *call, bool sets) {
  HclValue *all = new_list(call, 0);
  for (size_t i = 0; i < call->count; i++) {
    HclValue *argument = call->items[i];
    bool unknown = argument->kind == HCL_V_UNKNOWN;
    if ((argument->kind != HCL_V_LIST && !unknown) || (argument->set && !sets))
      return NULL;
    all->loose = all->loose || argument->loose || unknown;
    if (unknown)
      LIST_ADD(call->arena, all, argument);
    for (size_t k = 0; k < argument->count; k++)
      LIST_ADD(call->arena, all, argument->items[k]);
  }
  return all;
}

/* Of lists it makes a list, whose elements become one type. */
static HclValue *f_concat(const HclArguments *call) {
  HclValue *all = unite(call, false);
  for (size_t i = 0; all && i < call->count; i++)
    all->tuple = all->tuple || call->items[i]->tuple;
  if (!all || all->tuple)
    return all;
  HclValue *list = hcl_value_copy(call->arena, all);
  bool unified = hcl_unify(call->arena, list->items, list->count);
  for (size_t i = 0; i < list->count; i++)
    unified = unified && list->items[i] == all->items[i];
  return unified ? all : NULL;
}

/* Recurses as deep as values are. */
static void add_flat(Arena *arena, HclValue *out, const HclValue *list) {
  out->loose = out->loose || list->loose;
  for (size_t i = 0; i < list->count; i++) {
    HclValue *item = list->items[i];
    out->loose = out->loose || item->kind == HCL_V_UNKNOWN;
    if (item->kind == HCL_V_LIST)
      add_flat(arena, out, item);
    else
      LIST_ADD(arena, out, item);
  }
}

static HclValue *f_flatten(const HclArguments *call) {
  HclValue *flat = new_list(call, 0);
  add_flat(call->arena, flat, call->items[0]);
  return flat;
}

static HclValue *f_setunion(const HclArguments *call) {
  for (size_t i = 0; i < call->count; i++) {
    if (call->items[i]->kind != HCL_V_LIST)
      return NULL;
  }
  return hcl_to_set(call->arena, unite(call, true));
}

/* ---- Without some elements ----------------------------------------------- */

/* Without null and empty strings. A value that may be one of these stays. */
static HclValue *f_compact(const HclArguments *call) {
  const HclValue *list = call->items[0];
  HclValue *kept = new_list(call, list->count);
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i]->kind != HCL_V_TEXT && list->items[i]->kind != HCL_V_NULL &&
        list->items[i]->kind != HCL_V_UNKNOWN)
      return NULL;
    if (is_nothing(list->items[i]))
      continue;
    kept->loose = kept->loose || !is_something(list->items[i]);
    hcl_value_add(kept, list->items[i]);
  }
  kept->loose = kept->loose || list->loose;
  return kept;
}

static HclValue *f_distinct(const HclArguments *call) {
  const HclValue *list = call->items[0];
  HclValue *all = hcl_value_copy(call->arena, list);
  HclValue *kept = new_list(call, list->count);
  bool unified = hcl_unify(call->arena, all->items, all->count);
  kept->loose = list->loose;
  for (size_t i = 0; i < all->count; i++) {
    bool again = false;
    if (!hcl_take_steps(call->eval, kept->count / 16))
      return NULL;
    for (size_t k = 0; k < kept->count && !again; k++) {
      Tri equal = hcl_equal(kept->items[k], all->items[i]);
      again = equal == TRI_YES;
      kept->loose = kept->loose || equal == TRI_UNKNOWN;
    }
    if (!again)
      hcl_value_add(kept, all->items[i]);
  }
  return unified ? kept : NULL;
}

static HclValue *f_slice(const HclArguments *call) {
  const HclValue *list = call->items[0];
  long long begin = call->integer[1], end = call->integer[2];
  if (begin < 0 || end < begin || end > (long long)list->count)
    return NULL;
  HclValue *part = new_list(call, list->count);
  for (long long i = begin; i < end; i++)
    hcl_value_add(part, list->items[i]);
  return part;
}

/* ---- One element --------------------------------------------------------- */

static HclValue *f_element(const HclArguments *call) {
  const HclValue *list = call->items[0];
  bool fits = list->count > 0 && call->integer[1] >= 0;
  return fits ? list->items[(size_t)call->integer[1] % list->count] : NULL;
}

static HclValue *f_one(const HclArguments *call) {
  const HclValue *list = call->items[0];
  if (list->count == 0)
    return hcl_value_new(call->arena, HCL_V_NULL);
  return list->count == 1 ? list->items[0] : NULL;
}

/* Whether arguments have no type in common, which is an error. */
static bool has_conflict(const HclArguments *call) {
  bool found = false;
  for (size_t i = 0; i < call->count && !found; i++)
    found = hcl_conflict(call->items[0], call->items[i]);
  return found;
}

/* All arguments are of one type: numbers among strings are strings. */
static HclValue *f_coalesce(const HclArguments *call) {
  size_t first = 0;
  while (first < call->count && is_nothing(call->items[first]))
    first++;
  if (first == call->count || !is_something(call->items[first]) || has_conflict(call))
    return NULL;
  if (!hcl_has_scalar(call->items[first]))
    return call->items[first];
  return hcl_unify(call->arena, call->items, call->count) ? call->items[first] : NULL;
}

static HclValue *f_coalescelist(const HclArguments *call) {
  for (size_t i = 0; i < call->count && !has_conflict(call); i++) {
    const HclValue *list = call->items[i];
    bool known = is_firm(list) && !list->set;
    if (!known || list->count > 0)
      return known ? call->items[i] : NULL;
  }
  return NULL;
}

/* ---- Questions ------------------------------------------------------- */

static HclValue *f_contains(const HclArguments *call) {
  const HclValue *list = call->items[0];
  Tri found = list->loose ? TRI_UNKNOWN : TRI_NO;
  if (call->items[1]->kind == HCL_V_NULL)
    return NULL;
  for (size_t i = 0; i < list->count && found != TRI_YES; i++) {
    if (list->items[i]->kind != HCL_V_UNKNOWN || !list->loose)
      found = tri_or(found, hcl_equal(list->items[i], call->items[1]));
  }
  return found == TRI_UNKNOWN ? NULL : hcl_value_bool(call->arena, found == TRI_YES);
}

/* Characters, elements or members. */
static HclValue *f_length(const HclArguments *call) {
  const HclValue *value = call->items[0];
  Str s;
  if (hcl_known_at(call, 0, &s))
    return hcl_is_plain(s) ? hcl_value_integer(call->arena, (long long)s.len) : NULL;
  /* No two keys of a map may be the same. */
  bool known = value->kind == HCL_V_MAP || is_firm(value);
  return known ? hcl_value_integer(call->arena, (long long)value->count) : NULL;
}

/* alltrue() and anytrue(): whether all elements are true, or one of them is. */
static HclValue *f_true(const HclArguments *call) {
  const HclValue *list = call->items[0];
  bool all = strcmp(call->name, "alltrue") == 0;
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i]->kind != HCL_V_BOOL)
      return NULL;
    if (str_is(list->items[i]->str, all ? "false" : "true"))
      return hcl_value_bool(call->arena, !all);
  }
  return hcl_value_bool(call->arena, all);
}

/* ---- Order --------------------------------------------------------------- */

static HclValue *f_reverse(const HclArguments *call) {
  const HclValue *list = call->items[0];
  HclValue *back = hcl_value_copy(call->arena, list);
  for (size_t i = 0; i < list->count; i++)
    back->items[i] = list->items[list->count - 1 - i];
  back->set = back->tuple = false;
  return back;
}

/* Strings by their bytes. Unlike a set it keeps duplicates. */
static HclValue *f_sort(const HclArguments *call) {
  Str a, b;
  HclValue *list = hcl_value_copy(call->arena, call->items[0]);
  list->set = list->tuple = false;
  for (size_t i = 0; i < list->count; i++) {
    if (list->items[i]->kind == HCL_V_UNKNOWN ||
        (list->items[i]->kind == HCL_V_TEXT && !text_known(list->items[i]->text, &a)))
      list->loose = true;
    else if (list->items[i]->kind != HCL_V_TEXT)
      return NULL;
  }
  for (size_t i = 1; i < list->count && !list->loose; i++) {
    HclValue *item = list->items[i];
    size_t at = i;
    if (!hcl_take_steps(call->eval, i / 16))
      return NULL;
    for (; at > 0 && text_known(item->text, &a) && text_known(list->items[at - 1]->text, &b) &&
           str_cmp(b, a) > 0;
         at--)
      list->items[at] = list->items[at - 1];
    list->items[at] = item;
  }
  return list;
}

/* ---- Maps and objects ----------------------------------------------------- */

static HclValue *f_keys(const HclArguments *call) {
  const HclValue *map = call->items[0];
  if (map->sensitive)
    return NULL;
  HclValue *list = new_list(call, map->count);
  for (size_t i = 0; i < map->count; i++)
    hcl_value_add(list, hcl_value_text(call->arena, map->keys[i]));
  list->loose = hcl_has_open_key(map);
  return list;
}

static HclValue *f_values(const HclArguments *call) {
  const HclValue *map = call->items[0];
  HclValue *list = new_list(call, map->count);
  for (size_t i = 0; i < map->count; i++)
    hcl_value_add(list, map->items[i]);
  list->loose = hcl_has_open_key(map);
  return list;
}

/* Puts a member into a map that has room, and counts the search for its key. */
static bool put(const HclArguments *call, HclValue *map, const Text *key, HclValue *item) {
  return key && hcl_take_steps(call->eval, map->count / 16) && hcl_value_put(map, key, item);
}

/* Whether a value has the type of a map's members: lookup() converts its default to it,
 * except in an object. */
static bool is_of_type(const HclValue *map, const HclValue *value) {
  bool same = map->count > 0 || !hcl_has_scalar(value);
  for (size_t i = 0; same && i < map->count; i++)
    same = map->items[i]->kind == value->kind;
  return same || value->kind == HCL_V_NULL;
}

static HclValue *f_lookup(const HclArguments *call) {
  bool sure;
  HclValue *hit = hcl_value_get(call->items[0], call->items[1]->text, &sure);
  if (!sure || hit)
    return sure ? hit : NULL;
  if (call->count == 3)
    return is_of_type(call->items[0], call->items[2]) ? call->items[2] : NULL;
  call->eval->failures++;
  return NULL;
}

static HclValue *f_merge(const HclArguments *call) {
  size_t room = 0;
  for (size_t i = 0; i < call->count; i++) {
    if (call->items[i]->kind != HCL_V_MAP && call->items[i]->kind != HCL_V_NULL)
      return NULL;
    room += call->items[i]->count;
  }
  HclValue *all = hcl_value_container(call->arena, HCL_V_MAP, room);
  for (size_t i = 0; i < call->count; i++) {
    const HclValue *map = call->items[i];
    all->sensitive = all->sensitive || map->sensitive;
    for (size_t k = 0; k < map->count; k++) {
      if (!put(call, all, map->keys[k], map->items[k]))
        return NULL;
    }
  }
  return all;
}

static HclValue *f_zipmap(const HclArguments *call) {
  const HclValue *keys = call->items[0], *values = call->items[1];
  if (keys->count != values->count)
    return NULL;
  HclValue *map = hcl_value_container(call->arena, HCL_V_MAP, keys->count);
  for (size_t i = 0; i < keys->count; i++) {
    if (!put(call, map, hcl_value_to_text(call->arena, keys->items[i]), values->items[i]))
      return NULL;
  }
  return map;
}

/* ---- The table ----------------------------------------------------------- */

const HclFunction hcl_collection_functions[] = {
    {"alltrue", "f", f_true},
    {"anytrue", "f", f_true},
    {"coalesce", "v+", f_coalesce},
    {"coalescelist", "v+", f_coalescelist},
    {"compact", "l", f_compact},
    {"concat", "v+", f_concat},
    {"contains", "lv", f_contains},
    {"distinct", "l", f_distinct},
    {"element", "oi", f_element},
    {"flatten", "l", f_flatten},
    {"keys", "m", f_keys},
    {"length", "v", f_length},
    {"lookup", "mtv?", f_lookup},
    {"merge", "v+", f_merge},
    {"one", "f", f_one},
    {"reverse", "l", f_reverse},
    {"setunion", "v+", f_setunion},
    {"slice", "oii", f_slice},
    {"sort", "l", f_sort},
    {"values", "m", f_values},
    {"zipmap", "ff", f_zipmap},
    {NULL, NULL, NULL},
};
