/* SPDX-License-Identifier: Apache-2.0
 *
 * The trust policy of a role: a string of JSON in the values. What holds a part
 * that is not known until apply is left out of the plan as a whole; then the
 * configuration says what it depends on.
 */
#include "plan.h"

/* References told in the name of a hole. */
enum { MAX_TOLD = 4 };

static void add_reference(struct alint_buf *buf, const struct alint_tf_side *side,
                          struct alint_str reference) {
  alint_buf_add_str(buf, side->module);
  alint_buf_add_str(buf, reference);
}

static struct alint_str name_of(struct alint_tf *tf, const struct alint_tf_side *side,
                                const struct alint_str *references, size_t count) {
  struct alint_buf buf = alint_buf(tf->arena);
  if (count == 0) {
    alint_buf_add_str(&buf, side->address);
    alint_buf_add_char(&buf, '.');
    alint_buf_add(&buf, side->object->type->policy);
  }
  for (size_t i = 0; i < count && i < MAX_TOLD; i++) {
    alint_buf_add(&buf, i > 0 ? ", " : "");
    add_reference(&buf, side, references[i]);
  }
  if (count > MAX_TOLD)
    alint_buf_add(&buf, ", ...");
  return alint_buf_str(&buf);
}

/* How to make it known: what has to be there before the plan is made. */
static struct alint_str give_of(struct alint_tf *tf, const struct alint_tf_side *side,
                                const struct alint_str *references, size_t count) {
  struct alint_buf buf = alint_buf(tf->arena);
  size_t told = 0;
  for (size_t i = 0; i < count && told < MAX_TOLD; i++) {
    struct alint_str resource = alint_tf_resource_of(references[i]);
    if (resource.len == 0)
      continue;
    alint_buf_add(&buf, told++ > 0 ? ", " : "apply what the policy is made from first (");
    add_reference(&buf, side, resource);
  }
  alint_buf_add(&buf, told > 0 ? ") and plan again, or write the policy with values that are "
                                 "known when the plan is made"
                               : "write the policy with values that are known when the plan is "
                                 "made, or apply what it is made from first and plan again");
  return alint_buf_str(&buf);
}

/* What the configuration says the policy is made from. */
static int find_references(struct alint_str **references, size_t *count, struct alint_tf *tf,
                           const struct alint_tf_side *side) {
  struct alint_str address;
  if (alint_tf_config_address(&address, tf->arena, side->resource) != ALINT_OK)
    return alint_no_memory(tf->err);
  const struct alint_node *expressions =
      alint_node_get(alint_tf_config_of(tf, address), "expressions");
  return alint_tf_references(references, count, tf,
                             alint_node_get(expressions, side->object->type->policy));
}

static int hole_of(const struct alint_hole **out, struct alint_tf *tf,
                   const struct alint_tf_side *side, const struct alint_str *references,
                   size_t count) {
  struct alint_hole *hole = alint_arena_alloc(tf->arena, sizeof *hole);
  if (!hole)
    return alint_no_memory(tf->err);
  hole->name = name_of(tf, side, references, count);
  hole->give = give_of(tf, side, references, count);
  if (count > 0 && alint_tf_resource_of(references[0]).len > 0) {
    struct alint_buf buf = alint_buf(tf->arena);
    add_reference(&buf, side, alint_tf_resource_of(references[0]));
    hole->resource = alint_buf_str(&buf);
  }
  *out = hole;
  return hole->name.ptr && hole->give.ptr ? ALINT_OK : alint_no_memory(tf->err);
}

int alint_tf_empty_policy(struct alint_trust *out, struct alint_tf *tf) {
  out->policy = alint_arena_alloc(tf->arena, sizeof *out->policy);
  if (!out->policy)
    return alint_no_memory(tf->err);
  out->policy->span = out->span;
  return ALINT_OK;
}

int alint_tf_map_document(struct alint_trust *out, struct alint_tf *tf,
                          const struct alint_tf_side *side, const struct alint_node *document) {
  int status = alint_policy_map(&out->policy, &out->state, tf->arena, document, tf->err);
  if (status != ALINT_OK || !out->sensitive)
    return status;
  struct alint_str name = alint_str_printf(tf->arena, "%.*s%s", ALINT_FMT(side->address),
                                           side->world == ALINT_TF_BEFORE ? " (before)" : "");
  return name.ptr ? alint_tf_hide(out->policy, tf->arena, name) : ALINT_ENOMEM;
}

/* A policy that is left out: rebuilt, or unknown. */
static int map_left_out(struct alint_trust *out, struct alint_tf *tf,
                        const struct alint_tf_side *side) {
  struct alint_str *references = NULL;
  size_t count = 0;
  struct alint_node *rebuilt = NULL;
  bool sensitive = false;
  int status = find_references(&references, &count, tf, side);
  if (status == ALINT_OK)
    status = alint_tf_rebuild(&rebuilt, &sensitive, tf, side, references, count);
  if (status != ALINT_OK)
    return status;
  if (rebuilt) {
    out->origin = ALINT_ORIGIN_REBUILT;
    out->sensitive = out->sensitive || sensitive;
    return alint_tf_map_document(out, tf, side, rebuilt);
  }
  out->state = ALINT_TRUST_UNKNOWN;
  status = alint_tf_empty_policy(out, tf);
  return status == ALINT_OK ? hole_of(&out->hole, tf, side, references, count) : status;
}

int alint_tf_map_trust(struct alint_trust *out, struct alint_tf *tf,
                       const struct alint_tf_side *side) {
  const char *attribute = side->object->type->policy;
  const struct alint_node *document = alint_node_get(side->values, attribute);
  *out = (struct alint_trust){.origin = ALINT_ORIGIN_AS_WRITTEN, .span = side->object->span};
  out->sensitive = alint_tf_marked(side->sensitive, attribute);
  int status;
  if (document && document->kind != ALINT_NODE_NULL) {
    status = alint_tf_map_document(out, tf, side, document);
  } else if (!side->values || out->sensitive || alint_tf_marked(side->unknown, attribute)) {
    status = map_left_out(out, tf, side);
  } else {
    out->state = ALINT_TRUST_MISSING;
    status = alint_tf_empty_policy(out, tf);
  }
  return status == ALINT_ENOMEM ? alint_no_memory(tf->err) : status;
}
