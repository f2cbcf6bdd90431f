/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources as a whole: one, or the list or map of all its instances, as the plan
 * has them.
 */
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/others.h"
#include "parsers/terraform/world/scope.h"

HclValue *tf_instance_value(TfScope *scope, const TfResourceRef *ref, Str key) {
  Arena *arena = scope->arena;
  HclValue *value = hcl_value_new(arena, HCL_V_INSTANCE);
  TfResourceRef *it = arena_alloc(arena, sizeof *it);
  *it = *ref;
  if (key.len > 0) {
    it->key = key;
    it->address = str_printf(arena, "%.*s%.*s", STR_FMT(ref->address), STR_FMT(key));
  }
  value->instance = it;
  return value;
}

/* The key of an instance of the ref; false for anything else. */
static bool key_of(Str *key, Str address, Str ref) {
  if (!str_eq(str_slice(address, 0, ref.len), ref))
    return false;
  Str rest = str_slice(address, ref.len, address.len);
  tf_split_key(rest, key);
  return key->len == rest.len;
}

/* Puts an instance into the list or map of all; false where it does not fit. */
static bool add_instance(HclValue **list, HclValue **map, TfScope *scope, HclValue *item, Str key,
                         size_t room) {
  Str name, inner = str_slice(key, 1, key.len - 1);
  HclValue index = {.kind = HCL_V_NUMBER, .str = inner};
  bool number = str_all_digits(inner);
  HclValue **all = number ? list : map;
  long long at = 0;
  if (!*all)
    *all = hcl_value_container(scope->arena, number ? HCL_V_LIST : HCL_V_MAP, room);
  if (!number)
    return tf_unquote_key(&name, scope->arena, key) == OK &&
           hcl_value_put(*all, text_literal(scope->arena, name), item);
  if (!hcl_integer(&at, &index) || at >= (long long)room || (*all)->items[at])
    return false;
  (*all)->items[at] = item;
  (*all)->count++;
  return true;
}

/* One that the plan deletes: it is no instance any more. */
static bool is_gone(const TfResource *resource) {
  return resource->values && resource->values->kind == NODE_NULL;
}

/* Addresses of the resource's instances, or of itself, in both lists of the plan; false
 * where one may be missing. */
static bool collect(Str **out, size_t *count, TfScope *scope, Str ref) {
  TfPlan *tf = scope->tf;
  size_t cap = 0, first[2] = {tf_first_resource(tf, ref), tf_first_other(tf, ref)};
  bool all = !tf->others_cut;
  *out = NULL;
  *count = 0;
  for (int other = 0; other < 2; other++) {
    size_t end = other ? tf->other_count : tf->by_address_count;
    for (size_t i = first[other]; i < end && hcl_take_steps(&scope->eval, 1); i++) {
      Str key, address = other ? tf->others[i].address : tf->by_address[i]->address;
      TfResource resource;
      int status = OK;
      if (!str_eq(str_slice(address, 0, ref.len), ref))
        break;
      bool again = *count > 0 && str_eq((*out)[*count - 1], address);
      if (again || !key_of(&key, address, ref))
        continue;
      if (other && !tf_other_resource(&resource, &status, tf, address)) {
        all = all && is_gone(&resource) && status == OK;
        continue;
      }
      *out = arena_grow(scope->arena, *out, *count, &cap, sizeof **out);
      (*out)[(*count)++] = address;
    }
  }
  return all;
}

HclValue *tf_evaluate_instances(TfScope *scope, const TfResourceRef *ref) {
  HclValue *list = NULL, *map = NULL;
  Str *addresses;
  size_t count;
  bool all = collect(&addresses, &count, scope, ref->address);
  /* Where planning failed, or waits for another plan, some may be missing. */
  if (!all || scope->eval.cut || scope->tf->deferred || scope->tf->input->errored)
    return NULL;
  for (size_t i = 0; i < count; i++) {
    Str key = str_slice(addresses[i], ref->address.len, addresses[i].len);
    HclValue *item = tf_instance_value(scope, ref, key);
    if (key.len == 0) /* it has no instances but itself */
      return count == 1 ? item : NULL;
    if (!add_instance(&list, &map, scope, item, key, count))
      return NULL;
  }
  return list && map ? NULL : list ? list : map;
}
