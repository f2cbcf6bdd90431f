/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources as a whole: one, or the list or map of all its instances, as the plan
 * has them.
 */
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/others.h"
#include "parsers/terraform/world/view.h"

HclValue *tf_instance_value(TfScope *view, const TfResourceRef *resource, Str key) {
  Arena *arena = view->arena;
  HclValue *value = hcl_value_new(arena, HCL_V_INSTANCE);
  TfResourceRef *it = arena_alloc(arena, sizeof *it);
  *it = *resource;
  if (key.len > 0) {
    it->key = key;
    it->address = str_printf(arena, "%.*s%.*s", STR_FMT(resource->address), STR_FMT(key));
  }
  value->instance = it;
  return value;
}

/* The key of an instance of the resource; false for anything else. */
static bool key_of(Str *key, Str address, Str resource) {
  if (!str_eq(str_slice(address, 0, resource.len), resource))
    return false;
  Str rest = str_slice(address, resource.len, address.len);
  tf_split_key(rest, key);
  return key->len == rest.len;
}

/* Puts an instance into the list or map of all; false where it does not fit. */
static bool add_instance(HclValue **list, HclValue **map, TfScope *view, HclValue *item, Str key,
                         size_t room) {
  Str name, inner = str_slice(key, 1, key.len - 1);
  HclValue index = {.kind = HCL_V_NUMBER, .str = inner};
  bool number = str_all_digits(inner);
  HclValue **all = number ? list : map;
  long long at = 0;
  if (!*all)
    *all = hcl_value_container(view->arena, number ? HCL_V_LIST : HCL_V_MAP, room);
  if (!number)
    return tf_unquote_key(&name, view->arena, key) == OK &&
           hcl_value_put(*all, text_literal(view->arena, name), item);
  if (!hcl_integer(&at, &index) || at >= (long long)room || (*all)->items[at])
    return false;
  (*all)->items[at] = item;
  (*all)->count++;
  return true;
}

/* One that the plan deletes: it is no instance any more. */
static bool is_gone(const TfResource *side) {
  return side->values && side->values->kind == NODE_NULL;
}

/* Addresses of the resource's instances, or of itself, in both lists of the plan; false
 * where one may be missing. */
static bool collect(Str **out, size_t *count, TfScope *view, Str resource) {
  TfPlan *tf = view->tf;
  size_t cap = 0, first[2] = {tf_first_side(tf, resource), tf_first_other(tf, resource)};
  bool all = !tf->others_cut;
  *out = NULL;
  *count = 0;
  for (int other = 0; other < 2; other++) {
    size_t end = other ? tf->other_count : tf->by_address_count;
    for (size_t i = first[other]; i < end && hcl_take_steps(&view->eval, 1); i++) {
      Str key, address = other ? tf->others[i].address : tf->by_address[i]->address;
      TfResource side;
      int status = OK;
      if (!str_eq(str_slice(address, 0, resource.len), resource))
        break;
      bool again = *count > 0 && str_eq((*out)[*count - 1], address);
      if (again || !key_of(&key, address, resource))
        continue;
      if (other && !tf_other_side(&side, &status, tf, address)) {
        all = all && is_gone(&side) && status == OK;
        continue;
      }
      *out = arena_grow(view->arena, *out, *count, &cap, sizeof **out);
      (*out)[(*count)++] = address;
    }
  }
  return all;
}

HclValue *tf_evaluate_instances(TfScope *view, const TfResourceRef *resource) {
  HclValue *list = NULL, *map = NULL;
  Str *addresses;
  size_t count;
  bool all = collect(&addresses, &count, view, resource->address);
  /* Where planning failed, or waits for another plan, some may be missing. */
  if (!all || view->eval.cut || view->tf->deferred || view->tf->input->errored)
    return NULL;
  for (size_t i = 0; i < count; i++) {
    Str key = str_slice(addresses[i], resource->address.len, addresses[i].len);
    HclValue *item = tf_instance_value(view, resource, key);
    if (key.len == 0) /* it has no instances but itself */
      return count == 1 ? item : NULL;
    if (!add_instance(&list, &map, view, item, key, count))
      return NULL;
  }
  return list && map ? NULL : list ? list : map;
}
