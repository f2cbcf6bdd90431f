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
  if (!value || !it)
    return NULL;
  *it = *resource;
  if (key.len > 0) {
    it->key = key;
    it->address = alint_str_printf(arena, "%.*s%.*s", ALINT_FMT(resource->address), ALINT_FMT(key));
  }
  value->instance = it;
  return it->address.ptr ? value : NULL;
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
static int add_instance(bool *fits, struct alint_hcl_value **list, struct alint_hcl_value **map,
                        struct alint_tf_view *view, struct alint_hcl_value *item,
                        struct alint_str key, size_t room) {
  struct alint_str name;
  struct alint_str inner = alint_str_slice(key, 1, key.len > 0 ? key.len - 1 : 0);
  struct alint_hcl_value index = {.kind = ALINT_HCL_V_NUMBER, .str = inner};
  bool number = alint_str_all_digits(inner);
  struct alint_hcl_value **all = number ? list : map;
  long long at = 0;
  if (!*all)
    *all =
        alint_hcl_value_container(view->arena, number ? ALINT_HCL_V_LIST : ALINT_HCL_V_MAP, room);
  if (!*all)
    return ALINT_ENOMEM;
  if (number) {
    *fits = alint_hcl_integer(&at, &index) && at < (long long)room && !(*all)->items[at];
    if (*fits)
      (*all)->items[at] = item;
    (*all)->count += *fits;
    return ALINT_OK;
  }
  if (alint_tf_unquote_key(&name, view->arena, key) != ALINT_OK)
    return ALINT_ENOMEM;
  const struct alint_text *text = alint_text_literal(view->arena, name);
  *fits = text && alint_hcl_value_put(*all, text, item);
  return text ? ALINT_OK : ALINT_ENOMEM;
}

/* One that the plan deletes: it is no instance any more. */
static bool is_gone(const struct alint_tf_side *side) {
  return side->values && side->values->kind == ALINT_NODE_NULL;
}

/* Addresses of the resource's instances, or of itself, in both lists of the plan. `*all` is
 * false where one may be missing. */
static int collect(struct alint_str **out, size_t *count, bool *all, struct alint_tf_view *view,
                   struct alint_str resource) {
  struct alint_tf *tf = view->tf;
  size_t cap = 0,
         first[2] = {alint_tf_first_side(tf, resource), alint_tf_first_other(tf, resource)};
  *out = NULL;
  *count = 0;
  *all = !tf->others_cut;
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
        *all = *all && is_gone(&side);
        if (status != ALINT_OK)
          return status;
        continue;
      }
      struct alint_str *items = alint_arena_grow(view->arena, *out, *count, &cap, sizeof *items);
      if (!items)
        return ALINT_ENOMEM;
      *out = items;
      items[(*count)++] = address;
    }
  }
  return ALINT_OK;
}

int alint_tf_evaluate_instances(struct alint_hcl_value **out, struct alint_tf_view *view,
                                const struct alint_tf_resource *resource) {
  struct alint_hcl_value *list = NULL, *map = NULL;
  struct alint_str *addresses;
  size_t count;
  bool all;
  *out = NULL;
  int status = collect(&addresses, &count, &all, view, resource->address);
  /* Where planning failed, or waits for another plan, some may be missing. */
  bool fits = status == ALINT_OK && all && count > 0 && !view->eval.cut && !view->tf->deferred &&
              !view->tf->input->errored;
  for (size_t i = 0; i < count && fits; i++) {
    struct alint_str key = alint_str_slice(addresses[i], resource->address.len, addresses[i].len);
    struct alint_hcl_value *item = alint_tf_instance_value(view, resource, key);
    if (!item)
      return ALINT_ENOMEM;
    if (key.len == 0) { /* it has no instances but itself */
      *out = count == 1 ? item : NULL;
      return ALINT_OK;
    }
    status = add_instance(&fits, &list, &map, view, item, key, count);
    if (status != ALINT_OK)
      return status;
  }
  if (fits && !(list && map))
    *out = list ? list : map;
  return status;
}
