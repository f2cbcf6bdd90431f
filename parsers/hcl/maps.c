/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions of maps and objects.
 */
#include "functions.h"

static struct alint_hcl_value *f_keys(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *map = call->items[0];
  if (map->sensitive)
    return NULL;
  struct alint_hcl_value *list =
      alint_hcl_value_container(call->arena, ALINT_HCL_V_LIST, map->count);
  for (size_t i = 0; i < map->count; i++)
    alint_hcl_value_add(list, alint_hcl_value_text(call->arena, map->keys[i]));
  list->loose = alint_hcl_has_open_key(map);
  return list;
}

static struct alint_hcl_value *f_values(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *map = call->items[0];
  struct alint_hcl_value *list =
      alint_hcl_value_container(call->arena, ALINT_HCL_V_LIST, map->count);
  for (size_t i = 0; i < map->count; i++)
    alint_hcl_value_add(list, map->items[i]);
  list->loose = alint_hcl_has_open_key(map);
  return list;
}

/* Whether a value is of the type that a map's members are of, whatever that is:
 * lookup() makes its default of it, but for an object. */
static bool is_of_type(const struct alint_hcl_value *map, const struct alint_hcl_value *value) {
  bool same = map->count > 0 || !alint_hcl_has_scalar(value);
  for (size_t i = 0; same && i < map->count; i++)
    same = map->items[i]->kind == value->kind;
  return same || value->kind == ALINT_HCL_V_NULL;
}

static struct alint_hcl_value *f_lookup(const struct alint_hcl_arguments *call) {
  bool sure;
  struct alint_hcl_value *hit = alint_hcl_value_get(call->items[0], call->items[1]->text, &sure);
  if (!sure || hit)
    return sure ? hit : NULL;
  if (call->count == 3)
    return is_of_type(call->items[0], call->items[2]) ? call->items[2] : NULL;
  call->eval->failures++;
  return NULL;
}

static struct alint_hcl_value *f_merge(const struct alint_hcl_arguments *call) {
  size_t room = 0;
  for (size_t i = 0; i < call->count; i++) {
    if (call->items[i]->kind != ALINT_HCL_V_MAP && call->items[i]->kind != ALINT_HCL_V_NULL)
      return NULL;
    room += call->items[i]->count;
  }
  struct alint_hcl_value *all = alint_hcl_value_container(call->arena, ALINT_HCL_V_MAP, room);
  for (size_t i = 0; i < call->count; i++) {
    const struct alint_hcl_value *map = call->items[i];
    all->sensitive = all->sensitive || map->sensitive;
    for (size_t k = 0; k < map->count; k++) {
      if (!alint_hcl_take_steps(call->eval, all->count / 16) ||
          !alint_hcl_value_put(all, map->keys[k], map->items[k]))
        return NULL;
    }
  }
  return all;
}

static struct alint_hcl_value *f_zipmap(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *keys = call->items[0], *values = call->items[1];
  if (keys->count != values->count)
    return NULL;
  struct alint_hcl_value *map =
      alint_hcl_value_container(call->arena, ALINT_HCL_V_MAP, keys->count);
  for (size_t i = 0; i < keys->count; i++) {
    const struct alint_text *key = alint_hcl_value_to_text(call->arena, keys->items[i]);
    if (!key || !alint_hcl_take_steps(call->eval, map->count / 16) ||
        !alint_hcl_value_put(map, key, values->items[i]))
      return NULL;
  }
  return map;
}

/* ---- The table ----------------------------------------------------------- */

const struct alint_hcl_function alint_hcl_map_functions[] = {
    {"keys", "m", f_keys},     {"lookup", "mtv?", f_lookup}, {"merge", "v+", f_merge},
    {"values", "m", f_values}, {"zipmap", "ff", f_zipmap},   {NULL, NULL, NULL},
};
