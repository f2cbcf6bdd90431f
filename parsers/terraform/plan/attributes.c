/* SPDX-License-Identifier: Apache-2.0
 *
 * Attributes of a resource: known, not known, or not to be shown.
 */
#include "assumelint/arena.h"
#include "assumelint/readers.h"
#include "parsers/terraform/plan/resource.h"

/* ---- Values ---------------------------------------------------------------- */

Str tf_string(const Node *map, const char *key) {
  const Node *node = node_get(map, key);
  return node && node->kind == NODE_STRING ? node->str : (Str){NULL, 0};
}

size_t tf_count(const Node *list) {
  return list && list->kind == NODE_LIST ? list->count : 0;
}

Node *tf_member(const Node *map, Str key) {
  for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++) {
    if (str_eq(map->members[i].key, key))
      return map->members[i].value;
  }
  return NULL;
}

Str tf_raw(const TfResource *resource, const char *attribute) {
  return tf_string(resource->values, attribute);
}

const Node *tf_expression_of(const TfResource *resource, const char *attribute) {
  return node_get(node_get(resource->config, "expressions"), attribute);
}

bool tf_given(const TfResource *resource, const char *attribute) {
  return !resource->config || tf_expression_of(resource, attribute);
}

const Text *tf_text(TfPlan *tf, const TfResource *resource, const char *attribute, HoleKind kind) {
  return tf_text_as(tf, resource, attribute, kind, tf_raw(resource, attribute));
}

const Text *tf_text_as(TfPlan *tf, const TfResource *resource, const char *attribute, HoleKind kind,
                       Str value) {
  if (value.len == 0)
    return NULL;
  if (!tf_marked(resource->sensitive, attribute))
    return text_literal(tf->arena, value);
  /* The same attribute may have another value in the other world. */
  Str name = str_printf(tf->arena, "%.*s.%s%s", STR_FMT(resource->address), attribute,
                        resource->world == TF_BEFORE ? " (before)" : "");
  return tf_hole_text(tf->arena,
                      (Hole){.name = name, .kind = kind, .sensitive = true, .secret = value});
}

Hole *tf_hole(Arena *arena, Hole like) {
  /* A value made from the issuer of a cluster, in an expression too. Stacks of CloudFormation
   * name their output after the attribute. */
  static const char *const of_cluster[] = {"aws_eks_cluster.", ".OpenIdConnectIssuerUrl"};
  for (size_t i = 0; i < sizeof of_cluster / sizeof of_cluster[0]; i++) {
    if (str_find_str(like.name, str_of(of_cluster[i])) < like.name.len)
      like.of_cluster = true;
  }
  return hole_new(arena, like);
}

const Text *tf_hole_text(Arena *arena, Hole like) {
  return text_hole(arena, tf_hole(arena, like));
}

/* ---- Marks ----------------------------------------------------------------- */

bool tf_mark_true(const Node *mark) {
  return mark && mark->kind == NODE_BOOL && str_is(mark->str, "true");
}

const Node *tf_mark_of(const Node *marks, const char *key) {
  return tf_mark_true(marks) ? marks : node_get(marks, key);
}

const Node *tf_mark_at(const Node *marks, size_t i) {
  if (tf_mark_true(marks))
    return marks;
  return i < tf_count(marks) ? marks->items[i] : NULL;
}

bool tf_marked(const Node *marks, const char *key) {
  return tf_mark_true(tf_mark_of(marks, key));
}

/* Recurses no deeper than documents are. */
bool tf_any_mark(const Node *marks) {
  bool any = tf_mark_true(marks);
  for (size_t i = 0; marks && i < marks->count && !any; i++)
    any = tf_any_mark(node_child(marks, i));
  return any;
}

bool tf_unknown(const TfResource *resource, const char *attribute) {
  return !resource->values ||
         (tf_marked(resource->unknown, attribute) && tf_raw(resource, attribute).len == 0);
}
