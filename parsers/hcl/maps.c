/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions of maps and objects.
 */
#include "parsers/hcl/functions.h"

static HclValue *f_keys(const HclArguments *call) {
  const HclValue *map = call->items[0];
  if (map->sensitive)
    return NULL;
  HclValue *list = hcl_value_container(call->arena, HCL_V_LIST, map->count);
  for (size_t i = 0; i < map->count; i++)
    hcl_value_add(list, hcl_value_text(call->arena, map->keys[i]));
  list->loose = hcl_has_open_key(map);
  return list;
}

static HclValue *f_values(const HclArguments *call) {
  const HclValue *map = call->items[0];
  HclValue *list = hcl_value_container(call->arena, HCL_V_LIST, map->count);
  for (size_t i = 0; i < map->count; i++)
    hcl_value_add(list, map->items[i]);
  list->loose = hcl_has_open_key(map);
  return list;
}

/* Whether a value is of the type that a map's members are of, whatever that is:
 * lookup() makes its default of it, but for an object. */
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
      if (!hcl_take_steps(call->eval, all->count / 16) ||
          !hcl_value_put(all, map->keys[k], map->items[k]))
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
    const Text *key = hcl_value_to_text(call->arena, keys->items[i]);
    if (!key || !hcl_take_steps(call->eval, map->count / 16) ||
        !hcl_value_put(map, key, values->items[i]))
      return NULL;
  }
  return map;
}

/* ---- The table ----------------------------------------------------------- */

const HclFunction hcl_map_functions[] = {
    {"keys", "m", f_keys},     {"lookup", "mtv?", f_lookup}, {"merge", "v+", f_merge},
    {"values", "m", f_values}, {"zipmap", "ff", f_zipmap},   {NULL, NULL, NULL},
};
