/* SPDX-License-Identifier: Apache-2.0
 *
 * Stacks and stack sets of CloudFormation: their templates are strings in the
 * plan, and go to the front end for templates.
 */
#include <stdlib.h>

#include "../cloudformation/cloudformation.h"
#include "accounts.h"
#include "document.h"
#include "map.h"
#include "sites.h"

/* Templates: what is in one has the change and the place of the resource that brings it. */
struct stacks {
  struct alint_cfn_embedded *items;
  size_t count, cap;
};

/* ---- What is not read ------------------------------------------------------ */

static void add_unread(struct alint_tf *tf, const struct alint_cfn_embedded *item, const char *what,
                       const char *give) {
  alint_model_add_unread(tf->input, (struct alint_unread){.address = item->resource,
                                                          .what = alint_str(what),
                                                          .give = alint_str(give),
                                                          .span = item->span,
                                                          .place = item->place});
}

/* A stack whose template cannot be read at all. */
static void tell(struct alint_tf *tf, const struct alint_cfn_embedded *item,
                 const struct alint_tf_side *side) {
  if (alint_tf_marked(side->sensitive, "template_body")) {
    add_unread(tf, item, "the template of the stack is marked sensitive",
               "scan the template itself");
    return;
  }
  if (alint_tf_unknown(side, "template_body") && alint_tf_raw(side, "template_url").len == 0) {
    add_unread(tf, item, "the template of the stack is known only after apply",
               "apply what it is made from first and plan again");
    return;
  }
  add_unread(tf, item, "the template of the stack is somewhere else (template_url)",
             "scan that template too");
}

/* ---- Templates ------------------------------------------------------------- */

static void add_argument(struct alint_cfn_embedded *out, struct alint_cfn_argument *arguments,
                         struct alint_tf *tf, struct alint_str name,
                         const struct alint_node *value) {
  struct alint_cfn_argument *argument = &arguments[out->argument_count++];
  *argument = (struct alint_cfn_argument){.name = name};
  if (!value || value->kind != ALINT_NODE_STRING)
    return;
  argument->text = alint_text_literal(tf->arena, value->str);
}

/* {"P": "value"}. A secret is as good as not known. */
static void add_map(struct alint_cfn_embedded *out, struct alint_tf *tf,
                    const struct alint_node *values, const struct alint_node *unknown,
                    const struct alint_node *sensitive) {
  size_t known = values && values->kind == ALINT_NODE_MAP ? values->count : 0;
  size_t open = unknown && unknown->kind == ALINT_NODE_MAP ? unknown->count : 0;
  struct alint_cfn_argument *arguments =
      alint_arena_array(tf->arena, known + open, sizeof *arguments);
  out->arguments = arguments;
  for (size_t i = 0; i < known; i++) {
    struct alint_str name = values->members[i].key;
    const char *key = alint_arena_copy(tf->arena, name.ptr, name.len);
    bool secret = alint_tf_any_mark(alint_tf_mark_of(sensitive, key));
    add_argument(out, arguments, tf, name, secret ? NULL : values->members[i].value);
  }
  for (size_t i = 0; i < open; i++) {
    if (alint_tf_any_mark(unknown->members[i].value))
      add_argument(out, arguments, tf, unknown->members[i].key, NULL);
  }
}

/* [{"parameter_key": "P", "parameter_value": "value"}], as awscc has it. */
static void add_list(struct alint_cfn_embedded *out, struct alint_tf *tf,
                     const struct alint_node *values, const struct alint_node *unknown,
                     const struct alint_node *sensitive) {
  size_t count = alint_tf_count(values);
  struct alint_cfn_argument *arguments = alint_arena_array(tf->arena, count, sizeof *arguments);
  out->arguments = arguments;
  for (size_t i = 0; i < count; i++) {
    struct alint_str name = alint_tf_string(values->items[i], "parameter_key");
    bool open = alint_tf_any_mark(alint_tf_mark_at(unknown, i)) ||
                alint_tf_any_mark(alint_tf_mark_at(sensitive, i));
    if (name.len > 0)
      add_argument(out, arguments, tf, name,
                   open ? NULL : alint_node_get(values->items[i], "parameter_value"));
    else
      out->arguments_unknown = true;
  }
}

/* Whether some stacks of a set may have other values than the set. */
static bool overrides(const struct alint_node *values, const struct alint_node *marks) {
  const struct alint_node *given = alint_node_get(values, "parameter_overrides");
  bool some = given && (given->kind == ALINT_NODE_MAP || given->kind == ALINT_NODE_LIST);
  return (some && given->count > 0) ||
         alint_tf_any_mark(alint_tf_mark_of(marks, "parameter_overrides"));
}

/* In the set itself: awscc. */
static bool overrides_itself(const struct alint_tf_side *side) {
  const struct alint_node *groups = alint_node_get(side->values, "stack_instances_group");
  const struct alint_node *marks = alint_tf_mark_of(side->unknown, "stack_instances_group");
  bool out = alint_tf_mark_true(marks) && alint_tf_given(side, "stack_instances_group");
  for (size_t i = 0; i < alint_tf_count(groups); i++)
    out = out || overrides(groups->items[i], alint_tf_mark_at(marks, i));
  return out;
}

/* In resources of their own, which name the set. */
static bool is_overridden(const struct alint_tf_side *set, const struct alint_tf_side *sides,
                          size_t count) {
  struct alint_str name = alint_tf_raw(set, set->object->type->name);
  for (size_t i = 0; i < count; i++) {
    const struct alint_tf_side *side = &sides[i];
    if (side->object->type->kind != ALINT_TF_STACK_INSTANCE)
      continue;
    struct alint_str of = alint_tf_raw(side, side->object->type->name);
    bool may_be = of.len == 0 || name.len == 0 || alint_str_eq(of, name);
    if (may_be && overrides(side->values, side->unknown))
      return true;
  }
  return false;
}

static void add_arguments(struct alint_cfn_embedded *out, struct alint_tf *tf,
                          const struct alint_tf_side *side, const struct alint_tf_side *sides,
                          size_t count) {
  static const char attribute[] = "parameters";
  const struct alint_node *values = alint_node_get(side->values, attribute);
  const struct alint_node *unknown = alint_tf_mark_of(side->unknown, attribute);
  const struct alint_node *sensitive = alint_tf_mark_of(side->sensitive, attribute);
  out->arguments_unknown = alint_tf_mark_true(unknown) && alint_tf_given(side, attribute);
  out->give = ALINT_STR("apply what it is made from first and plan again");
  if (out->elsewhere && (overrides_itself(side) || is_overridden(side, sides, count))) {
    out->arguments_unknown = true; /* which stack has which value is not told apart */
    out->give = ALINT_STR("scan the template with the values of each stack (--parameters)");
    return;
  }
  if (values && values->kind == ALINT_NODE_LIST)
    add_list(out, tf, values, unknown, sensitive);
  else
    add_map(out, tf, values, unknown, sensitive);
}

static void add_stack(struct stacks *stacks, struct alint_tf *tf, const struct alint_tf_side *side,
                      const struct alint_tf_side *sides, size_t count) {
  struct alint_str body = alint_tf_raw(side, "template_body");
  struct alint_cfn_embedded item = {.text = body,
                                    .span = side->object->span,
                                    .resource = side->address,
                                    .elsewhere = side->object->type->kind == ALINT_TF_STACK_SET,
                                    .change = side->change};
  alint_tf_find_place(&item.place, &item.definition, tf, side);
  if (body.len == 0 || alint_tf_marked(side->sensitive, "template_body")) {
    tell(tf, &item, side);
    return;
  }
  struct alint_cfn_embedded *items =
      alint_arena_grow(tf->arena, stacks->items, stacks->count, &stacks->cap, sizeof *items);
  item.prefix = alint_str_printf(tf->arena, "%.*s/template_body/", ALINT_FMT(side->address));
  stacks->items = items;
  alint_tf_account(&item.account, &item.partition, tf, side);
  add_arguments(&item, tf, side, sides, count);
  items[stacks->count++] = item;
}

int alint_tf_map_stacks(struct alint_tf *tf, const struct alint_tf_side *sides, size_t count) {
  struct alint_input *input = tf->input;
  struct stacks stacks = {.items = NULL};
  int world = count > 0 ? sides[0].world : ALINT_TF_AFTER, status = ALINT_OK;
  size_t unread = input->unread_count;
  for (size_t i = 0; i < count; i++) {
    enum alint_tf_kind kind = sides[i].object->type->kind;
    if (kind == ALINT_TF_STACK || kind == ALINT_TF_STACK_SET)
      add_stack(&stacks, tf, &sides[i], sides, count);
  }
  status = alint_cloudformation_map_embedded(input, alint_tf_world(tf, world), tf->options,
                                             stacks.items, stacks.count);
  for (size_t i = 0; i < stacks.count && status == ALINT_OK; i++) {
    if (!stacks.items[i].is_template)
      add_unread(tf, &stacks.items[i], "the template of the stack could not be read",
                 "scan the template itself");
  }
  if (world == ALINT_TF_BEFORE) /* what is no more need not be read */
    input->unread_count = unread;
  return status;
}

/* ---- Stacks that are updated ------------------------------------------------- */

static int compare(const void *a, const void *b) {
  return alint_str_cmp(*(const struct alint_str *)a, *(const struct alint_str *)b);
}

/* Addresses of a world, sorted. */
static struct alint_str *addresses_of(struct alint_tf *tf, const struct alint_world *world,
                                      size_t *count) {
  size_t total = world->role_count + world->entity_count, n = 0;
  struct alint_str *out = alint_arena_array(tf->arena, total, sizeof *out);
  for (size_t i = 0; i < world->role_count; i++)
    out[n++] = world->roles[i].address;
  for (size_t i = 0; i < world->entity_count; i++)
    out[n++] = world->entities[i].address;
  if (n > 1)
    qsort(out, n, sizeof *out, compare);
  *count = n;
  return out;
}

static bool is_inside(struct alint_str address) {
  struct alint_str step = ALINT_STR("/template_body/");
  return alint_str_find_str(address, step) < address.len;
}

/* What an update of a stack brings or takes away. */
static void settle(struct alint_tf *tf, struct alint_world *world, const struct alint_world *other,
                   enum alint_change alone) {
  size_t count;
  struct alint_str *there = addresses_of(tf, other, &count);
  for (size_t i = 0; i < world->role_count; i++) {
    struct alint_role *role = &world->roles[i];
    if (role->change == ALINT_CHANGE_UPDATE && is_inside(role->address) &&
        !bsearch(&role->address, there, count, sizeof *there, compare))
      role->change = alone;
  }
  for (size_t i = 0; i < world->entity_count; i++) {
    struct alint_entity *entity = &world->entities[i];
    if (entity->change == ALINT_CHANGE_UPDATE && is_inside(entity->address) &&
        !bsearch(&entity->address, there, count, sizeof *there, compare))
      entity->change = alone;
  }
}

void alint_tf_settle_stacks(struct alint_tf *tf) {
  struct alint_input *input = tf->input;
  if (!input->has_before)
    return;
  settle(tf, &input->before, &input->after, ALINT_CHANGE_DELETE);
  settle(tf, &input->after, &input->before, ALINT_CHANGE_CREATE);
}
