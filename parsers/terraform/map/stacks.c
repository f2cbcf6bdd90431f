/* SPDX-License-Identifier: Apache-2.0
 *
 * Stacks and stack sets of CloudFormation: their templates are strings in the
 * plan, and go to the front end for templates.
 */
#include <stdlib.h>

#include "parsers/cloudformation/cloudformation.h"
#include "parsers/terraform/map/map.h"
#include "parsers/terraform/source/sites.h"
#include "parsers/terraform/world/accounts.h"
#include "parsers/terraform/world/document.h"

/* Templates: what is in one has the change and the place of the resource that brings it. */
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
                                       .place = item->place});
}

/* A stack whose template cannot be read at all. */
static void tell(TfPlan *tf, const CfnEmbedded *item, const TfResource *resource) {
  if (tf_marked(resource->sensitive, "template_body")) {
    add_unread(tf, item, "the template of the stack is marked sensitive",
               "scan the template itself");
    return;
  }
  if (tf_unknown(resource, "template_body") && tf_raw(resource, "template_url").len == 0) {
    add_unread(tf, item, "the template of the stack is known only after apply",
               "apply what it is made from first and plan again");
    return;
  }
  add_unread(tf, item, "the template of the stack is somewhere else (template_url)",
             "scan that template too");
}

/* ---- Templates ------------------------------------------------------------- */

static void add_argument(CfnEmbedded *out, CfnArgument *arguments, TfPlan *tf, Str name,
                         const Node *value) {
  CfnArgument *argument = &arguments[out->argument_count++];
  *argument = (CfnArgument){.name = name};
  if (!value || value->kind != NODE_STRING)
    return;
  argument->text = text_literal(tf->arena, value->str);
}

/* {"P": "value"}. A secret is as good as not known. */
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
static bool is_overridden(const TfResource *set, const TfResource *resources, size_t count) {
  Str name = tf_raw(set, set->object->type->name);
  for (size_t i = 0; i < count; i++) {
    const TfResource *resource = &resources[i];
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
                          const TfResource *resources, size_t count) {
  static const char attribute[] = "parameters";
  const Node *values = node_get(resource->values, attribute);
  const Node *unknown = tf_mark_of(resource->unknown, attribute);
  const Node *sensitive = tf_mark_of(resource->sensitive, attribute);
  out->arguments_unknown = tf_mark_true(unknown) && tf_given(resource, attribute);
  out->give = STR("apply what it is made from first and plan again");
  if (out->elsewhere && (overrides_itself(resource) || is_overridden(resource, resources, count))) {
    out->arguments_unknown = true; /* which stack has which value is not told apart */
    out->give = STR("scan the template with the values of each stack (--parameters)");
    return;
  }
  if (values && values->kind == NODE_LIST)
    add_list(out, tf, values, unknown, sensitive);
  else
    add_map(out, tf, values, unknown, sensitive);
}

static void add_stack(struct stacks *stacks, TfPlan *tf, const TfResource *resource,
                      const TfResource *resources, size_t count) {
  Str body = tf_raw(resource, "template_body");
  CfnEmbedded item = {.text = body,
                      .span = resource->object->span,
                      .resource = resource->address,
                      .elsewhere = resource->object->type->kind == TF_STACK_SET,
                      .change = resource->change};
  tf_find_place(&item.place, &item.definition, tf, resource);
  if (body.len == 0 || tf_marked(resource->sensitive, "template_body")) {
    tell(tf, &item, resource);
    return;
  }
  CfnEmbedded *items =
      arena_grow(tf->arena, stacks->items, stacks->count, &stacks->cap, sizeof *items);
  item.prefix = str_printf(tf->arena, "%.*s/template_body/", STR_FMT(resource->address));
  stacks->items = items;
  tf_account(&item.account, &item.partition, tf, resource);
  add_arguments(&item, tf, resource, resources, count);
  items[stacks->count++] = item;
}

int tf_map_stacks(TfPlan *tf, const TfResource *resources, size_t count) {
  Input *input = tf->input;
  struct stacks stacks = {.items = NULL};
  int world = count > 0 ? resources[0].world : TF_AFTER, status = OK;
  size_t unread = input->unread_count;
  for (size_t i = 0; i < count; i++) {
    TfKind kind = resources[i].object->type->kind;
    if (kind == TF_STACK || kind == TF_STACK_SET)
      add_stack(&stacks, tf, &resources[i], resources, count);
  }
  status = cfn_map_embedded(input, tf_world(tf, world), tf->options, stacks.items, stacks.count);
  for (size_t i = 0; i < stacks.count && status == OK; i++) {
    if (!stacks.items[i].is_template)
      add_unread(tf, &stacks.items[i], "the template of the stack could not be read",
                 "scan the template itself");
  }
  if (world == TF_BEFORE) /* what is no more need not be read */
    input->unread_count = unread;
  return status;
}

/* ---- Stacks that are updated ------------------------------------------------- */

static int compare(const void *a, const void *b) {
  return str_cmp(*(const Str *)a, *(const Str *)b);
}

/* Addresses of a world, sorted. */
static Str *addresses_of(TfPlan *tf, const World *world, size_t *count) {
  size_t total = world->role_count + world->principal_resource_count, n = 0;
  Str *out = arena_array(tf->arena, total, sizeof *out);
  for (size_t i = 0; i < world->role_count; i++)
    out[n++] = world->roles[i].address;
  for (size_t i = 0; i < world->principal_resource_count; i++)
    out[n++] = world->principal_resources[i].address;
  if (n > 1)
    qsort(out, n, sizeof *out, compare);
  *count = n;
  return out;
}

static bool is_inside(Str address) {
  Str step = STR("/template_body/");
  return str_find_str(address, step) < address.len;
}

/* What an update of a stack brings or takes away. */
static void settle(TfPlan *tf, World *world, const World *other, Change alone) {
  size_t count;
  Str *there = addresses_of(tf, other, &count);
  for (size_t i = 0; i < world->role_count; i++) {
    Role *role = &world->roles[i];
    if (role->change == CHANGE_UPDATE && is_inside(role->address) &&
        !bsearch(&role->address, there, count, sizeof *there, compare))
      role->change = alone;
  }
  for (size_t i = 0; i < world->principal_resource_count; i++) {
    PrincipalResource *principal_resource = &world->principal_resources[i];
    if (principal_resource->change == CHANGE_UPDATE && is_inside(principal_resource->address) &&
        !bsearch(&principal_resource->address, there, count, sizeof *there, compare))
      principal_resource->change = alone;
  }
}

void tf_settle_stacks(TfPlan *tf) {
  Input *input = tf->input;
  if (!input->has_before)
    return;
  settle(tf, &input->before, &input->after, CHANGE_DELETE);
  settle(tf, &input->after, &input->before, CHANGE_CREATE);
}
