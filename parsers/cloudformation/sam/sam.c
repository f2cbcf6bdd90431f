/* SPDX-License-Identifier: Apache-2.0
 *
 * SAM: the role that AWS::Serverless::Function generates, where the template
 * gives it a trust policy of its own (in the function, or for all functions in
 * Globals). With `Role` there is no such role.
 *
 * Source: AWS SAM Developer Guide, "AWS::Serverless::Function", "Globals
 * section": maps are merged, lists are joined with the global part first.
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

static const char function_type[] = "AWS::Serverless::Function";
static const char document_key[] = "AssumeRolePolicyDocument";

const Node *cfn_sam_global(const CfnTemplate *cfn, const char *kind, const char *key) {
  return node_get(node_get(node_get(cfn->root, "Globals"), kind), key);
}

static const Node *merge(CfnTemplate *cfn, const Node *global, const Node *local);

static const Node *merge_lists(CfnTemplate *cfn, const Node *global, const Node *local) {
  Node *list = node_new(cfn->arena, NODE_LIST, local->span);
  list->items = arena_array(cfn->arena, global->count + local->count, sizeof *list->items);
  for (size_t i = 0; i < global->count; i++)
    list->items[list->count++] = global->items[i];
  for (size_t i = 0; i < local->count; i++)
    list->items[list->count++] = local->items[i];
  return list;
}

static Member *find(Node *map, Str key) {
  for (size_t i = 0; i < map->count; i++) {
    if (str_eq(map->members[i].key, key))
      return &map->members[i];
  }
  return NULL;
}

static const Node *merge_maps(CfnTemplate *cfn, const Node *global, const Node *local) {
  Node *map = node_new(cfn->arena, NODE_MAP, local->span);
  map->members = arena_array(cfn->arena, global->count + local->count, sizeof *map->members);
  for (size_t i = 0; i < global->count; i++)
    map->members[map->count++] = global->members[i];
  for (size_t i = 0; i < local->count && cfn_step(cfn); i++) {
    Member *same = find(map, local->members[i].key);
    if (!same) {
      map->members[map->count++] = local->members[i];
      continue;
    }
    const Node *value = merge(cfn, same->value, local->members[i].value);
    Node *copy = value ? node_new(cfn->arena, value->kind, value->span) : NULL;
    if (!copy)
      return NULL;
    *copy = *value;
    same->value = copy;
  }
  return map;
}

/* NULL when out of memory. Depth: the reader's limit. */
static const Node *merge(CfnTemplate *cfn, const Node *global, const Node *local) {
  bool function = cfn_intrinsic(global) || cfn_intrinsic(local);
  if (global->kind == NODE_MAP && local->kind == NODE_MAP && !function)
    return merge_maps(cfn, global, local);
  if (global->kind == NODE_LIST && local->kind == NODE_LIST)
    return merge_lists(cfn, global, local);
  return local;
}

static int attempt_function(CfnOutcome *out, CfnTemplate *cfn, const void *context) {
  const CfnResource *resource = context;
  const Node *definition, *common = cfn_sam_global(cfn, "Function", document_key);
  *out = (CfnOutcome){.span = resource->entries[0].member->key_span};
  Node *named = NULL;
  int status = cfn_present(&out->exists, &definition, cfn, resource, function_type);
  if (status != OK || !out->exists)
    return status;
  const Node *properties = node_get(definition, "Properties");
  const Node *role = node_get(properties, "Role");
  if (role)
    status = cfn_resolve(&named, cfn, role);
  out->exists = !named;
  if (status != OK || named)
    return status;
  const Node *own = node_get(properties, document_key);
  if (!common)
    return cfn_take_document(out, cfn, definition, document_key);
  const Node *document = own ? merge(cfn, common, own) : common;
  if (!document)
    out_of_memory();
  out->span = own ? own->span : common->span;
  out->alias = definition->alias ? definition->alias : document->alias;
  return cfn_resolve(&out->document, cfn, document);
}

bool cfn_has_own_trust(const CfnTemplate *cfn, const Node *definition) {
  return str_is(cfn_type_of(definition), function_type) &&
         (node_get(node_get(definition, "Properties"), document_key) ||
          cfn_sam_global(cfn, "Function", document_key));
}

static bool makes_role(const CfnTemplate *cfn, const Node *definition) {
  const Node *properties = node_get(definition, "Properties");
  return cfn_has_own_trust(cfn, definition) && !cfn_names_role(node_get(properties, "Role"));
}

int cfn_map_function(CfnTemplate *cfn, const CfnResource *resource) {
  CfnRoleParts parts = {
      .resource = resource, .attempt = attempt_function, .context = resource, .generated = true};
  for (size_t i = 0; i < resource->count && !parts.definition; i++) {
    if (makes_role(cfn, resource->entries[i].member->value))
      parts.definition = resource->entries[i].member->value;
  }
  if (!parts.definition)
    return OK;
  parts.id = str_printf(cfn->arena, "%.*sRole", STR_FMT(resource->id));
  return cfn_add_role(cfn, &parts);
}
