/* SPDX-License-Identifier: Apache-2.0
 *
 * Attributes of a resource: known, not known, or not to be shown. A member
 * that is not known is left out of the values and marked in `after_unknown`;
 * `sensitive` marks have the same shape.
 */
#include "assumelint/arena.h"
#include "parsers/terraform/world/arn.h"

Str tf_string(const Node *map, const char *key) {
  const Node *node = node_get(map, key);
  return node && node->kind == NODE_STRING ? node->str : (Str){NULL, 0};
}

bool tf_marked(const Node *marks, const char *attribute) {
  if (!marks)
    return false;
  if (marks->kind == NODE_BOOL)
    return str_is(marks->str, "true");
  const Node *mark = node_get(marks, attribute);
  return mark && mark->kind == NODE_BOOL && str_is(mark->str, "true");
}

Str tf_raw(const TfResource *resource, const char *attribute) {
  return tf_string(resource->values, attribute);
}

bool tf_given(const TfResource *resource, const char *attribute) {
  return !resource->config || node_get(node_get(resource->config, "expressions"), attribute);
}

bool tf_unknown(const TfResource *resource, const char *attribute) {
  return !resource->values ||
         (tf_marked(resource->unknown, attribute) && tf_raw(resource, attribute).len == 0);
}

void tf_text(const Text **out, TfPlan *tf, const TfResource *resource, const char *attribute,
             HoleKind kind) {
  tf_text_as(out, tf, resource, attribute, kind, tf_raw(resource, attribute));
}

void tf_text_as(const Text **out, TfPlan *tf, const TfResource *resource, const char *attribute,
                HoleKind kind, Str value) {
  *out = NULL;
  if (value.len == 0)
    return;
  if (!tf_marked(resource->sensitive, attribute)) {
    *out = text_literal(tf->arena, value);
    return;
  }
  /* The same attribute may have another value in the other world. */
  Str name = str_printf(tf->arena, "%.*s.%s%s", STR_FMT(resource->address), attribute,
                        resource->world == TF_BEFORE ? " (before)" : "");
  *out = tf_hole_text(tf->arena,
                      (Hole){.name = name, .kind = kind, .sensitive = true, .secret = value});
  if (!(*out))
    out_of_memory();
}

bool tf_split_arn(Str arn, Str parts[5]) {
  if (!str_starts(arn, "arn:"))
    return false;
  size_t at = 0;
  for (int i = 0; i < 5; i++) {
    size_t end = str_find(arn, at, ':');
    if (end == arn.len)
      return false;
    parts[i] = str_slice(arn, at, end);
    at = end + 1;
  }
  return true;
}
