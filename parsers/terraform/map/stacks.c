/* SPDX-License-Identifier: Apache-2.0
 *
 * Stacks and stack sets of CloudFormation: the front end for templates reads their
 * templates, which are strings in the plan.
 */
#include "parsers/cloudformation/cloudformation.h"
#include "parsers/terraform/map/map.h"
#include "parsers/terraform/source/sites.h"
#include "parsers/terraform/world/accounts.h"
#include "parsers/terraform/world/document.h"

/* Templates. What is in one has the change and the position of the stack. */
struct stacks {
  CfnEmbedded *items;
  size_t count, cap;
};

/* ---- What is not read ------------------------------------------------------ */

static void add_unread(TfPlan *tf, const CfnEmbedded *item, const char *what, const char *give) {
  input_add_unread(tf->input, (Unread){.address = item->resource,
                                       .what = str_of(what),
                                       .give = str_of(give),
                                       .span = item->span,
                                       .source_span = item->source_span});
}

/* A stack whose template cannot be read. */
static void add_unread_stack(TfPlan *tf, const CfnEmbedded *item, const TfResource *resource) {
  if (tf_marked(resource->sensitive, "template_body"))
    add_unread(tf, item, "the template of the stack is marked sensitive",
               "scan the template itself");
  else if (tf_unknown(resource, "template_body") && tf_raw(resource, "template_url").len == 0)
    add_unread(tf, item, "the template of the stack is known only after apply",
               "apply what it is made from first and plan again");
  else
    add_unread(tf, item, "the template of the stack is somewhere else (template_url)",
               "scan that template too");
}

/* ---- Templates ------------------------------------------------------------- */

static void add_argument(CfnEmbedded *out, CfnArgument *arguments, TfPlan *tf, Str name,
                         const Node *value) {
  CfnArgument *argument = &arguments[out->argument_count++];
  *argument = (CfnArgument){.name = name};
  if (value && value->kind == NODE_STRING)
    argument->text = text_literal(tf->arena, value->str);
}

/* {"P": "value"}. A secret counts as not known. */
static void add_map(CfnEmbedded *out, TfPlan *tf, const Node *values, const Node *unknown,
                    const Node *sensitive) {
  size_t known = values && values->kind == NODE_MAP ? values->count : 0;
  size_t open = unknown && unknown->kind == NODE_MAP ? unknown->count : 0;
  CfnArgument *arguments = arena_array(tf->arena, known + open, sizeof *arguments);
  out->arguments = arguments;
  for (size_t i = 0; i < known; i++) {
    Str name = values->members[i].key;
    const char *key = arena_copy(tf->arena, name.ptr, name.len);
    bool secret = tf_any_mark(tf_mark_of(sensitive, key));
    add_argument(out, arguments, tf, name, secret ? NULL : values->members[i].value);
  }
  for (size_t i = 0; i < open; i++) {
    if (tf_any_mark(unknown->members[i].value))
      add_argument(out, arguments, tf, unknown->members[i].key, NULL);
  }
}

/* [{"parameter_key": "P", "parameter_value": "value"}], as awscc has it. */
static void add_list(CfnEmbedded *out, TfPlan *tf, const Node *values, const Node *unknown,
                     const Node *sensitive) {
  size_t count = tf_count(values);
  CfnArgument *arguments = arena_array(tf->arena, count, sizeof *arguments);
  out->arguments = arguments;
  for (size_t i = 0; i < count; i++) {
    Str name = tf_string(values->items[i], "parameter_key");
    bool open = tf_any_mark(tf_mark_at(unknown, i)) || tf_any_mark(tf_mark_at(sensitive, i));
    if (name.len > 0)
      add_argument(out, arguments, tf, name,
                   open ? NULL : node_get(values->items[i], "parameter_value"));
    else
      out->arguments_unknown = true;
  }
}

/* Whether some stacks of a set may have other values than the set. */
static bool overrides(const Node *values, const Node *marks) {
  const Node *given = node_get(values, "parameter_overrides");
  bool some = given && (given->kind == NODE_MAP || given->kind == NODE_LIST);
  return (some && given->count > 0) || tf_any_mark(tf_mark_of(marks, "parameter_overrides"));
}

/* In the set itself: awscc. */
static bool overrides_itself(const TfResource *resource) {
  const Node *groups = node_get(resource->values, "stack_instances_group");
  const Node *marks = tf_mark_of(resource->unknown, "stack_instances_group");
  bool out = tf_mark_true(marks) && tf_given(resource, "stack_instances_group");
  for (size_t i = 0; i < tf_count(groups); i++)
    out = out || overrides(groups->items[i], tf_mark_at(marks, i));
  return out;
}

/* In resources of their own, which name the set. */
static bool is_overridden(const TfResource *set, const TfResources *resources) {
  Str name = tf_raw(set, set->object->type->name);
  for (size_t i = 0; i < resources->count; i++) {
    const TfResource *resource = &resources->items[i];
    if (resource->object->type->kind != TF_STACK_INSTANCE)
      continue;
    Str of = tf_raw(resource, resource->object->type->name);
    bool may_be = of.len == 0 || name.len == 0 || str_eq(of, name);
    if (may_be && overrides(resource->values, resource->unknown))
      return true;
  }
  return false;
}

static void add_arguments(CfnEmbedded *out, TfPlan *tf, const TfResource *resource,
                          const TfResources *resources) {
  static const char attribute[] = "parameters";
  const Node *values = node_get(resource->values, attribute);
  const Node *unknown = tf_mark_of(resource->unknown, attribute);
  const Node *sensitive = tf_mark_of(resource->sensitive, attribute);
  out->arguments_unknown = tf_mark_true(unknown) && tf_given(resource, attribute);
  out->give = STR("apply what it is made from first and plan again");
  if (out->elsewhere && (overrides_itself(resource) || is_overridden(resource, resources))) {
    out->arguments_unknown = true; /* which stack has which value is not known */
    out->give = STR("scan the template with the values of each stack (--parameters)");
    return;
  }
  if (values && values->kind == NODE_LIST)
    add_list(out, tf, values, unknown, sensitive);
  else
    add_map(out, tf, values, unknown, sensitive);
}

static void add_stack(struct stacks *stacks, TfPlan *tf, const TfResource *resource,
                      const TfResources *resources) {
  Str body = tf_raw(resource, "template_body");
  CfnEmbedded item = {.text = body,
                      .span = resource->object->span,
                      .resource = resource->address,
                      .elsewhere = resource->object->type->kind == TF_STACK_SET,
                      .change = resource->change};
  tf_locate(&item.source_span, &item.definition, tf, resource);
  if (body.len == 0 || tf_marked(resource->sensitive, "template_body")) {
    add_unread_stack(tf, &item, resource);
    return;
  }
  item.prefix = str_printf(tf->arena, "%.*s/template_body/", STR_FMT(resource->address));
  tf_account(&item.account, &item.partition, tf, resource);
  add_arguments(&item, tf, resource, resources);
  LIST_ADD(tf->arena, stacks, item);
}

int tf_map_stacks(TfPlan *tf, int world, const TfResources *resources) {
  Input *input = tf->input;
  struct stacks stacks = {.items = NULL};
  size_t unread = input->unread_count;
  for (size_t i = 0; i < resources->count; i++) {
    TfKind kind = resources->items[i].object->type->kind;
    if (kind == TF_STACK || kind == TF_STACK_SET)
      add_stack(&stacks, tf, &resources->items[i], resources);
  }
  int status =
      cfn_map_embedded(input, tf_world(tf, world), tf->options, stacks.items, stacks.count);
  for (size_t i = 0; i < stacks.count && status == OK; i++) {
    if (!stacks.items[i].is_template)
      add_unread(tf, &stacks.items[i], "the template of the stack could not be read",
                 "scan the template itself");
  }
  if (world == TF_BEFORE) /* what is deleted need not be read */
    input->unread_count = unread;
  return status;
}

/* ---- Stacks that are updated ------------------------------------------------- */

/* Addresses of a world, sorted. */
static TfNames addresses_of(TfPlan *tf, const World *world) {
  TfNames out = {NULL, 0, 0};
  for (size_t i = 0; i < world->role_count; i++)
    LIST_ADD(tf->arena, &out, world->roles[i].address);
  for (size_t i = 0; i < world->principal_resource_count; i++)
    LIST_ADD(tf->arena, &out, world->principal_resources[i].address);
  tf_sort_names(&out);
  return out;
}

/* Whether the update of a stack creates or deletes a resource: it is not in the other world. */
static bool is_alone(const TfNames *other, Str address, Change change) {
  bool inside = str_find_str(address, STR("/template_body/")) < address.len;
  return change == CHANGE_UPDATE && inside && !tf_has_name(other, address);
}

static void settle(TfPlan *tf, World *world, const World *other, Change alone) {
  TfNames there = addresses_of(tf, other);
  for (size_t i = 0; i < world->role_count; i++) {
    Role *role = &world->roles[i];
    if (is_alone(&there, role->address, role->change))
      role->change = alone;
  }
  for (size_t i = 0; i < world->principal_resource_count; i++) {
    PrincipalResource *resource = &world->principal_resources[i];
    if (is_alone(&there, resource->address, resource->change))
      resource->change = alone;
  }
}

void tf_settle_stacks(TfPlan *tf) {
  Input *input = tf->input;
  if (!input->has_before)
    return;
  settle(tf, &input->before, &input->after, CHANGE_DELETE);
  settle(tf, &input->after, &input->before, CHANGE_CREATE);
}
