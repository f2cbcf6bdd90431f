/* SPDX-License-Identifier: Apache-2.0
 *
 * Following references through modules.
 */
#include "trail.h"
#include "address.h"
#include "configuration.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"

enum { MAX_TOLD = 4 }; /* references told in a name */

struct walker {
  struct alint_tf_trail *out;
  struct alint_tf *tf;
};

static void follow(struct walker *w, const struct alint_tf_place *place,
                   const struct alint_node *expression, int depth);

struct alint_tf_place alint_tf_place_of(const struct alint_tf_side *side) {
  return (struct alint_tf_place){
      .module = side->module,
      .key = alint_tf_key_of(side->resource),
      .for_each = alint_node_get(side->config, "for_each_expression"),
  };
}

/* ---- What takes part ------------------------------------------------------ */

static void add(struct walker *w, struct alint_tf_ref ref) {
  struct alint_tf_trail *out = w->out;
  for (size_t i = 0; i < out->count; i++) {
    if (alint_str_eq(out->refs[i].module, ref.module) && alint_str_eq(out->refs[i].name, ref.name))
      return;
  }
  struct alint_tf_ref *refs =
      alint_arena_grow(w->tf->arena, out->refs, out->count, &out->cap, sizeof *refs);
  out->refs = refs;
  refs[out->count++] = ref;
}

/* What is empty, or true or false, chooses between others and is in none. */
static void see_constant(struct walker *w, const struct alint_node *value) {
  bool chooses =
      value &&
      (value->kind == ALINT_NODE_NULL || value->kind == ALINT_NODE_BOOL ||
       (value->kind == ALINT_NODE_STRING && value->str.len == 0) ||
       ((value->kind == ALINT_NODE_LIST || value->kind == ALINT_NODE_MAP) && value->count == 0));
  if (!chooses)
    w->out->mixed = true;
}

static bool is_name_byte(char c) {
  return c != '.' && c != '[';
}

/* The name at `begin`: "x" of "var.x.y" from 4. */
static struct alint_str name_at(struct alint_str reference, size_t begin) {
  size_t end = begin;
  while (end < reference.len && is_name_byte(reference.ptr[end]))
    end++;
  return alint_str_slice(reference, begin, end);
}

static const struct alint_node *member_of(const struct alint_node *map, struct alint_str key) {
  for (size_t i = 0; map && map->kind == ALINT_NODE_MAP && i < map->count; i++) {
    if (alint_str_eq(map->members[i].key, key))
      return map->members[i].value;
  }
  return NULL;
}

/* The call of the module that an instance is of: "module.m[\"k\"]." */
static const struct alint_tf_call *call_of(struct walker *w, struct alint_str instance) {
  struct alint_str path;
  alint_tf_config_address(&path, w->tf->arena, instance);
  if (path.len == 0)
    return NULL;
  return alint_tf_call_of(w->tf, alint_str_slice(path, 0, path.len - 1));
}

/* ---- References ----------------------------------------------------------- */

/* "var.x": what the caller of the module gives, else the default. */
static void see_variable(struct walker *w, const struct alint_tf_place *place,
                         struct alint_tf_ref ref, int depth) {
  struct alint_str name = name_at(ref.name, sizeof "var." - 1);
  if (place->module.len == 0) {
    const struct alint_node *variable = member_of(w->tf->variables, name);
    if (!variable) {
      add(w, ref);
      return;
    }
    see_constant(w, alint_node_get(variable, "value"));
    return;
  }
  const struct alint_tf_call *called = call_of(w, place->module);
  if (!called) {
    add(w, ref);
    return;
  }
  const struct alint_node *given = member_of(called->expressions, name);
  const struct alint_node *otherwise = alint_node_get(member_of(called->declared, name), "default");
  if (!given && otherwise)
    see_constant(w, otherwise);
  if (!given) {
    if (!otherwise)
      add(w, ref);
    return;
  }
  struct alint_str call;
  struct alint_tf_place up = {.for_each = called->for_each};
  up.module = alint_tf_module_up(place->module, &call, &up.key);
  follow(w, &up, given, depth + 1);
}

/* "module.child.out": the output of the module. */
static void see_output(struct walker *w, const struct alint_tf_place *place,
                       struct alint_tf_ref ref, int depth) {
  /* As far as it goes it is written as the address of a resource in there. */
  struct alint_str child = alint_tf_module_of(ref.name);
  struct alint_str out = name_at(ref.name, child.len);
  if (child.len == 0 || out.len == 0) {
    add(w, ref);
    return;
  }
  struct alint_tf_place inside = {.for_each = NULL};
  inside.module =
      alint_str_printf(w->tf->arena, "%.*s%.*s", ALINT_FMT(place->module), ALINT_FMT(child));
  const struct alint_tf_call *called = call_of(w, inside.module);
  const struct alint_node *output = called ? member_of(called->outputs, out) : NULL;
  const struct alint_node *expression = alint_node_get(output, "expression");
  if (expression)
    follow(w, &inside, expression, depth + 1);
  else
    add(w, ref);
}

static void see(struct walker *w, const struct alint_tf_place *place, struct alint_tf_ref ref,
                int depth) {
  static const char *const known[] = {"each.key", "count.", "path.", "terraform.", "self."};
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    if (alint_str_starts(ref.name, known[i]))
      return;
  }
  if (depth > ALINT_MAX_TRAIL_DEPTH || w->out->steps++ > ALINT_MAX_TRAIL_STEPS) {
    w->out->cut = true;
    return;
  }
  if (alint_str_starts(ref.name, "each.value")) {
    bool mixed = w->out->mixed;
    follow(w, place, place->for_each, depth + 1);
    w->out->mixed = mixed; /* a known one is a key as a rule */
    return;
  }
  if (alint_str_starts(ref.name, "var.")) {
    see_variable(w, place, ref, depth);
    return;
  }
  if (alint_str_starts(ref.name, "module.")) {
    see_output(w, place, ref, depth);
    return;
  }
  add(w, ref);
}

/* each.value as a key, where for_each is a literal. */
static void value_key(struct alint_str *out, struct walker *w, const struct alint_tf_place *place) {
  const struct alint_node *map = alint_node_get(place->for_each, "constant_value");
  struct alint_str key;
  *out = (struct alint_str){NULL, 0};
  if (!map)
    return;
  alint_tf_unquote_key(&key, w->tf->arena, place->key);
  const struct alint_node *value = member_of(map, key);
  if (!value || value->kind != ALINT_NODE_STRING)
    return;
  *out = alint_tf_quote_key(w->tf->arena, value->str);
  if (!out->ptr)
    alint_out_of_memory();
}

/* Recurses no deeper than ALINT_MAX_TRAIL_DEPTH. */
static void follow(struct walker *w, const struct alint_tf_place *place,
                   const struct alint_node *expression, int depth) {
  struct alint_str *references;
  size_t count;
  struct alint_tf_ref ref = {.module = place->module};
  alint_tf_references(&references, &count, w->tf, expression);
  if (count == 0 && expression)
    see_constant(w, alint_node_get(expression, "constant_value"));
  for (size_t i = 0; i < count; i++) {
    bool by_value = alint_str_starts(references[i], "each.value");
    if (by_value)
      value_key(&ref.keys[0], w, place);
    if (by_value || alint_str_starts(references[i], "each.key") ||
        alint_str_is(references[i], "count.index"))
      ref.keys[1] = place->key;
  }
  for (size_t i = 0; i < count; i++) {
    ref.name = references[i];
    see(w, place, ref, depth);
  }
}

void alint_tf_follow(struct alint_tf_trail *out, struct alint_tf *tf, struct alint_tf_place place,
                     const struct alint_node *expression) {
  struct walker w = {.out = out, .tf = tf};
  follow(&w, &place, expression, 0);
}

/* ---- What a reference means ----------------------------------------------- */

struct alint_str alint_tf_attribute_of(const struct alint_tf_ref *ref) {
  struct alint_str resource = alint_tf_resource_of(ref->name);
  size_t at = resource.len;
  struct alint_str rest = alint_str_slice(ref->name, at, ref->name.len);
  if (rest.len > 0 && rest.ptr[0] == '[') {
    struct alint_str key;
    alint_tf_split_key(rest, &key);
    rest = alint_str_slice(rest, key.len, rest.len);
  }
  return rest.len > 0 && rest.ptr[0] == '.' ? alint_str_slice(rest, 1, rest.len)
                                            : (struct alint_str){NULL, 0};
}

static bool find_exact(struct alint_tf_instances *out, const struct alint_tf *tf,
                       struct alint_str address) {
  size_t at = alint_tf_first_side(tf, address);
  if (at == tf->by_address_count || !alint_str_eq(tf->by_address[at]->address, address))
    return false;
  *out = (struct alint_tf_instances){at, 1};
  return true;
}

void alint_tf_find_instances(struct alint_tf_instances *out, struct alint_tf *tf,
                             const struct alint_tf_ref *ref) {
  struct alint_str resource = alint_tf_resource_of(ref->name), given;
  alint_tf_split_key(alint_str_slice(ref->name, resource.len, ref->name.len), &given);
  struct alint_str keys[] = {given, ref->keys[0], ref->keys[1], {NULL, 0}};
  *out = (struct alint_tf_instances){0, 0};
  if (resource.len == 0)
    return;
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    if (keys[i].len == 0 && i + 1 < sizeof keys / sizeof keys[0])
      continue;
    struct alint_str address = alint_str_printf(tf->arena, "%.*s%.*s%.*s", ALINT_FMT(ref->module),
                                                ALINT_FMT(resource), ALINT_FMT(keys[i]));
    if (find_exact(out, tf, address) || given.len > 0)
      return;
  }
  struct alint_str prefix =
      alint_str_printf(tf->arena, "%.*s%.*s[", ALINT_FMT(ref->module), ALINT_FMT(resource));
  out->first = alint_tf_first_side(tf, prefix);
  while (
      out->first + out->count < tf->by_address_count &&
      alint_str_eq(alint_str_slice(tf->by_address[out->first + out->count]->address, 0, prefix.len),
                   prefix))
    out->count++;
}

void alint_tf_add_names(struct alint_buf *buf, const struct alint_tf_trail *trail) {
  for (size_t i = 0; i < trail->count && i < MAX_TOLD; i++) {
    alint_buf_add(buf, i > 0 ? ", " : "");
    alint_buf_add_str(buf, trail->refs[i].module);
    alint_buf_add_str(buf, trail->refs[i].name);
  }
  if (trail->count > MAX_TOLD || (trail->cut && trail->count > 0))
    alint_buf_add(buf, ", ...");
}
