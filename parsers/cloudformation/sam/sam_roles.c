/* SPDX-License-Identifier: Apache-2.0
 *
 * SAM: roles that it generates with a trust policy of its own making, for
 * functions, state machines, events, GraphQL APIs, capacity providers and
 * deployments. Each trusts one service of AWS, always the same: they are there to
 * be listed, and no rule looks at them.
 *
 * Source: aws/serverless-application-model, samtranslator/model: sam_resources.py,
 * stepfunctions/, eventsources/scheduler.py, capacity_provider/, preferences/.
 */
#include "assumelint/arena.h"
#include "assumelint/readers.h"
#include "parsers/cloudformation/cfn.h"

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

/* ---- One role ------------------------------------------------------------------ */

struct made {
  const CfnResource *resource;
  const char *type;
  const char *service;
  const Node *unless; /* a role that may be named instead; NULL: none */
};

/* The document that the transform writes. */
static int make_document(Node **out, CfnTemplate *cfn, const char *service, Span span) {
  Str json =
      str_printf(cfn->arena,
                 "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":[\"sts:AssumeRole\"],"
                 "\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"%s\"]}}]}",
                 service);
  Error ignored = {0};
  return json_read_embedded(out, cfn->arena, json, span, &ignored);
}

static int attempt(CfnOutcome *out, CfnTemplate *cfn, const void *context) {
  const struct made *made = context;
  const Node *definition;
  Node *named = NULL;
  *out = (CfnOutcome){.span = made->resource->entries[0].member->key_span};
  int status = cfn_present(&out->exists, &definition, cfn, made->resource, made->type);
  if (status == OK && out->exists && made->unless) {
    status = cfn_resolve(&named, cfn, made->unless);
    out->exists = !named;
  }
  if (status != OK || !out->exists)
    return status;
  return make_document(&out->document, cfn, made->service, out->span);
}

static int add_role(CfnTemplate *cfn, const struct made *made, Str id, const Node *definition) {
  size_t at;
  CfnRoleParts parts = {.id = id,
                        .resource = made->resource,
                        .definition = definition,
                        .attempt = attempt,
                        .context = made,
                        .generated = true,
                        .fixed = true};
  if (!id.ptr)
    out_of_memory();
  if (cfn_find(&cfn->resources, id, &at) > 0) /* the template has it itself */
    return OK;
  return cfn_add_role(cfn, &parts);
}

/* For what is no role of the resource itself: its policies are not the role's. */
static const Node nothing = {.kind = NODE_MAP};

/* ---- Resources ------------------------------------------------------------------ */

bool cfn_names_role(const Node *named) {
  const Member *function = cfn_intrinsic(named);
  /* With Fn::If there may be one under some condition. */
  return named && !(function && str_is(function->key, "Fn::If"));
}

static int add_own_role(CfnTemplate *cfn, const CfnResource *resource, const Node *definition) {
  const Node *properties = node_get(definition, "Properties");
  Str type = cfn_type_of(definition);
  for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
    struct made made = {.resource = resource, .type = roles[i].type, .service = roles[i].service};
    if (!str_is(type, roles[i].type))
      continue;
    bool operator_role = str_is(type, CAPACITY_PROVIDER);
    made.unless = node_get(properties, roles[i].unless);
    if (operator_role && !made.unless)
      made.unless = cfn_sam_global(cfn, "CapacityProvider", roles[i].unless);
    if (cfn_names_role(made.unless) || cfn_has_own_trust(cfn, definition))
      return OK;
    Str id = str_printf(cfn->arena, "%.*s%s", STR_FMT(resource->id), roles[i].suffix);
    return add_role(cfn, &made, id, operator_role ? &nothing : definition);
  }
  return OK;
}

static int add_event_roles(CfnTemplate *cfn, const CfnResource *resource, const Node *definition) {
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
      Str id = str_printf(cfn->arena, "%.*s%.*sRole", STR_FMT(resource->id),
                          STR_FMT(list->members[i].key));
      int status = add_role(cfn, &made, id, &nothing);
      if (status != OK)
        return status;
    }
  }
  return OK;
}

static int add_data_source_roles(CfnTemplate *cfn, const CfnResource *resource,
                                 const Node *sources) {
  const struct made made = {.resource = resource, .type = GRAPHQL_API, .service = appsync};
  for (size_t i = 0; i < sizeof data_sources / sizeof data_sources[0]; i++) {
    const Node *list = node_get(sources, data_sources[i].list);
    for (size_t k = 0; list && list->kind == NODE_MAP && k < list->count; k++) {
      if (node_get(list->members[k].value, "ServiceRoleArn"))
        continue;
      Str id = str_printf(cfn->arena, "%.*s%.*s%s", STR_FMT(resource->id),
                          STR_FMT(list->members[k].key), data_sources[i].suffix);
      int status = add_role(cfn, &made, id, &nothing);
      if (status != OK)
        return status;
    }
  }
  return OK;
}

static int add_graphql_roles(CfnTemplate *cfn, const CfnResource *resource,
                             const Node *definition) {
  const struct made made = {.resource = resource, .type = GRAPHQL_API, .service = appsync};
  const Node *properties = node_get(definition, "Properties");
  const Node *logging = node_get(properties, "Logging");
  int status = OK;
  if (!str_is(cfn_type_of(definition), GRAPHQL_API))
    return OK;
  bool off = logging && node_is_scalar(logging) && str_is_nocase(logging->str, "false");
  if (!off && !node_get(logging, "CloudWatchLogsRoleArn"))
    status = add_role(
        cfn, &made, str_printf(cfn->arena, "%.*sCloudWatchRole", STR_FMT(resource->id)), &nothing);
  return status == OK ? add_data_source_roles(cfn, resource, node_get(properties, "DataSources"))
                      : status;
}

int cfn_map_sam_roles(CfnTemplate *cfn, const CfnResource *resource) {
  const Node *definition = resource->entries[0].member->value;
  int status = add_own_role(cfn, resource, definition);
  if (status == OK)
    status = add_event_roles(cfn, resource, definition);
  return status == OK ? add_graphql_roles(cfn, resource, definition) : status;
}

/* ---- Deployments ------------------------------------------------------------------ */

/* Whether the function is deployed with the common role of CodeDeploy. */
static int uses_deployment_role(bool *out, CfnTemplate *cfn, const Node *definition) {
  const Node *own = node_get(node_get(definition, "Properties"), "DeploymentPreference");
  const Node *common = cfn_sam_global(cfn, "Function", "DeploymentPreference");
  const Text *enabled = NULL;
  Str known;
  *out = false;
  if ((!own && !common) || node_get(own, "Role") || node_get(common, "Role"))
    return OK;
  const Node *decides = node_get(own, "Enabled") ? own : common;
  int status = cfn_fixed_text(&enabled, cfn, decides, "Enabled");
  *out = !(enabled && text_known(enabled, &known) && str_is_nocase(known, "false"));
  return status;
}

/* One for all functions. */
int cfn_map_deployment_role(CfnTemplate *cfn) {
  for (size_t i = 0; i < cfn->resources.count; i++) {
    const CfnEntry *entry = &cfn->resources.entries[i];
    const CfnResource resource = {.id = entry->key, .entries = entry, .count = 1};
    bool uses;
    if (!str_is(cfn_type_of(entry->member->value), FUNCTION))
      continue;
    int status = uses_deployment_role(&uses, cfn, entry->member->value);
    if (status != OK)
      return status;
    if (!uses)
      continue;
    const struct made made = {
        .resource = &resource, .type = FUNCTION, .service = "codedeploy.amazonaws.com"};
    return add_role(cfn, &made, STR("CodeDeployServiceRole"), &nothing);
  }
  return OK;
}
