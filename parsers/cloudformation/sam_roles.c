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
#include "cfn.h"

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
  const struct alint_cfn_resource *resource;
  const char *type;
  const char *service;
  const struct alint_node *unless; /* a role that may be named instead; NULL: none */
};

/* The document that the transform writes. */
static int make_document(struct alint_node **out, struct alint_cfn *cfn, const char *service,
                         struct alint_span span) {
  struct alint_str json = alint_str_printf(
      cfn->arena,
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":[\"sts:AssumeRole\"],"
      "\"Effect\":\"Allow\",\"Principal\":{\"Service\":[\"%s\"]}}]}",
      service);
  struct alint_error ignored = {0};
  return alint_json_read_embedded(out, cfn->arena, json, span, &ignored);
}

static int attempt(struct alint_cfn_outcome *out, struct alint_cfn *cfn, const void *context) {
  const struct made *made = context;
  const struct alint_node *definition;
  struct alint_node *named = NULL;
  *out = (struct alint_cfn_outcome){.span = made->resource->entries[0].member->key_span};
  int status = alint_cfn_present(&out->exists, &definition, cfn, made->resource, made->type);
  if (status == ALINT_OK && out->exists && made->unless) {
    status = alint_cfn_resolve(&named, cfn, made->unless);
    out->exists = !named;
  }
  if (status != ALINT_OK || !out->exists)
    return status;
  return make_document(&out->document, cfn, made->service, out->span);
}

static int add_role(struct alint_cfn *cfn, const struct made *made, struct alint_str id,
                    const struct alint_node *definition) {
  size_t at;
  struct alint_cfn_role_parts parts = {.id = id,
                                       .resource = made->resource,
                                       .definition = definition,
                                       .attempt = attempt,
                                       .context = made,
                                       .generated = true,
                                       .fixed = true};
  if (!id.ptr)
    alint_out_of_memory();
  if (alint_cfn_find(&cfn->resources, id, &at) > 0) /* the template has it itself */
    return ALINT_OK;
  return alint_cfn_add_role(cfn, &parts);
}

/* For what is no role of the resource itself: its policies are not the role's. */
static const struct alint_node nothing = {.kind = ALINT_NODE_MAP};

/* ---- Resources ------------------------------------------------------------------ */

bool alint_cfn_names_role(const struct alint_node *named) {
  const struct alint_member *function = alint_cfn_intrinsic(named);
  /* With Fn::If there may be one under some condition. */
  return named && !(function && alint_str_is(function->key, "Fn::If"));
}

static int add_own_role(struct alint_cfn *cfn, const struct alint_cfn_resource *resource,
                        const struct alint_node *definition) {
  const struct alint_node *properties = alint_node_get(definition, "Properties");
  struct alint_str type = alint_cfn_type_of(definition);
  for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
    struct made made = {.resource = resource, .type = roles[i].type, .service = roles[i].service};
    if (!alint_str_is(type, roles[i].type))
      continue;
    bool operator_role = alint_str_is(type, CAPACITY_PROVIDER);
    made.unless = alint_node_get(properties, roles[i].unless);
    if (operator_role && !made.unless)
      made.unless = alint_cfn_sam_global(cfn, "CapacityProvider", roles[i].unless);
    if (alint_cfn_names_role(made.unless) || alint_cfn_has_own_trust(cfn, definition))
      return ALINT_OK;
    struct alint_str id =
        alint_str_printf(cfn->arena, "%.*s%s", ALINT_FMT(resource->id), roles[i].suffix);
    return add_role(cfn, &made, id, operator_role ? &nothing : definition);
  }
  return ALINT_OK;
}

static int add_event_roles(struct alint_cfn *cfn, const struct alint_cfn_resource *resource,
                           const struct alint_node *definition) {
  const struct alint_node *list =
      alint_node_get(alint_node_get(definition, "Properties"), "Events");
  struct alint_str type = alint_cfn_type_of(definition);
  for (size_t i = 0; list && list->kind == ALINT_NODE_MAP && i < list->count; i++) {
    const struct alint_node *event = list->members[i].value;
    for (size_t k = 0; k < sizeof events / sizeof events[0]; k++) {
      if (!alint_str_is(type, events[k].type) ||
          !alint_str_is(alint_node_get_str(event, "Type"), events[k].event) ||
          (events[k].unless &&
           alint_node_get(alint_node_get(event, "Properties"), events[k].unless)))
        continue;
      struct made made = {
          .resource = resource, .type = events[k].type, .service = events[k].service};
      struct alint_str id = alint_str_printf(cfn->arena, "%.*s%.*sRole", ALINT_FMT(resource->id),
                                             ALINT_FMT(list->members[i].key));
      int status = add_role(cfn, &made, id, &nothing);
      if (status != ALINT_OK)
        return status;
    }
  }
  return ALINT_OK;
}

static int add_data_source_roles(struct alint_cfn *cfn, const struct alint_cfn_resource *resource,
                                 const struct alint_node *sources) {
  const struct made made = {.resource = resource, .type = GRAPHQL_API, .service = appsync};
  for (size_t i = 0; i < sizeof data_sources / sizeof data_sources[0]; i++) {
    const struct alint_node *list = alint_node_get(sources, data_sources[i].list);
    for (size_t k = 0; list && list->kind == ALINT_NODE_MAP && k < list->count; k++) {
      if (alint_node_get(list->members[k].value, "ServiceRoleArn"))
        continue;
      struct alint_str id =
          alint_str_printf(cfn->arena, "%.*s%.*s%s", ALINT_FMT(resource->id),
                           ALINT_FMT(list->members[k].key), data_sources[i].suffix);
      int status = add_role(cfn, &made, id, &nothing);
      if (status != ALINT_OK)
        return status;
    }
  }
  return ALINT_OK;
}

static int add_graphql_roles(struct alint_cfn *cfn, const struct alint_cfn_resource *resource,
                             const struct alint_node *definition) {
  const struct made made = {.resource = resource, .type = GRAPHQL_API, .service = appsync};
  const struct alint_node *properties = alint_node_get(definition, "Properties");
  const struct alint_node *logging = alint_node_get(properties, "Logging");
  int status = ALINT_OK;
  if (!alint_str_is(alint_cfn_type_of(definition), GRAPHQL_API))
    return ALINT_OK;
  bool off = logging && alint_node_is_scalar(logging) && alint_str_is_nocase(logging->str, "false");
  if (!off && !alint_node_get(logging, "CloudWatchLogsRoleArn"))
    status = add_role(cfn, &made,
                      alint_str_printf(cfn->arena, "%.*sCloudWatchRole", ALINT_FMT(resource->id)),
                      &nothing);
  return status == ALINT_OK
             ? add_data_source_roles(cfn, resource, alint_node_get(properties, "DataSources"))
             : status;
}

int alint_cfn_map_sam_roles(struct alint_cfn *cfn, const struct alint_cfn_resource *resource) {
  const struct alint_node *definition = resource->entries[0].member->value;
  int status = add_own_role(cfn, resource, definition);
  if (status == ALINT_OK)
    status = add_event_roles(cfn, resource, definition);
  return status == ALINT_OK ? add_graphql_roles(cfn, resource, definition) : status;
}

/* ---- Deployments ------------------------------------------------------------------ */

/* Whether the function is deployed with the common role of CodeDeploy. */
static int uses_deployment_role(bool *out, struct alint_cfn *cfn,
                                const struct alint_node *definition) {
  const struct alint_node *own =
      alint_node_get(alint_node_get(definition, "Properties"), "DeploymentPreference");
  const struct alint_node *common = alint_cfn_sam_global(cfn, "Function", "DeploymentPreference");
  const struct alint_text *enabled = NULL;
  struct alint_str known;
  *out = false;
  if ((!own && !common) || alint_node_get(own, "Role") || alint_node_get(common, "Role"))
    return ALINT_OK;
  const struct alint_node *decides = alint_node_get(own, "Enabled") ? own : common;
  int status = alint_cfn_fixed_text(&enabled, cfn, decides, "Enabled");
  *out = !(enabled && alint_text_known(enabled, &known) && alint_str_is_nocase(known, "false"));
  return status;
}

/* One for all functions. */
int alint_cfn_map_deployment_role(struct alint_cfn *cfn) {
  for (size_t i = 0; i < cfn->resources.count; i++) {
    const struct alint_cfn_entry *entry = &cfn->resources.entries[i];
    const struct alint_cfn_resource resource = {.id = entry->key, .entries = entry, .count = 1};
    bool uses;
    if (!alint_str_is(alint_cfn_type_of(entry->member->value), FUNCTION))
      continue;
    int status = uses_deployment_role(&uses, cfn, entry->member->value);
    if (status != ALINT_OK)
      return status;
    if (!uses)
      continue;
    const struct made made = {
        .resource = &resource, .type = FUNCTION, .service = "codedeploy.amazonaws.com"};
    return add_role(cfn, &made, ALINT_STR("CodeDeployServiceRole"), &nothing);
  }
  return ALINT_OK;
}
