/* SPDX-License-Identifier: Apache-2.0
 *
 * AWS::IAM::Role: from a resource to a role with a trust policy for each
 * alternative.
 *
 * Source: AWS CloudFormation User Guide, "AWS::IAM::Role".
 */
#include "assumelint/arena.h"
#include "assumelint/builder.h"
#include "parsers/cloudformation/map/map.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"

/* ---- Reading under the present choices ------------------------------------ */

const Node *cfn_present(CfnTemplate *cfn, const CfnDefinitions *resource, const char *type) {
  size_t option = 0;
  if (resource->count > 1 && cfn->choosing)
    option = cfn_choose(cfn, CFN_DUPLICATE, resource->name, resource->count);
  const Node *definition = resource->entries[option].member->value;
  if (!str_is(cfn_type_of(definition), type))
    return NULL;
  const Member *condition = cfn_pick(cfn, definition, "Condition");
  return cfn_condition_of(cfn, condition) == TRI_NO ? NULL : definition;
}

bool cfn_may_be_there(CfnTemplate *cfn, const Node *definition) {
  return cfn_condition_of(cfn, node_member(definition, "Condition")) != TRI_NO;
}

/* Fn::ToJsonString makes a string of a document; the document itself is better. */
static const Node *unwrap(const Node *document) {
  bool wrapped =
      cfn_is_function(document, "Fn::ToJsonString") && document->members[0].value->kind == NODE_MAP;
  return wrapped ? document->members[0].value : document;
}

void cfn_read_document(CfnAlternative *out, CfnTemplate *cfn, const Node *definition,
                       const char *key) {
  const Member *properties = cfn_pick(cfn, definition, "Properties");
  const Member *document = properties ? cfn_pick(cfn, properties->value, key) : NULL;
  if (document) {
    const Node *above[] = {definition, properties->value, document->value};
    for (size_t i = 0; i < sizeof above / sizeof above[0] && !out->alias; i++)
      out->alias = above[i]->alias;
    out->span = document->value->span;
    out->document = cfn_resolve(cfn, unwrap(document->value));
    return;
  }
  if (!properties || (!cfn_intrinsic(properties->value) && properties->value->kind != NODE_OPAQUE))
    return;
  /* The properties are not known, or a macro or a function makes them: the document is in them. */
  Node *resolved = cfn_resolve(cfn, properties->value);
  if (!resolved)
    return;
  out->span = properties->value->span;
  out->document = resolved->kind == NODE_OPAQUE ? resolved : node_get(resolved, key);
}

static CfnAlternative read_role(CfnTemplate *cfn, const void *context) {
  const CfnDefinitions *resource = context;
  CfnAlternative out = {.span = resource->entries[0].member->key_span};
  const Node *definition = cfn_present(cfn, resource, "AWS::IAM::Role");
  out.exists = definition;
  if (definition)
    cfn_read_document(&out, cfn, definition, "AssumeRolePolicyDocument");
  return out;
}

/* ---- Malformations ----------------------------------------------------------- */

static void add_malformation(CfnTemplate *cfn, Policy *policy, Malformation malformation) {
  Malformation *items = arena_array(cfn->arena, policy->malformation_count + 1, sizeof *items);
  for (size_t i = 0; i < policy->malformation_count; i++)
    items[i] = policy->malformations[i];
  items[policy->malformation_count++] = malformation;
  policy->malformations = items;
}

static void add_duplicate(CfnTemplate *cfn, Policy *policy, const Member *member) {
  add_malformation(cfn, policy,
                   (Malformation){.kind = MALFORMED_DUPLICATE_KEY,
                                  .statement = -1,
                                  .detail = member->key,
                                  .span = member->key_span,
                                  .pointer = STR("")});
}

/* Such a map has a handful of members; unread.c reports larger ones. */
static void add_duplicates(CfnTemplate *cfn, Policy *policy, const Node *map) {
  for (size_t i = 0; map->kind == NODE_MAP && i < map->count && i < MAX_SEARCHED_KEYS; i++) {
    if (node_is_duplicate(map, i))
      add_duplicate(cfn, policy, &map->members[i]);
  }
}

/* Duplicate keys and aliases on the way from the root to the document. */
static void add_malformations(CfnTemplate *cfn, Policy *policy, const CfnDefinitions *resource,
                              const CfnAlternative *alternative) {
  if (!cfn->root_reported)
    add_duplicates(cfn, policy, cfn->root);
  cfn->root_reported = true;
  for (size_t i = 0; i < resource->count; i++) {
    const Node *definition = resource->entries[i].member->value;
    if (i > 0)
      add_duplicate(cfn, policy, resource->entries[i].member);
    add_duplicates(cfn, policy, definition);
    for (size_t k = 0; definition->kind == NODE_MAP && k < definition->count; k++) {
      if (str_is(definition->members[k].key, "Properties"))
        add_duplicates(cfn, policy, definition->members[k].value);
    }
  }
  /* The policy mapper reports an alias that covers the document, or stands inside it, unless the
   * document is a string. */
  const Node *document = alternative->document;
  bool reported = document && document->alias && !node_is_scalar(document);
  if (alternative->alias && !reported)
    add_malformation(cfn, policy,
                     (Malformation){.kind = MALFORMED_ALIAS,
                                    .statement = -1,
                                    .span = *alternative->alias,
                                    .pointer = STR("")});
}

/* ---- Dependencies -------------------------------------------------------------- */

/* What a resource is made after: its DependsOn, and the resources it refers to. */
struct dependencies {
  CfnTemplate *cfn;
  Str self;
  Str *items; /* addresses */
  size_t count, cap;
};

/* A name may be that of a parameter, or have an attribute behind a dot. */
static void add_name(struct dependencies *list, Str name) {
  Str id = str_slice(name, 0, str_find(name, 0, '.'));
  if (str_eq(id, list->self) || cfn_find(&list->cfn->resources, id).count == 0)
    return;
  Str address = cfn_address(list->cfn, id);
  for (size_t i = 0; i < list->count; i++) {
    if (str_eq(list->items[i], address))
      return;
  }
  LIST_ADD(list->cfn->arena, list, address);
}

/* The variables of a format string of Fn::Sub. */
static void add_variables(struct dependencies *list, Str format) {
  for (;;) {
    size_t open = str_find_str(format, STR("${"));
    size_t close = str_find(format, open, '}');
    if (close == format.len)
      return;
    add_name(list, str_slice(format, open + 2, close));
    format = str_slice(format, close + 1, format.len);
  }
}

static void add_argument(struct dependencies *list, Str function, const Node *argument) {
  if (argument->kind == NODE_LIST && argument->count > 0)
    argument = argument->items[0];
  if (!node_is_scalar(argument))
    return;
  if (str_is(function, "Ref") || str_is(function, "Fn::GetAtt"))
    add_name(list, argument->str);
  else if (str_is(function, "Fn::Sub"))
    add_variables(list, argument->str);
}

/* Depth: the reader's limit. */
static void add_references(struct dependencies *list, const Node *node) {
  for (size_t i = 0; i < node->count && cfn_step(list->cfn); i++) {
    if (node->kind == NODE_LIST) {
      add_references(list, node->items[i]);
    } else if (node->kind == NODE_MAP) {
      add_argument(list, node->members[i].key, node->members[i].value);
      add_references(list, node->members[i].value);
    }
  }
}

static void map_dependencies(Role *role, CfnTemplate *cfn, Str id, const Node *definition) {
  struct dependencies list = {.cfn = cfn, .self = id};
  const Node *named = node_get(definition, "DependsOn");
  if (named && node_is_scalar(named))
    add_name(&list, named->str);
  for (size_t i = 0; named && named->kind == NODE_LIST && i < named->count; i++) {
    if (node_is_scalar(named->items[i]))
      add_name(&list, named->items[i]->str);
  }
  add_references(&list, definition);
  role->depends_on = list.items;
  role->depends_on_count = list.count;
}

/* ---- The role ------------------------------------------------------------ */

/* All but the trust policies, administrator rights and dependencies. */
static Role make_role(CfnTemplate *cfn, const CfnRoleParts *parts, const CfnResourceNames *names) {
  const Node *properties = node_get(parts->definition, "Properties");
  Role role = role_new(cfn_address(cfn, parts->id), parts->resource->entries[0].member->key_span,
                       cfn->shared->change);
  Str digits;
  role.source_span = cfn->shared->where;
  role.definition = cfn->shared->definition;
  role.label = cfn_readable(cfn, parts->id);
  role.name = names->name;
  role.path = names->path;
  role.arn = names->arn;
  role.generated = parts->fixed;
  role.account = cfn->account_text;
  role.partition = cfn->partition_text;
  const Text *seconds = cfn_fixed_text(cfn, properties, "MaxSessionDuration");
  if (parts->generated) {
    role.made_of = cfn_address(cfn, parts->resource->name);
    role.path = node_get(properties, "RolePath") ? cfn_fixed_text(cfn, properties, "RolePath")
                                                 : text_literal(cfn->arena, STR("/"));
  } else if (seconds && text_known(seconds, &digits)) {
    role.max_session = role_session_seconds(digits);
  }
  return role;
}

static int map_trust(Trust *trust, CfnTemplate *cfn, const CfnDefinitions *resource,
                     const CfnAlternative *alternative) {
  const Node *document = alternative->document;
  trust->origin = ORIGIN_AS_WRITTEN;
  trust->when = alternative->when;
  int status = policy_map(&trust->policy, &trust->state, cfn->arena, document, &cfn->input->error);
  if (status != OK)
    return status;
  if (trust->state == TRUST_UNKNOWN)
    trust->hole = cfn_first_hole(document);
  if (!document)
    trust->policy->span = alternative->span;
  add_malformations(cfn, trust->policy, resource, alternative);
  return OK;
}

int cfn_add_role(CfnTemplate *cfn, const CfnRoleParts *parts) {
  CfnAlternatives alternatives = cfn_try_all(cfn, parts->read, parts->context);
  if (alternatives.count == 0)
    return OK;
  CfnResourceNames names =
      cfn_identify(cfn, cfn_role_type(), parts->id, parts->generated ? NULL : parts->definition);
  Role role = make_role(cfn, parts, &names);
  role.alternatives_cut = alternatives.cut;
  for (size_t i = 0; i < alternatives.count; i++) {
    const CfnAlternative *alternative = &alternatives.items[i];
    Trust *trust = role_add_trust(cfn->input, &role, alternative->span);
    int status = map_trust(trust, cfn, parts->resource, alternative);
    if (status != OK)
      return status;
  }
  cfn_map_admin(cfn, &role, names.ref, parts->definition);
  map_dependencies(&role, cfn, parts->resource->name, parts->definition);
  world_add_role(cfn->input, cfn->world, &role);
  return OK;
}

int cfn_map_role(CfnTemplate *cfn, const CfnDefinitions *resource) {
  CfnRoleParts parts = {
      .id = resource->name, .resource = resource, .read = read_role, .context = resource};
  for (size_t i = 0; i < resource->count && !parts.definition; i++) {
    const Node *definition = resource->entries[i].member->value;
    if (str_is(cfn_type_of(definition), "AWS::IAM::Role"))
      parts.definition = definition;
  }
  return parts.definition ? cfn_add_role(cfn, &parts) : OK;
}
