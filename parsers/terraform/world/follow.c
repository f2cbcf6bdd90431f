/* SPDX-License-Identifier: Apache-2.0
 *
 * Following references through modules.
 */
#include "parsers/terraform/world/follow.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/world/index.h"

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"

enum { MAX_NAMED = 4 }; /* references in a name */

struct walker {
  TfReferences *out;
  TfPlan *tf;
};

static void follow(struct walker *w, const TfExpressionContext *context, const Node *expression,
                   int depth);

TfExpressionContext tf_context_of(const TfResource *resource) {
  return (TfExpressionContext){
      .module = resource->module,
      .key = tf_key_of(resource->plain_address),
      .for_each = node_get(resource->config, "for_each_expression"),
  };
}

/* ---- What takes part ------------------------------------------------------ */

static void add(struct walker *w, TfReference ref) {
  TfReferences *out = w->out;
  for (size_t i = 0; i < out->count; i++) {
    if (str_eq(out->items[i].module, ref.module) && str_eq(out->items[i].name, ref.name))
      return;
  }
  LIST_ADD(w->tf->arena, out, ref);
}

/* A value that is empty, true or false chooses between others and is a part of none. */
static void see_constant(struct walker *w, const Node *value) {
  bool chooses =
      value && (value->kind == NODE_NULL || value->kind == NODE_BOOL ||
                (value->kind == NODE_STRING && value->str.len == 0) ||
                ((value->kind == NODE_LIST || value->kind == NODE_MAP) && value->count == 0));
  if (!chooses)
    w->out->mixed = true;
}

static bool is_name_byte(char c) {
  return c != '.' && c != '[';
}

/* The name at `begin`: "x" of "var.x.y" from 4. */
static Str name_at(Str reference, size_t begin) {
  size_t end = begin;
  while (end < reference.len && is_name_byte(reference.ptr[end]))
    end++;
  return str_slice(reference, begin, end);
}

/* ---- References ----------------------------------------------------------- */

/* "var.x": what the caller of the module gives, else the default. */
static void see_variable(struct walker *w, const TfExpressionContext *context, TfReference ref,
                         int depth) {
  Str name = name_at(ref.name, sizeof "var." - 1), call;
  if (context->module.len == 0) {
    const Node *variable = tf_member(w->tf->variables, name);
    if (variable)
      see_constant(w, node_get(variable, "value"));
    else
      add(w, ref);
    return;
  }
  const TfModuleCall *called = tf_call_for(w->tf, context->module);
  const Node *given = called ? tf_member(called->expressions, name) : NULL;
  const Node *preset = called ? node_get(tf_member(called->declared, name), "default") : NULL;
  if (given) {
    TfExpressionContext up = {.for_each = called->for_each};
    up.module = tf_module_up(context->module, &call, &up.key);
    follow(w, &up, given, depth + 1);
  } else if (preset) {
    see_constant(w, preset);
  } else {
    add(w, ref);
  }
}

/* "module.child.out": the output of the module. */
static void see_output(struct walker *w, const TfExpressionContext *context, TfReference ref,
                       int depth) {
  /* It begins as the address of a resource in the module does. */
  Str child = tf_module_of(ref.name);
  Str out = name_at(ref.name, child.len);
  if (child.len == 0 || out.len == 0) {
    add(w, ref);
    return;
  }
  TfExpressionContext inside = {
      .module = str_printf(w->tf->arena, "%.*s%.*s", STR_FMT(context->module), STR_FMT(child))};
  const TfModuleCall *called = tf_call_for(w->tf, inside.module);
  const Node *output = called ? tf_member(called->outputs, out) : NULL;
  const Node *expression = node_get(output, "expression");
  if (expression)
    follow(w, &inside, expression, depth + 1);
  else
    add(w, ref);
}

static void see(struct walker *w, const TfExpressionContext *context, TfReference ref, int depth) {
  static const char *const known[] = {"each.key", "count.", "path.", "terraform.", "self.", NULL};
  if (str_starts_one_of(ref.name, known))
    return;
  if (depth > MAX_TRAIL_DEPTH || w->out->steps++ > MAX_TRAIL_STEPS) {
    w->out->cut = true;
    return;
  }
  if (str_starts(ref.name, "each.value")) {
    bool mixed = w->out->mixed;
    follow(w, context, context->for_each, depth + 1);
    w->out->mixed = mixed; /* a known one is a key as a rule */
    return;
  }
  if (str_starts(ref.name, "var."))
    see_variable(w, context, ref, depth);
  else if (str_starts(ref.name, "module."))
    see_output(w, context, ref, depth);
  else
    add(w, ref);
}

/* each.value as a key, where for_each is a literal. */
static Str value_key(struct walker *w, const TfExpressionContext *context) {
  const Node *map = node_get(context->for_each, "constant_value");
  const Node *value = map ? tf_member(map, tf_unquote_key(w->tf->arena, context->key)) : NULL;
  if (!value || value->kind != NODE_STRING)
    return (Str){NULL, 0};
  return tf_quote_key(w->tf->arena, value->str);
}

/* Recurses no deeper than MAX_TRAIL_DEPTH. */
static void follow(struct walker *w, const TfExpressionContext *context, const Node *expression,
                   int depth) {
  TfReference ref = {.module = context->module};
  TfNames names = tf_references(w->tf, expression);
  if (names.count == 0 && expression)
    see_constant(w, node_get(expression, "constant_value"));
  for (size_t i = 0; i < names.count; i++) {
    bool by_value = str_starts(names.items[i], "each.value");
    if (by_value)
      ref.keys[0] = value_key(w, context);
    if (by_value || str_starts(names.items[i], "each.key") || str_is(names.items[i], "count.index"))
      ref.keys[1] = context->key;
  }
  for (size_t i = 0; i < names.count; i++) {
    ref.name = names.items[i];
    see(w, context, ref, depth);
  }
}

TfReferences tf_follow(TfPlan *tf, TfExpressionContext context, const Node *expression) {
  TfReferences out = {.items = NULL};
  struct walker w = {.out = &out, .tf = tf};
  follow(&w, &context, expression, 0);
  return out;
}

TfReferences tf_follow_attribute(TfPlan *tf, const TfResource *resource, const char *attribute) {
  return tf_follow(tf, tf_context_of(resource), tf_expression_of(resource, attribute));
}

/* ---- What a reference means ----------------------------------------------- */

Str tf_attribute_of(const TfReference *ref) {
  Str rest = str_slice(ref->name, tf_resource_of(ref->name).len, ref->name.len);
  rest = str_slice(rest, tf_leading_key(rest).len, rest.len);
  return rest.len > 0 && rest.ptr[0] == '.' ? str_slice(rest, 1, rest.len) : (Str){NULL, 0};
}

TfInstances tf_find_instances(TfPlan *tf, const TfReference *ref) {
  const TfIndex *index = &tf->by_address;
  Str resource = tf_resource_of(ref->name);
  Str given = tf_leading_key(str_slice(ref->name, resource.len, ref->name.len));
  Str keys[] = {given, ref->keys[0], ref->keys[1], {NULL, 0}};
  enum { KEYS = sizeof keys / sizeof keys[0] };
  TfInstances out = {NULL, 0};
  if (resource.len == 0)
    return out;
  for (size_t i = 0; i < KEYS; i++) {
    if (keys[i].len == 0 && i + 1 < KEYS)
      continue;
    Str address = str_printf(tf->arena, "%.*s%.*s%.*s", STR_FMT(ref->module), STR_FMT(resource),
                             STR_FMT(keys[i]));
    size_t at = tf_first_resource(tf, address);
    if (at < index->count && str_eq(index->items[at]->address, address))
      return (TfInstances){&index->items[at], 1};
    if (given.len > 0)
      return out;
  }
  Str prefix = str_printf(tf->arena, "%.*s%.*s[", STR_FMT(ref->module), STR_FMT(resource));
  size_t first = tf_first_resource(tf, prefix), end = first;
  while (end < index->count && str_eq(str_slice(index->items[end]->address, 0, prefix.len), prefix))
    end++;
  return (TfInstances){index->items + first, end - first};
}

void tf_add_names(Buf *buf, const TfReferences *references) {
  for (size_t i = 0; i < references->count && i < MAX_NAMED; i++) {
    buf_add(buf, i > 0 ? ", " : "");
    buf_add_str(buf, references->items[i].module);
    buf_add_str(buf, references->items[i].name);
  }
  if (references->count > MAX_NAMED || (references->cut && references->count > 0))
    buf_add(buf, ", ...");
}
