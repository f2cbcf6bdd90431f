/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources as a whole: one, or the list or map of all its instances, as the plan
 * has them.
 */
#include "address.h"
#include "others.h"
#include "view.h"

struct alint_hcl_value *alint_tf_instance_value(struct alint_tf_view *view,
                                                const struct alint_tf_resource *resource,
                                                struct alint_str key) {
  struct alint_arena *arena = view->arena;
  struct alint_hcl_value *value = alint_hcl_value_new(arena, ALINT_HCL_V_INSTANCE);
  struct alint_tf_resource *it = alint_arena_alloc(arena, sizeof *it);
  *it = *resource;
  if (key.len > 0) {
    it->key = key;
    it->address = alint_str_printf(arena, "%.*s%.*s", ALINT_FMT(resource->address), ALINT_FMT(key));
  }
  value->instance = it;
  return value;
}

/* The key of an instance of the resource; false for anything else. */
static bool key_of(struct alint_str *key, struct alint_str address, struct alint_str resource) {
  if (!alint_str_eq(alint_str_slice(address, 0, resource.len), resource))
    return false;
  struct alint_str rest = alint_str_slice(address, resource.len, address.len);
  alint_tf_split_key(rest, key);
  return key->len == rest.len;
}

/* Puts an instance into the list or map of all; false where it does not fit. */
static bool add_instance(struct alint_hcl_value **list, struct alint_hcl_value **map,
                         struct alint_tf_view *view, struct alint_hcl_value *item,
                         struct alint_str key, size_t room) {
  struct alint_str name, inner = alint_str_slice(key, 1, key.len - 1);
  struct alint_hcl_value index = {.kind = ALINT_HCL_V_NUMBER, .str = inner};
  bool number = alint_str_all_digits(inner);
  struct alint_hcl_value **all = number ? list : map;
  long long at = 0;
  if (!*all)
    *all =
        alint_hcl_value_container(view->arena, number ? ALINT_HCL_V_LIST : ALINT_HCL_V_MAP, room);
  if (!number)
    return alint_tf_unquote_key(&name, view->arena, key) == ALINT_OK &&
           alint_hcl_value_put(*all, alint_text_literal(view->arena, name), item);
  if (!alint_hcl_integer(&at, &index) || at >= (long long)room || (*all)->items[at])
    return false;
  (*all)->items[at] = item;
  (*all)->count++;
  return true;
}

/* One that the plan deletes: it is no instance any more. */
static bool is_gone(const struct alint_tf_side *side) {
  return side->values && side->values->kind == ALINT_NODE_NULL;
}

/* Addresses of the resource's instances, or of itself, in both lists of the plan; false
 * where one may be missing. */
static bool collect(struct alint_str **out, size_t *count, struct alint_tf_view *view,
                    struct alint_str resource) {
  struct alint_tf *tf = view->tf;
  size_t cap = 0,
         first[2] = {alint_tf_first_side(tf, resource), alint_tf_first_other(tf, resource)};
  bool all = !tf->others_cut;
  *out = NULL;
  *count = 0;
  for (int other = 0; other < 2; other++) {
    size_t end = other ? tf->other_count : tf->by_address_count;
    for (size_t i = first[other]; i < end && alint_hcl_take_steps(&view->eval, 1); i++) {
      struct alint_str key, address = other ? tf->others[i].address : tf->by_address[i]->address;
      struct alint_tf_side side;
      int status = ALINT_OK;
      if (!alint_str_eq(alint_str_slice(address, 0, resource.len), resource))
        break;
      bool again = *count > 0 && alint_str_eq((*out)[*count - 1], address);
      if (again || !key_of(&key, address, resource))
        continue;
      if (other && !alint_tf_other_side(&side, &status, tf, address)) {
        all = all && is_gone(&side) && status == ALINT_OK;
        continue;
      }
      *out = alint_arena_grow(view->arena, *out, *count, &cap, sizeof **out);
      (*out)[(*count)++] = address;
    }
  }
  return all;
}

struct alint_hcl_value *alint_tf_evaluate_instances(struct alint_tf_view *view,
                                                    const struct alint_tf_resource *resource) {
  struct alint_hcl_value *list = NULL, *map = NULL;
  struct alint_str *addresses;
  size_t count;
  bool all = collect(&addresses, &count, view, resource->address);
  /* Where planning failed, or waits for another plan, some may be missing. */
  if (!all || view->eval.cut || view->tf->deferred || view->tf->input->errored)
    return NULL;
  for (size_t i = 0; i < count; i++) {
    struct alint_str key = alint_str_slice(addresses[i], resource->address.len, addresses[i].len);
    struct alint_hcl_value *item = alint_tf_instance_value(view, resource, key);
    if (key.len == 0) /* it has no instances but itself */
      return count == 1 ? item : NULL;
    if (!add_instance(&list, &map, view, item, key, count))
      return NULL;
  }
  return list && map ? NULL : list ? list : map;
}
