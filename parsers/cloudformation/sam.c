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
#include "cfn.h"

static const char function_type[] = "AWS::Serverless::Function";
static const char document_key[] = "AssumeRolePolicyDocument";

const struct alint_node *alint_cfn_sam_global(const struct alint_cfn *cfn, const char *kind,
                                              const char *key) {
  return alint_node_get(alint_node_get(alint_node_get(cfn->root, "Globals"), kind), key);
}

static const struct alint_node *merge(struct alint_cfn *cfn, const struct alint_node *global,
                                      const struct alint_node *local);

static const struct alint_node *merge_lists(struct alint_cfn *cfn, const struct alint_node *global,
                                            const struct alint_node *local) {
  struct alint_node *list = alint_node_new(cfn->arena, ALINT_NODE_LIST, local->span);
  list->items = alint_arena_array(cfn->arena, global->count + local->count, sizeof *list->items);
  for (size_t i = 0; i < global->count; i++)
    list->items[list->count++] = global->items[i];
  for (size_t i = 0; i < local->count; i++)
    list->items[list->count++] = local->items[i];
  return list;
}

static struct alint_member *find(struct alint_node *map, struct alint_str key) {
  for (size_t i = 0; i < map->count; i++) {
    if (alint_str_eq(map->members[i].key, key))
      return &map->members[i];
  }
  return NULL;
}

static const struct alint_node *merge_maps(struct alint_cfn *cfn, const struct alint_node *global,
                                           const struct alint_node *local) {
  struct alint_node *map = alint_node_new(cfn->arena, ALINT_NODE_MAP, local->span);
  map->members = alint_arena_array(cfn->arena, global->count + local->count, sizeof *map->members);
  for (size_t i = 0; i < global->count; i++)
    map->members[map->count++] = global->members[i];
  for (size_t i = 0; i < local->count && alint_cfn_step(cfn); i++) {
    struct alint_member *same = find(map, local->members[i].key);
    if (!same) {
      map->members[map->count++] = local->members[i];
      continue;
    }
    const struct alint_node *value = merge(cfn, same->value, local->members[i].value);
    struct alint_node *copy = value ? alint_node_new(cfn->arena, value->kind, value->span) : NULL;
    if (!copy)
      return NULL;
    *copy = *value;
    same->value = copy;
  }
  return map;
}

/* NULL when out of memory. Depth: the reader's limit. */
static const struct alint_node *merge(struct alint_cfn *cfn, const struct alint_node *global,
                                      const struct alint_node *local) {
  bool function = alint_cfn_intrinsic(global) || alint_cfn_intrinsic(local);
  if (global->kind == ALINT_NODE_MAP && local->kind == ALINT_NODE_MAP && !function)
    return merge_maps(cfn, global, local);
  if (global->kind == ALINT_NODE_LIST && local->kind == ALINT_NODE_LIST)
    return merge_lists(cfn, global, local);
  return local;
}

static int attempt_function(struct alint_cfn_outcome *out, struct alint_cfn *cfn,
                            const void *context) {
  const struct alint_cfn_resource *resource = context;
  const struct alint_node *definition,
      *common = alint_cfn_sam_global(cfn, "Function", document_key);
  *out = (struct alint_cfn_outcome){.span = resource->entries[0].member->key_span};
  struct alint_node *named = NULL;
  int status = alint_cfn_present(&out->exists, &definition, cfn, resource, function_type);
  if (status != ALINT_OK || !out->exists)
    return status;
  const struct alint_node *properties = alint_node_get(definition, "Properties");
  const struct alint_node *role = alint_node_get(properties, "Role");
  if (role)
    status = alint_cfn_resolve(&named, cfn, role);
  out->exists = !named;
  if (status != ALINT_OK || named)
    return status;
  const struct alint_node *own = alint_node_get(properties, document_key);
  if (!common)
    return alint_cfn_take_document(out, cfn, definition, document_key);
  const struct alint_node *document = own ? merge(cfn, common, own) : common;
  if (!document)
    alint_out_of_memory();
  out->span = own ? own->span : common->span;
  out->alias = definition->alias ? definition->alias : document->alias;
  return alint_cfn_resolve(&out->document, cfn, document);
}

bool alint_cfn_has_own_trust(const struct alint_cfn *cfn, const struct alint_node *definition) {
  return alint_str_is(alint_cfn_type_of(definition), function_type) &&
         (alint_node_get(alint_node_get(definition, "Properties"), document_key) ||
          alint_cfn_sam_global(cfn, "Function", document_key));
}

static bool makes_role(const struct alint_cfn *cfn, const struct alint_node *definition) {
  const struct alint_node *properties = alint_node_get(definition, "Properties");
  return alint_cfn_has_own_trust(cfn, definition) &&
         !alint_cfn_names_role(alint_node_get(properties, "Role"));
}

int alint_cfn_map_function(struct alint_cfn *cfn, const struct alint_cfn_resource *resource) {
  struct alint_cfn_role_parts parts = {
      .resource = resource, .attempt = attempt_function, .context = resource, .generated = true};
  for (size_t i = 0; i < resource->count && !parts.definition; i++) {
    if (makes_role(cfn, resource->entries[i].member->value))
      parts.definition = resource->entries[i].member->value;
  }
  if (!parts.definition)
    return ALINT_OK;
  parts.id = alint_str_printf(cfn->arena, "%.*sRole", ALINT_FMT(resource->id));
  return alint_cfn_add_role(cfn, &parts);
}
