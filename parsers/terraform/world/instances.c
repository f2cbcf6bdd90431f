/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources as a whole: one, or the list or map of all its instances, as the plan
 * has them.
 */
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/others.h"
#include "parsers/terraform/world/index.h"
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

/* Whether an address is of the resource or an instance of it, whose key is given. */
static bool key_of(Str *key, Str address, Str resource) {
  Str rest = str_slice(address, resource.len, address.len);
  *key = tf_leading_key(rest);
  return key->len == rest.len;
}

/* Adds an instance to the list or map of all; false where it does not fit. */
static bool add_instance(HclValue **list, HclValue **map, TfScope *scope, HclValue *item, Str key,
                         size_t room) {
  Str inner = str_slice(key, 1, key.len - 1);
  HclValue index = {.kind = HCL_V_NUMBER, .str = inner};
  bool number = str_all_digits(inner);
  HclValue **all = number ? list : map;
  long long at = 0;
  if (!*all)
    *all = hcl_value_container(scope->arena, number ? HCL_V_LIST : HCL_V_MAP, room);
  if (!number)
    return hcl_value_put(*all, text_literal(scope->arena, tf_unquote_key(scope->arena, key)), item);
  if (!hcl_integer(&at, &index) || at >= (long long)room || (*all)->items[at])
    return false;
  (*all)->items[at] = item;
  (*all)->count++;
  return true;
}

/* Whether the plan deletes a resource: it is no instance any more. */
static bool is_gone(const TfResource *resource) {
  return resource->values && resource->values->kind == NODE_NULL;
}

/* Addresses of the resource, or of its instances, in both lists of the plan; false where one may
 * be missing. */
static bool collect(TfNames *out, TfScope *scope, Str resource) {
  TfPlan *tf = scope->tf;
  size_t first[2] = {tf_first_resource(tf, resource), tf_first_other(tf, resource)};
  bool all = !tf->others.cut;
  for (int other = 0; other < 2; other++) {
    size_t end = other ? tf->others.count : tf->by_address.count;
    for (size_t i = first[other]; i < end && hcl_take_steps(&scope->eval, 1); i++) {
      Str address = other ? tf->others.items[i].address : tf->by_address.items[i]->address, key;
      TfResource instance;
      if (!str_eq(str_slice(address, 0, resource.len), resource))
        break;
      bool again = out->count > 0 && str_eq(out->items[out->count - 1], address);
      if (again || !key_of(&key, address, resource))
        continue;
      if (other && !tf_other_resource(&instance, tf, address))
        all = all && is_gone(&instance);
      else
        LIST_ADD(scope->arena, out, address);
    }
  }
  return all;
}

HclValue *tf_evaluate_instances(TfScope *scope, const TfResourceRef *ref) {
  HclValue *list = NULL, *map = NULL;
  TfNames addresses = {NULL, 0, 0};
  bool all = collect(&addresses, scope, ref->address);
  /* Where planning failed, or waits for another plan, some may be missing. */
  if (!all || scope->eval.cut || scope->tf->deferred || scope->tf->input->errored)
    return NULL;
  for (size_t i = 0; i < addresses.count; i++) {
    Str key = str_slice(addresses.items[i], ref->address.len, addresses.items[i].len);
    HclValue *item = tf_instance_value(scope, ref, key);
    if (key.len == 0) /* it has no instances but itself */
      return addresses.count == 1 ? item : NULL;
    if (!add_instance(&list, &map, scope, item, key, addresses.count))
      return NULL;
  }
  return list && map ? NULL : list ? list : map;
}
