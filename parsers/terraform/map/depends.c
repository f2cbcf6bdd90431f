/* SPDX-License-Identifier: Apache-2.0
 *
 * What Terraform makes before a role: what its configuration refers to, through
 * modules, or lists in depends_on. The depends_on of a module call counts for all in the
 * module. Policy documents are followed.
 * Following ends at a local value and at a limit:
 * what is not found counts as not made before the role, which AL405 reports.
 */
#include "assumelint/limits.h"
#include "parsers/terraform/map/map.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/world/follow.h"
#include "parsers/terraform/world/index.h"

struct search {
  TfPlan *tf;
  TfNames found;
  const TfResource *documents[MAX_DEPENDENCY_DOCUMENTS];
  size_t document_count;
  size_t followed;
};

static void add(struct search *search, Str address) {
  if (search->found.count < MAX_DEPENDENCIES)
    LIST_ADD(search->tf->arena, &search->found, address);
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
       at < tf->by_address.count && search->found.count < MAX_DEPENDENCIES; at++) {
    Str address = tf->by_address.items[at]->address;
    if (!str_eq(str_slice(address, 0, prefix.len), prefix))
      break;
    if (address.len > prefix.len &&
        (address.ptr[prefix.len] == '.' || address.ptr[prefix.len] == '['))
      see_found(search, tf->by_address.items[at]);
  }
}

static void see_reference(struct search *search, const TfReference *ref) {
  if (str_starts(ref->name, "module.")) {
    see_module(search, ref);
    return;
  }
  TfInstances instances = tf_find_instances(search->tf, ref);
  for (size_t i = 0; i < instances.count; i++)
    see_found(search, instances.items[i]);
}

/* All expressions in a tree of blocks; no deeper than documents are. */
static void see_all(struct search *search, TfExpressionContext context, const Node *node) {
  if (search->followed >= MAX_DEPENDENCY_STEPS)
    return;
  if (node_get(node, "references")) {
    search->followed++;
    TfReferences references = tf_follow(search->tf, context, node);
    for (size_t i = 0; i < references.count; i++)
      see_reference(search, &references.items[i]);
    return;
  }
  for (size_t i = 0; node && i < node->count; i++)
    see_all(search, context, node_child(node, i));
}

/* depends_on: names of whole resources and modules. */
static void see_list(struct search *search, TfExpressionContext context, const Node *list) {
  for (size_t i = 0; i < tf_count(list); i++) {
    TfReference ref = {.module = context.module, .name = list->items[i]->str};
    see_reference(search, &ref);
  }
}

/* What a module waits for, all in it waits for. */
static void see_call(struct search *search, Str module) {
  const TfModuleCall *call = tf_call_for(search->tf, module);
  Str name;
  if (!call)
    return;
  TfExpressionContext context = {.for_each = call->for_each};
  context.module = tf_module_up(module, &name, &context.key);
  see_list(search, context, call->depends_on);
  see_all(search, context, call->for_each);
  see_all(search, context, call->count);
}

static void see_resource(struct search *search, const TfResource *resource) {
  static const char *const members[] = {"expressions", "for_each_expression", "count_expression"};
  TfExpressionContext context = tf_context_of(resource);
  see_list(search, context, node_get(resource->config, "depends_on"));
  for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
    see_all(search, context, node_get(resource->config, members[i]));
  Str module = resource->module, name, key;
  for (; module.len > 0; module = tf_module_up(module, &name, &key))
    see_call(search, module);
}

void tf_depends(Role *role, TfPlan *tf, const TfResource *resource) {
  struct search search = {.tf = tf};
  see_resource(&search, resource);
  for (size_t i = 0; i < search.document_count; i++)
    see_resource(&search, search.documents[i]);
  role->depends_on = search.found.items;
  role->depends_on_count = search.found.count;
}
