/* SPDX-License-Identifier: Apache-2.0
 *
 * What Terraform makes before a role: what its configuration refers to, through
 * modules, or lists in depends_on, as the calls of its modules do for all that is
 * in them; policy documents it refers to are followed.
 * Where the trail leads through a local value it ends, and so it does at a limit:
 * what is not found counts as not made before the role, which AL405 reports.
 */
#include "address.h"
#include "assumelint/limits.h"
#include "configuration.h"
#include "map.h"
#include "trail.h"

struct search {
  struct alint_tf *tf;
  struct alint_str *found;
  size_t count, cap;
  const struct alint_tf_side *documents[ALINT_MAX_DEPENDENCY_DOCUMENTS];
  size_t document_count;
  size_t followed;
};

static int add(struct search *search, struct alint_str address) {
  if (search->count >= ALINT_MAX_DEPENDENCIES)
    return ALINT_OK;
  struct alint_str *items = alint_arena_grow(search->tf->arena, search->found, search->count,
                                             &search->cap, sizeof *items);
  if (!items)
    return alint_no_memory(search->tf->err);
  search->found = items;
  items[search->count++] = address;
  return ALINT_OK;
}

/* A resource the role refers to; a document is followed later. */
static int see_side(struct search *search, const struct alint_tf_side *side) {
  if (side->object->type->kind != ALINT_TF_POLICY_DOCUMENT)
    return side->object->type->data ? ALINT_OK : add(search, side->address);
  for (size_t i = 0; i < search->document_count; i++) {
    if (search->documents[i] == side)
      return ALINT_OK;
  }
  if (search->document_count < ALINT_MAX_DEPENDENCY_DOCUMENTS)
    search->documents[search->document_count++] = side;
  return ALINT_OK;
}

/* Everything in a module. */
static int see_module(struct search *search, const struct alint_tf_ref *ref) {
  const struct alint_tf *tf = search->tf;
  struct alint_str prefix =
      alint_str_printf(tf->arena, "%.*s%.*s", ALINT_FMT(ref->module), ALINT_FMT(ref->name));
  if (!prefix.ptr)
    return alint_no_memory(tf->err);
  int status = ALINT_OK;
  for (size_t at = alint_tf_first_side(tf, prefix);
       at < tf->by_address_count && status == ALINT_OK && search->count < ALINT_MAX_DEPENDENCIES;
       at++) {
    struct alint_str address = tf->by_address[at]->address;
    if (!alint_str_eq(alint_str_slice(address, 0, prefix.len), prefix))
      break;
    if (address.len > prefix.len &&
        (address.ptr[prefix.len] == '.' || address.ptr[prefix.len] == '['))
      status = see_side(search, tf->by_address[at]);
  }
  return status;
}

static int see_trail(struct search *search, const struct alint_tf_trail *trail) {
  int status = ALINT_OK;
  for (size_t i = 0; i < trail->count && status == ALINT_OK; i++) {
    const struct alint_tf_ref *ref = &trail->refs[i];
    struct alint_tf_instances instances;
    if (alint_str_starts(ref->name, "module.")) {
      status = see_module(search, ref);
      continue;
    }
    status = alint_tf_find_instances(&instances, search->tf, ref);
    for (size_t k = 0; k < instances.count && status == ALINT_OK; k++)
      status = see_side(search, search->tf->by_address[instances.first + k]);
  }
  return status;
}

/* All expressions in a tree of blocks; no deeper than documents are. */
static int see_all(struct search *search, struct alint_tf_place place,
                   const struct alint_node *node) {
  int status = ALINT_OK;
  if (search->followed >= ALINT_MAX_DEPENDENCY_STEPS)
    return ALINT_OK;
  if (alint_node_get(node, "references")) {
    search->followed++;
    struct alint_tf_trail trail = {.refs = NULL};
    status = alint_tf_follow(&trail, search->tf, place, node);
    return status == ALINT_OK ? see_trail(search, &trail) : status;
  }
  for (size_t i = 0; node && i < node->count && status == ALINT_OK; i++)
    status = see_all(search, place,
                     node->kind == ALINT_NODE_MAP ? node->members[i].value : node->items[i]);
  return status;
}

/* depends_on: names of whole resources and modules. */
static int see_list(struct search *search, struct alint_tf_place place,
                    const struct alint_node *list) {
  int status = ALINT_OK;
  for (size_t i = 0; list && list->kind == ALINT_NODE_LIST && i < list->count; i++) {
    struct alint_tf_ref ref = {.module = place.module, .name = list->items[i]->str};
    struct alint_tf_trail trail = {.refs = &ref, .count = 1};
    if (status == ALINT_OK)
      status = see_trail(search, &trail);
  }
  return status;
}

/* What a module waits for, all in it waits for. */
static int see_call(struct search *search, struct alint_str module) {
  struct alint_tf *tf = search->tf;
  struct alint_str path, name;
  if (alint_tf_config_address(&path, tf->arena, module) != ALINT_OK)
    return alint_no_memory(tf->err);
  const struct alint_tf_call *call =
      alint_tf_call_of(tf, alint_str_slice(path, 0, path.len > 0 ? path.len - 1 : 0));
  if (!call)
    return ALINT_OK;
  struct alint_tf_place place = {.for_each = call->for_each};
  place.module = alint_tf_module_up(module, &name, &place.key);
  int status = see_list(search, place, call->depends_on);
  if (status == ALINT_OK)
    status = see_all(search, place, call->for_each);
  return status == ALINT_OK ? see_all(search, place, call->count) : status;
}

static int see_resource(struct search *search, const struct alint_tf_side *side) {
  static const char *const members[] = {"expressions", "for_each_expression", "count_expression"};
  struct alint_tf_place place = alint_tf_place_of(side);
  int status = see_list(search, place, alint_node_get(side->config, "depends_on"));
  for (size_t i = 0; i < sizeof members / sizeof members[0] && status == ALINT_OK; i++)
    status = see_all(search, place, alint_node_get(side->config, members[i]));
  struct alint_str module = side->module, name, key;
  for (; module.len > 0 && status == ALINT_OK; module = alint_tf_module_up(module, &name, &key))
    status = see_call(search, module);
  return status;
}

int alint_tf_depends(struct alint_role *role, struct alint_tf *tf,
                     const struct alint_tf_side *side) {
  struct search search = {.tf = tf};
  int status = see_resource(&search, side);
  for (size_t i = 0; i < search.document_count && status == ALINT_OK; i++)
    status = see_resource(&search, search.documents[i]);
  role->depends_on = search.found;
  role->depends_on_count = search.count;
  return status;
}
