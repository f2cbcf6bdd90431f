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

static void add(struct search *search, struct alint_str address) {
  if (search->count >= ALINT_MAX_DEPENDENCIES)
    return;
  struct alint_str *items = alint_arena_grow(search->tf->arena, search->found, search->count,
                                             &search->cap, sizeof *items);
  search->found = items;
  items[search->count++] = address;
}

/* A resource the role refers to; a document is followed later. */
static void see_side(struct search *search, const struct alint_tf_side *side) {
  if (side->object->type->kind != ALINT_TF_POLICY_DOCUMENT) {
    if (!side->object->type->data)
      add(search, side->address);
    return;
  }
  for (size_t i = 0; i < search->document_count; i++) {
    if (search->documents[i] == side)
      return;
  }
  if (search->document_count < ALINT_MAX_DEPENDENCY_DOCUMENTS)
    search->documents[search->document_count++] = side;
}

/* Everything in a module. */
static void see_module(struct search *search, const struct alint_tf_ref *ref) {
  const struct alint_tf *tf = search->tf;
  struct alint_str prefix =
      alint_str_printf(tf->arena, "%.*s%.*s", ALINT_FMT(ref->module), ALINT_FMT(ref->name));
  for (size_t at = alint_tf_first_side(tf, prefix);
       at < tf->by_address_count && search->count < ALINT_MAX_DEPENDENCIES; at++) {
    struct alint_str address = tf->by_address[at]->address;
    if (!alint_str_eq(alint_str_slice(address, 0, prefix.len), prefix))
      break;
    if (address.len > prefix.len &&
        (address.ptr[prefix.len] == '.' || address.ptr[prefix.len] == '['))
      see_side(search, tf->by_address[at]);
  }
}

static void see_trail(struct search *search, const struct alint_tf_trail *trail) {
  for (size_t i = 0; i < trail->count; i++) {
    const struct alint_tf_ref *ref = &trail->refs[i];
    struct alint_tf_instances instances;
    if (alint_str_starts(ref->name, "module.")) {
      see_module(search, ref);
      continue;
    }
    alint_tf_find_instances(&instances, search->tf, ref);
    for (size_t k = 0; k < instances.count; k++)
      see_side(search, search->tf->by_address[instances.first + k]);
  }
}

/* All expressions in a tree of blocks; no deeper than documents are. */
static void see_all(struct search *search, struct alint_tf_place place,
                    const struct alint_node *node) {
  if (search->followed >= ALINT_MAX_DEPENDENCY_STEPS)
    return;
  if (alint_node_get(node, "references")) {
    search->followed++;
    struct alint_tf_trail trail = {.refs = NULL};
    alint_tf_follow(&trail, search->tf, place, node);
    see_trail(search, &trail);
    return;
  }
  for (size_t i = 0; node && i < node->count; i++)
    see_all(search, place, node->kind == ALINT_NODE_MAP ? node->members[i].value : node->items[i]);
}

/* depends_on: names of whole resources and modules. */
static void see_list(struct search *search, struct alint_tf_place place,
                     const struct alint_node *list) {
  for (size_t i = 0; list && list->kind == ALINT_NODE_LIST && i < list->count; i++) {
    struct alint_tf_ref ref = {.module = place.module, .name = list->items[i]->str};
    struct alint_tf_trail trail = {.refs = &ref, .count = 1};
    see_trail(search, &trail);
  }
}

/* What a module waits for, all in it waits for. */
static void see_call(struct search *search, struct alint_str module) {
  struct alint_tf *tf = search->tf;
  struct alint_str path, name;
  alint_tf_config_address(&path, tf->arena, module);
  const struct alint_tf_call *call =
      alint_tf_call_of(tf, alint_str_slice(path, 0, path.len > 0 ? path.len - 1 : 0));
  if (!call)
    return;
  struct alint_tf_place place = {.for_each = call->for_each};
  place.module = alint_tf_module_up(module, &name, &place.key);
  see_list(search, place, call->depends_on);
  see_all(search, place, call->for_each);
  see_all(search, place, call->count);
}

static void see_resource(struct search *search, const struct alint_tf_side *side) {
  static const char *const members[] = {"expressions", "for_each_expression", "count_expression"};
  struct alint_tf_place place = alint_tf_place_of(side);
  see_list(search, place, alint_node_get(side->config, "depends_on"));
  for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
    see_all(search, place, alint_node_get(side->config, members[i]));
  struct alint_str module = side->module, name, key;
  for (; module.len > 0; module = alint_tf_module_up(module, &name, &key))
    see_call(search, module);
}

void alint_tf_depends(struct alint_role *role, struct alint_tf *tf,
                      const struct alint_tf_side *side) {
  struct search search = {.tf = tf};
  see_resource(&search, side);
  for (size_t i = 0; i < search.document_count; i++)
    see_resource(&search, search.documents[i]);
  role->depends_on = search.found;
  role->depends_on_count = search.count;
}
