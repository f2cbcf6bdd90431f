/* SPDX-License-Identifier: Apache-2.0
 *
 * SAM: the roles that it generates.
 *
 * The role of a function may have a trust policy that the template gives it, in the function or
 * in Globals for all functions. All other roles have a trust policy of SAM's making, for
 * functions, state machines, events, GraphQL APIs, capacity providers and
 * deployments: each trusts one service of AWS. These are listed, and no rule looks at them.
 *
 * Source: AWS SAM Developer Guide, "AWS::Serverless::Function", "Globals
 * section": maps are merged, lists are joined with the global part first.
 * aws/serverless-application-model, samtranslator/model: sam_resources.py,
 * stepfunctions/, eventsources/scheduler.py, capacity_provider/, preferences/.
 */
#include "parsers/cloudformation/sam/sam.h"

#include "assumelint/arena.h"
#include "assumelint/readers.h"
#include "parsers/cloudformation/map/map.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"

#define FUNCTION "AWS::Serverless::Function"
#define STATE_MACHINE "AWS::Serverless::StateMachine"
#define GRAPHQL_API "AWS::Serverless::GraphQLApi"
#define CAPACITY_PROVIDER "AWS::Serverless::CapacityProvider"

/* A role for each resource of the type, named after it. */
static const struct {
  const char *type;
  const char *suffix;
  const char *service;
  const char *unless; /* the property that names a role instead */
} roles[] = {
    {FUNCTION, "Role", "lambda.amazonaws.com", "Role"},
    {STATE_MACHINE, "Role", "states.amazonaws.com", "Role"},
    {CAPACITY_PROVIDER, "OperatorRole", "lambda.amazonaws.com", "OperatorRole"},
};

/* A role for each event of the type that the resource has. */
static const struct {
  const char *type;
  const char *event;
  const char *service;
  const char *unless;
} events[] = {
    {FUNCTION, "ScheduleV2", "scheduler.amazonaws.com", "RoleArn"},
    {STATE_MACHINE, "ScheduleV2", "scheduler.amazonaws.com", "RoleArn"},
    {STATE_MACHINE, "Schedule", "events.amazonaws.com", "RoleArn"},
    {STATE_MACHINE, "CloudWatchEvent", "events.amazonaws.com", NULL},
    {STATE_MACHINE, "EventBridgeRule", "events.amazonaws.com", NULL},
    {STATE_MACHINE, "Api", "apigateway.amazonaws.com", NULL},
};

/* A role for each data source of a GraphQL API. */
static const struct {
  const char *list;
  const char *suffix;
} data_sources[] = {
    {"DynamoDb", "DynamoDBDataSourceRole"},
    {"Lambda", "LambdaDataSourceRole"},
};

static const char appsync[] = "appsync.amazonaws.com";

/* A property in Globals for all resources of a kind: "Function". */
static const Node *in_globals(const CfnTemplate *cfn, const char *kind, const char *key) {
  return node_get(node_get(node_get(cfn->root, "Globals"), kind), key);
}

/* Whether a property names a role under all conditions. */
static bool names_role(const Node *property) {
  const Member *function = cfn_intrinsic(property);
  return property && !(function && str_is(function->key, "Fn::If"));
}

/* ---- Trust policies of the template ---------------------------------------------- */

static const char document_key[] = "AssumeRolePolicyDocument";

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
    same->value = node_copy(cfn->arena, value, value->span);
  }
  return map;
}

/* Depth: the reader's limit. */
static const Node *merge(CfnTemplate *cfn, const Node *global, const Node *local) {
  bool function = cfn_intrinsic(global) || cfn_intrinsic(local);
  if (global->kind == NODE_MAP && local->kind == NODE_MAP && !function)
    return merge_maps(cfn, global, local);
  if (global->kind == NODE_LIST && local->kind == NODE_LIST)
    return merge_lists(cfn, global, local);
  return local;
}

static CfnAlternative read_function(CfnTemplate *cfn, const void *context) {
  const CfnDefinitions *resource = context;
  CfnAlternative out = {.span = resource->entries[0].member->key_span};
  const Node *definition = cfn_present(cfn, resource, FUNCTION);
  const Node *properties = node_get(definition, "Properties");
  const Node *role = node_get(properties, "Role");
  out.exists = definition && !(role && cfn_resolve(cfn, role));
  if (!out.exists)
    return out;
  const Node *own = node_get(properties, document_key);
  const Node *common = in_globals(cfn, "Function", document_key);
  if (!common) {
    cfn_read_document(&out, cfn, definition, document_key);
    return out;
  }
  const Node *document = own ? merge(cfn, common, own) : common;
  out.span = own ? own->span : common->span;
  out.alias = definition->alias ? definition->alias : document->alias;
  out.document = cfn_resolve(cfn, document);
  return out;
}

static bool has_own_trust(const CfnTemplate *cfn, const Node *definition) {
  return str_is(cfn_type_of(definition), FUNCTION) &&
         (node_get(node_get(definition, "Properties"), document_key) ||
          in_globals(cfn, "Function", document_key));
}

static int add_function_role(CfnTemplate *cfn, const CfnDefinitions *resource) {
  CfnRoleParts parts = {
      .resource = resource, .read = read_function, .context = resource, .generated = true};
  for (size_t i = 0; i < resource->count && !parts.definition; i++) {
    const Node *definition = resource->entries[i].member->value;
    if (has_own_trust(cfn, definition) &&
        !names_role(node_get(node_get(definition, "Properties"), "Role")))
      parts.definition = definition;
  }
  if (!parts.definition)
    return OK;
  parts.id = str_printf(cfn->arena, "%.*sRole", STR_FMT(resource->name));
  return cfn_add_role(cfn, &parts);
}

/* ---- Trust policies of SAM's making ------------------------------------------------ */

struct made {
  const CfnDefinitions *resource;
  const char *type;
  const char *service;
  const Node *unless; /* a role that may be named instead; NULL: none */
};

/* The document that the transform writes. */
static Node *make_document(CfnTemplate *cfn, const char *service, Span span) {
  Str json =
      str_printf(cfn->arena,
                 "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":[\"sts:AssumeRole\"],"
                 "\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"%s\"]}}]}",
                 service);
  return json_parse(cfn->arena, json, span);
}

static CfnAlternative read_made(CfnTemplate *cfn, const void *context) {
  const struct made *made = context;
  CfnAlternative out = {.span = made->resource->entries[0].member->key_span};
  out.exists = cfn_present(cfn, made->resource, made->type) &&
               !(made->unless && cfn_resolve(cfn, made->unless));
  if (out.exists)
    out.document = make_document(cfn, made->service, out.span);
  return out;
}

static int add_role(CfnTemplate *cfn, const struct made *made, Str id, const Node *definition) {
  CfnRoleParts parts = {.id = id,
                        .resource = made->resource,
                        .definition = definition,
                        .read = read_made,
                        .context = made,
                        .generated = true,
                        .fixed = true};
  if (cfn_find(&cfn->resources, id).count > 0) /* the template has it itself */
    return OK;
  return cfn_add_role(cfn, &parts);
}

/* The definition of a role that does not have the policies of its resource. */
static const Node nothing = {.kind = NODE_MAP};

/* ---- Resources ------------------------------------------------------------------ */

static int add_own_role(CfnTemplate *cfn, const CfnDefinitions *resource, const Node *definition) {
  const Node *properties = node_get(definition, "Properties");
  Str type = cfn_type_of(definition);
  for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
    struct made made = {.resource = resource, .type = roles[i].type, .service = roles[i].service};
    if (!str_is(type, roles[i].type))
      continue;
    bool operator_role = str_is(type, CAPACITY_PROVIDER);
    made.unless = node_get(properties, roles[i].unless);
    if (operator_role && !made.unless)
      made.unless = in_globals(cfn, "CapacityProvider", roles[i].unless);
    if (names_role(made.unless) || has_own_trust(cfn, definition))
      return OK;
    Str id = str_printf(cfn->arena, "%.*s%s", STR_FMT(resource->name), roles[i].suffix);
    return add_role(cfn, &made, id, operator_role ? &nothing : definition);
  }
  return OK;
}

static int add_event_roles(CfnTemplate *cfn, const CfnDefinitions *resource,
                           const Node *definition) {
  const Node *list = node_get(node_get(definition, "Properties"), "Events");
  Str type = cfn_type_of(definition);
  for (size_t i = 0; list && list->kind == NODE_MAP && i < list->count; i++) {
    const Node *event = list->members[i].value;
    for (size_t k = 0; k < sizeof events / sizeof events[0]; k++) {
      if (!str_is(type, events[k].type) || !str_is(node_get_str(event, "Type"), events[k].event) ||
          (events[k].unless && node_get(node_get(event, "Properties"), events[k].unless)))
        continue;
      struct made made = {
          .resource = resource, .type = events[k].type, .service = events[k].service};
      Str id = str_printf(cfn->arena, "%.*s%.*sRole", STR_FMT(resource->name),
                          STR_FMT(list->members[i].key));
      int status = add_role(cfn, &made, id, &nothing);
      if (status != OK)
        return status;
    }
  }
  return OK;
}

static int add_data_source_roles(CfnTemplate *cfn, const CfnDefinitions *resource,
                                 const Node *sources) {
  const struct made made = {.resource = resource, .type = GRAPHQL_API, .service = appsync};
  for (size_t i = 0; i < sizeof data_sources / sizeof data_sources[0]; i++) {
    const Node *list = node_get(sources, data_sources[i].list);
    for (size_t k = 0; list && list->kind == NODE_MAP && k < list->count; k++) {
      if (node_get(list->members[k].value, "ServiceRoleArn"))
        continue;
      Str id = str_printf(cfn->arena, "%.*s%.*s%s", STR_FMT(resource->name),
                          STR_FMT(list->members[k].key), data_sources[i].suffix);
      int status = add_role(cfn, &made, id, &nothing);
      if (status != OK)
        return status;
    }
  }
  return OK;
}

static int add_graphql_roles(CfnTemplate *cfn, const CfnDefinitions *resource,
                             const Node *definition) {
  const struct made made = {.resource = resource, .type = GRAPHQL_API, .service = appsync};
  const Node *properties = node_get(definition, "Properties");
  const Node *logging = node_get(properties, "Logging");
  int status = OK;
  if (!str_is(cfn_type_of(definition), GRAPHQL_API))
    return OK;
  bool off = logging && node_is_scalar(logging) && str_is_nocase(logging->str, "false");
  if (!off && !node_get(logging, "CloudWatchLogsRoleArn"))
    status =
        add_role(cfn, &made, str_printf(cfn->arena, "%.*sCloudWatchRole", STR_FMT(resource->name)),
                 &nothing);
  return status == OK ? add_data_source_roles(cfn, resource, node_get(properties, "DataSources"))
                      : status;
}

int cfn_map_sam(CfnTemplate *cfn, const CfnDefinitions *resource) {
  const Node *definition = resource->entries[0].member->value;
  int status = add_function_role(cfn, resource);
  if (status == OK)
    status = add_own_role(cfn, resource, definition);
  if (status == OK)
    status = add_event_roles(cfn, resource, definition);
  return status == OK ? add_graphql_roles(cfn, resource, definition) : status;
}

/* ---- Deployments ------------------------------------------------------------------ */

/* Whether the function is deployed with the common role of CodeDeploy. */
static bool uses_deployment_role(CfnTemplate *cfn, const Node *definition) {
  const Node *own = node_get(node_get(definition, "Properties"), "DeploymentPreference");
  const Node *common = in_globals(cfn, "Function", "DeploymentPreference");
  Str known;
  if ((!own && !common) || node_get(own, "Role") || node_get(common, "Role"))
    return false;
  const Text *enabled = cfn_fixed_text(cfn, node_get(own, "Enabled") ? own : common, "Enabled");
  return !(enabled && text_known(enabled, &known) && str_is_nocase(known, "false"));
}

int cfn_map_deployment_role(CfnTemplate *cfn) {
  for (size_t i = 0; i < cfn->resources.count; i++) {
    const CfnEntry *entry = &cfn->resources.entries[i];
    const CfnDefinitions resource = {.name = entry->key, .entries = entry, .count = 1};
    if (!str_is(cfn_type_of(entry->member->value), FUNCTION) ||
        !uses_deployment_role(cfn, entry->member->value))
      continue;
    const struct made made = {
        .resource = &resource, .type = FUNCTION, .service = "codedeploy.amazonaws.com"};
    return add_role(cfn, &made, STR("CodeDeployServiceRole"), &nothing);
  }
  return OK;
}
