/* SPDX-License-Identifier: Apache-2.0
 *
 * Attributes of a resource: known, not known, or not to be shown. A member
 * that is not known is left out of the values and marked in `after_unknown`;
 * `sensitive` marks have the same shape.
 */
#include "arn.h"
#include "assumelint/arena.h"

struct alint_str alint_tf_string(const struct alint_node *map, const char *key) {
  const struct alint_node *node = alint_node_get(map, key);
  return node && node->kind == ALINT_NODE_STRING ? node->str : (struct alint_str){NULL, 0};
}

bool alint_tf_marked(const struct alint_node *marks, const char *attribute) {
  if (!marks)
    return false;
  if (marks->kind == ALINT_NODE_BOOL)
    return alint_str_is(marks->str, "true");
  const struct alint_node *mark = alint_node_get(marks, attribute);
  return mark && mark->kind == ALINT_NODE_BOOL && alint_str_is(mark->str, "true");
}

struct alint_str alint_tf_raw(const struct alint_tf_side *side, const char *attribute) {
  return alint_tf_string(side->values, attribute);
}

bool alint_tf_given(const struct alint_tf_side *side, const char *attribute) {
  return !side->config || alint_node_get(alint_node_get(side->config, "expressions"), attribute);
}

bool alint_tf_unknown(const struct alint_tf_side *side, const char *attribute) {
  return !side->values ||
         (alint_tf_marked(side->unknown, attribute) && alint_tf_raw(side, attribute).len == 0);
}

void alint_tf_text(const struct alint_text **out, struct alint_tf *tf,
                   const struct alint_tf_side *side, const char *attribute,
                   enum alint_hole_kind kind) {
  alint_tf_text_as(out, tf, side, attribute, kind, alint_tf_raw(side, attribute));
}

void alint_tf_text_as(const struct alint_text **out, struct alint_tf *tf,
                      const struct alint_tf_side *side, const char *attribute,
                      enum alint_hole_kind kind, struct alint_str value) {
  *out = NULL;
  if (value.len == 0)
    return;
  if (!alint_tf_marked(side->sensitive, attribute)) {
    *out = alint_text_literal(tf->arena, value);
    return;
  }
  /* The same attribute may have another value in the other world. */
  struct alint_str name =
      alint_str_printf(tf->arena, "%.*s.%s%s", ALINT_FMT(side->address), attribute,
                       side->world == ALINT_TF_BEFORE ? " (before)" : "");
  *out = alint_tf_hole_text(
      tf->arena,
      (struct alint_hole){.name = name, .kind = kind, .sensitive = true, .secret = value});
  if (!(*out))
    alint_out_of_memory();
}

bool alint_tf_split_arn(struct alint_str arn, struct alint_str parts[5]) {
  if (!alint_str_starts(arn, "arn:"))
    return false;
  size_t at = 0;
  for (int i = 0; i < 5; i++) {
    size_t end = alint_str_find(arn, at, ':');
    if (end == arn.len)
      return false;
    parts[i] = alint_str_slice(arn, at, end);
    at = end + 1;
  }
  return true;
}
