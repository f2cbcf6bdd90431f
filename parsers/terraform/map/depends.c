/* SPDX-License-Identifier: Apache-2.0
 *
 * What Terraform makes before a role: what its configuration refers to, through
 * modules, or lists in depends_on, as the calls of its modules do for all that is
 * in them; policy documents it refers to are followed.
 * Where the trail leads through a local value it ends, and so it does at a limit:
 * what is not found counts as not made before the role, which AL405 reports.
 */
#include "assumelint/limits.h"
#include "parsers/terraform/map/map.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/world/follow.h"

struct search {
  TfPlan *tf;
  Str *found;
  size_t count, cap;
  const TfResource *documents[MAX_DEPENDENCY_DOCUMENTS];
  size_t document_count;
  size_t followed;
};

static void add(struct search *search, Str address) {
  if (search->count >= MAX_DEPENDENCIES)
    return;
  Str *items =
      arena_grow(search->tf->arena, search->found, search->count, &search->cap, sizeof *items);
  search->found = items;
  items[search->count++] = address;
}

/* A resource the role refers to; a document is followed later. */
static void see_found(struct search *search, const TfResource *resource) {
  if (resource->object->type->kind != TF_POLICY_DOCUMENT) {
    if (!resource->object->type->data)
      add(search, resource->address);
    return;
  }
  for (size_t i = 0; i < search->document_count; i++) {
    if (search->documents[i] == resource)
      return;
  }
  if (search->document_count < MAX_DEPENDENCY_DOCUMENTS)
    search->documents[search->document_count++] = resource;
}

/* Everything in a module. */
static void see_module(struct search *search, const TfReference *ref) {
  const TfPlan *tf = search->tf;
  Str prefix = str_printf(tf->arena, "%.*s%.*s", STR_FMT(ref->module), STR_FMT(ref->name));
  for (size_t at = tf_first_resource(tf, prefix);
       at < tf->by_address_count && search->count < MAX_DEPENDENCIES; at++) {
    Str address = tf->by_address[at]->address;
    if (!str_eq(str_slice(address, 0, prefix.len), prefix))
      break;
    if (address.len > prefix.len &&
        (address.ptr[prefix.len] == '.' || address.ptr[prefix.len] == '['))
      see_found(search, tf->by_address[at]);
  }
}

static void see_trail(struct search *search, const TfReferences *trail) {
  for (size_t i = 0; i < trail->count; i++) {
    const TfReference *ref = &trail->refs[i];
    TfInstanceRange instances;
    if (str_starts(ref->name, "module.")) {
      see_module(search, ref);
      continue;
    }
    tf_find_instances(&instances, search->tf, ref);
    for (size_t k = 0; k < instances.count; k++)
      see_found(search, search->tf->by_address[instances.first + k]);
  }
}

/* All expressions in a tree of blocks; no deeper than documents are. */
static void see_all(struct search *search, TfExpressionPlace place, const Node *node) {
  if (search->followed >= MAX_DEPENDENCY_STEPS)
    return;
  if (node_get(node, "references")) {
    search->followed++;
    TfReferences trail = {.refs = NULL};
    tf_follow(&trail, search->tf, place, node);
    see_trail(search, &trail);
    return;
  }
  for (size_t i = 0; node && i < node->count; i++)
    see_all(search, place, node->kind == NODE_MAP ? node->members[i].value : node->items[i]);
}

/* depends_on: names of whole resources and modules. */
static void see_list(struct search *search, TfExpressionPlace place, const Node *list) {
  for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count; i++) {
    TfReference ref = {.module = place.module, .name = list->items[i]->str};
    TfReferences trail = {.refs = &ref, .count = 1};
    see_trail(search, &trail);
  }
}

/* What a module waits for, all in it waits for. */
static void see_call(struct search *search, Str module) {
  TfPlan *tf = search->tf;
  Str path, name;
  tf_config_address(&path, tf->arena, module);
  const TfModuleCall *call = tf_call_of(tf, str_slice(path, 0, path.len > 0 ? path.len - 1 : 0));
  if (!call)
    return;
  TfExpressionPlace place = {.for_each = call->for_each};
  place.module = tf_module_up(module, &name, &place.key);
  see_list(search, place, call->depends_on);
  see_all(search, place, call->for_each);
  see_all(search, place, call->count);
}

static void see_resource(struct search *search, const TfResource *resource) {
  static const char *const members[] = {"expressions", "for_each_expression", "count_expression"};
  TfExpressionPlace place = tf_place_of(resource);
  see_list(search, place, node_get(resource->config, "depends_on"));
  for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
    see_all(search, place, node_get(resource->config, members[i]));
  Str module = resource->module, name, key;
  for (; module.len > 0; module = tf_module_up(module, &name, &key))
    see_call(search, module);
}

void tf_depends(Role *role, TfPlan *tf, const TfResource *resource) {
  struct search search = {.tf = tf};
  see_resource(&search, resource);
  for (size_t i = 0; i < search.document_count; i++)
    see_resource(&search, search.documents[i]);
  role->depends_on = search.found;
  role->depends_on_count = search.count;
}
