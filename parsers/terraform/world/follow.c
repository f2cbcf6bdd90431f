/* SPDX-License-Identifier: Apache-2.0
 *
 * Following references through modules.
 */
#include "parsers/terraform/world/follow.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"

enum { MAX_TOLD = 4 }; /* references told in a name */

struct walker {
  TfReferences *out;
  TfPlan *tf;
};

static void follow(struct walker *w, const TfExpressionPlace *place, const Node *expression,
                   int depth);

TfExpressionPlace tf_place_of(const TfResource *resource) {
  return (TfExpressionPlace){
      .module = resource->module,
      .key = tf_key_of(resource->plain_address),
      .for_each = node_get(resource->config, "for_each_expression"),
  };
}

/* ---- What takes part ------------------------------------------------------ */

static void add(struct walker *w, TfReference ref) {
  TfReferences *out = w->out;
  for (size_t i = 0; i < out->count; i++) {
    if (str_eq(out->refs[i].module, ref.module) && str_eq(out->refs[i].name, ref.name))
      return;
  }
  TfReference *refs = arena_grow(w->tf->arena, out->refs, out->count, &out->cap, sizeof *refs);
  out->refs = refs;
  refs[out->count++] = ref;
}

/* What is empty, or true or false, chooses between others and is in none. */
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

static const Node *member_of(const Node *map, Str key) {
  for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++) {
    if (str_eq(map->members[i].key, key))
      return map->members[i].value;
  }
  return NULL;
}

/* The call of the module that an instance is of: "module.m[\"k\"]." */
static const TfModuleCall *call_of(struct walker *w, Str instance) {
  Str path;
  tf_config_address(&path, w->tf->arena, instance);
  if (path.len == 0)
    return NULL;
  return tf_call_of(w->tf, str_slice(path, 0, path.len - 1));
}

/* ---- References ----------------------------------------------------------- */

/* "var.x": what the caller of the module gives, else the default. */
static void see_variable(struct walker *w, const TfExpressionPlace *place, TfReference ref,
                         int depth) {
  Str name = name_at(ref.name, sizeof "var." - 1);
  if (place->module.len == 0) {
    const Node *variable = member_of(w->tf->variables, name);
    if (!variable) {
      add(w, ref);
      return;
    }
    see_constant(w, node_get(variable, "value"));
    return;
  }
  const TfModuleCall *called = call_of(w, place->module);
  if (!called) {
    add(w, ref);
    return;
  }
  const Node *given = member_of(called->expressions, name);
  const Node *otherwise = node_get(member_of(called->declared, name), "default");
  if (!given && otherwise)
    see_constant(w, otherwise);
  if (!given) {
    if (!otherwise)
      add(w, ref);
    return;
  }
  Str call;
  TfExpressionPlace up = {.for_each = called->for_each};
  up.module = tf_module_up(place->module, &call, &up.key);
  follow(w, &up, given, depth + 1);
}

/* "module.child.out": the output of the module. */
static void see_output(struct walker *w, const TfExpressionPlace *place, TfReference ref,
                       int depth) {
  /* As far as it goes it is written as the address of a resource in there. */
  Str child = tf_module_of(ref.name);
  Str out = name_at(ref.name, child.len);
  if (child.len == 0 || out.len == 0) {
    add(w, ref);
    return;
  }
  TfExpressionPlace inside = {.for_each = NULL};
  inside.module = str_printf(w->tf->arena, "%.*s%.*s", STR_FMT(place->module), STR_FMT(child));
  const TfModuleCall *called = call_of(w, inside.module);
  const Node *output = called ? member_of(called->outputs, out) : NULL;
  const Node *expression = node_get(output, "expression");
  if (expression)
    follow(w, &inside, expression, depth + 1);
  else
    add(w, ref);
}

static void see(struct walker *w, const TfExpressionPlace *place, TfReference ref, int depth) {
  static const char *const known[] = {"each.key", "count.", "path.", "terraform.", "self."};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    if (str_starts(ref.name, known[i]))
      return;
  }
  if (depth > MAX_TRAIL_DEPTH || w->out->steps++ > MAX_TRAIL_STEPS) {
    w->out->cut = true;
    return;
  }
  if (str_starts(ref.name, "each.value")) {
    bool mixed = w->out->mixed;
    follow(w, place, place->for_each, depth + 1);
    w->out->mixed = mixed; /* a known one is a key as a rule */
    return;
  }
  if (str_starts(ref.name, "var.")) {
    see_variable(w, place, ref, depth);
    return;
  }
  if (str_starts(ref.name, "module.")) {
    see_output(w, place, ref, depth);
    return;
  }
  add(w, ref);
}

/* each.value as a key, where for_each is a literal. */
static void value_key(Str *out, struct walker *w, const TfExpressionPlace *place) {
  const Node *map = node_get(place->for_each, "constant_value");
  Str key;
  *out = (Str){NULL, 0};
  if (!map)
    return;
  tf_unquote_key(&key, w->tf->arena, place->key);
  const Node *value = member_of(map, key);
  if (!value || value->kind != NODE_STRING)
    return;
  *out = tf_quote_key(w->tf->arena, value->str);
  if (!out->ptr)
    out_of_memory();
}

/* Recurses no deeper than MAX_TRAIL_DEPTH. */
static void follow(struct walker *w, const TfExpressionPlace *place, const Node *expression,
                   int depth) {
  Str *references;
  size_t count;
  TfReference ref = {.module = place->module};
  tf_references(&references, &count, w->tf, expression);
  if (count == 0 && expression)
    see_constant(w, node_get(expression, "constant_value"));
  for (size_t i = 0; i < count; i++) {
    bool by_value = str_starts(references[i], "each.value");
    if (by_value)
      value_key(&ref.keys[0], w, place);
    if (by_value || str_starts(references[i], "each.key") || str_is(references[i], "count.index"))
      ref.keys[1] = place->key;
  }
  for (size_t i = 0; i < count; i++) {
    ref.name = references[i];
    see(w, place, ref, depth);
  }
}

void tf_follow(TfReferences *out, TfPlan *tf, TfExpressionPlace place, const Node *expression) {
  struct walker w = {.out = out, .tf = tf};
  follow(&w, &place, expression, 0);
}

/* ---- What a reference means ----------------------------------------------- */

Str tf_attribute_of(const TfReference *ref) {
  Str resource = tf_resource_of(ref->name);
  size_t at = resource.len;
  Str rest = str_slice(ref->name, at, ref->name.len);
  if (rest.len > 0 && rest.ptr[0] == '[') {
    Str key;
    tf_split_key(rest, &key);
    rest = str_slice(rest, key.len, rest.len);
  }
  return rest.len > 0 && rest.ptr[0] == '.' ? str_slice(rest, 1, rest.len) : (Str){NULL, 0};
}

static bool find_exact(TfInstanceRange *out, const TfPlan *tf, Str address) {
  size_t at = tf_first_resource(tf, address);
  if (at == tf->by_address_count || !str_eq(tf->by_address[at]->address, address))
    return false;
  *out = (TfInstanceRange){at, 1};
  return true;
}

void tf_find_instances(TfInstanceRange *out, TfPlan *tf, const TfReference *ref) {
  Str resource = tf_resource_of(ref->name), given;
  tf_split_key(str_slice(ref->name, resource.len, ref->name.len), &given);
  Str keys[] = {given, ref->keys[0], ref->keys[1], {NULL, 0}};
  *out = (TfInstanceRange){0, 0};
  if (resource.len == 0)
    return;
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    if (keys[i].len == 0 && i + 1 < sizeof keys / sizeof keys[0])
      continue;
    Str address = str_printf(tf->arena, "%.*s%.*s%.*s", STR_FMT(ref->module), STR_FMT(resource),
                             STR_FMT(keys[i]));
    if (find_exact(out, tf, address) || given.len > 0)
      return;
  }
  Str prefix = str_printf(tf->arena, "%.*s%.*s[", STR_FMT(ref->module), STR_FMT(resource));
  out->first = tf_first_resource(tf, prefix);
  while (out->first + out->count < tf->by_address_count &&
         str_eq(str_slice(tf->by_address[out->first + out->count]->address, 0, prefix.len), prefix))
    out->count++;
}

void tf_add_names(Buf *buf, const TfReferences *trail) {
  for (size_t i = 0; i < trail->count && i < MAX_TOLD; i++) {
    buf_add(buf, i > 0 ? ", " : "");
    buf_add_str(buf, trail->refs[i].module);
    buf_add_str(buf, trail->refs[i].name);
  }
  if (trail->count > MAX_TOLD || (trail->cut && trail->count > 0))
    buf_add(buf, ", ...");
}
