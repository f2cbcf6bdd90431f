/* SPDX-License-Identifier: Apache-2.0
 *
 * The trust policy of a role: a string of JSON in the values. What holds a part
 * that is not known until apply is left out of the plan as a whole; then the
 * configuration says what it depends on.
 */
#include "address.h"
#include "assumelint/arena.h"
#include "document.h"
#include "map.h"

/* Resources told in a hint. */
enum { MAX_TOLD = 4 };

/* ---- A policy that is not known -------------------------------------------- */

static struct alint_str name_of(struct alint_tf *tf, const struct alint_tf_side *side,
                                const struct alint_tf_trail *trail) {
  struct alint_buf buf = alint_buf(tf->arena);
  if (trail->count == 0) {
    alint_buf_add_str(&buf, side->address);
    alint_buf_add_char(&buf, '.');
    alint_buf_add(&buf, side->object->type->policy);
  }
  alint_tf_add_names(&buf, trail);
  return alint_buf_str(&buf);
}

/* How to make it known: what has to be there before the plan is made. */
static struct alint_str give_of(struct alint_tf *tf, const struct alint_tf_trail *trail) {
  struct alint_buf buf = alint_buf(tf->arena);
  size_t told = 0;
  for (size_t i = 0; i < trail->count && told < MAX_TOLD; i++) {
    struct alint_str resource = alint_tf_resource_of(trail->refs[i].name);
    if (resource.len == 0)
      continue;
    alint_buf_add(&buf, told++ > 0 ? ", " : "apply what the policy is made from first (");
    alint_buf_add_str(&buf, trail->refs[i].module);
    alint_buf_add_str(&buf, resource);
  }
  alint_buf_add(&buf, told > 0 ? ") and plan again, or write the policy with values that are "
                                 "known when the plan is made"
                               : "write the policy with values that are known when the plan is "
                                 "made, or apply what it is made from first and plan again");
  return alint_buf_str(&buf);
}

static void hole_of(const struct alint_hole **out, struct alint_tf *tf,
                    const struct alint_tf_side *side, const struct alint_tf_trail *trail) {
  struct alint_hole like = {.name = name_of(tf, side, trail), .give = give_of(tf, trail)};
  if (trail->count > 0 && alint_tf_resource_of(trail->refs[0].name).len > 0)
    like.resource = alint_str_printf(tf->arena, "%.*s%.*s", ALINT_FMT(trail->refs[0].module),
                                     ALINT_FMT(alint_tf_resource_of(trail->refs[0].name)));
  *out = like.give.ptr ? alint_tf_hole(tf->arena, like) : NULL;
  if (!(*out))
    alint_out_of_memory();
}

/* A policy that is not there, with the span of the role. */
static void empty_policy(struct alint_trust *out, struct alint_tf *tf) {
  out->policy = alint_arena_alloc(tf->arena, sizeof *out->policy);
  out->policy->span = out->span;
}

static void map_unknown(struct alint_trust *out, struct alint_tf *tf,
                        const struct alint_tf_side *side, const struct alint_tf_trail *trail) {
  out->state = ALINT_TRUST_UNKNOWN;
  empty_policy(out, tf);
  hole_of(&out->hole, tf, side, trail);
}

/* ---- A policy that is known ------------------------------------------------ */

int alint_tf_map_document(struct alint_trust *out, struct alint_tf *tf,
                          const struct alint_tf_side *side, const struct alint_node *document) {
  int status = alint_policy_map(&out->policy, &out->state, tf->arena, document, tf->err);
  if (status != ALINT_OK || !out->sensitive)
    return status;
  struct alint_str name = alint_str_printf(tf->arena, "%.*s%s", ALINT_FMT(side->address),
                                           side->world == ALINT_TF_BEFORE ? " (before)" : "");
  alint_tf_hide(out->policy, tf->arena, name);
  return ALINT_OK;
}

/* ---- Alternatives ---------------------------------------------------------- */

static struct alint_trust begin(const struct alint_tf_side *side) {
  const char *attribute = side->object->type->policy;
  return (struct alint_trust){.origin = ALINT_ORIGIN_AS_WRITTEN,
                              .span = side->object->span,
                              .sensitive = alint_tf_marked(side->sensitive, attribute)};
}

/* A policy that the plan leaves out: something that is not known, or one of the
 * documents that it may be. */
static int map_left_out(struct alint_role *role, struct alint_tf *tf,
                        const struct alint_tf_side *side) {
  struct alint_tf_rebuilt rebuilt;
  int status = alint_tf_rebuild(&rebuilt, tf, side, side->object->type->policy);
  if (status != ALINT_OK)
    return status;
  bool unknown = rebuilt.count == 0 || !rebuilt.certain;
  size_t total = rebuilt.count + unknown;
  role->trusts = alint_arena_array(tf->arena, total, sizeof *role->trusts);
  role->alternatives_cut = rebuilt.cut;
  if (unknown) {
    struct alint_trust *trust = &role->trusts[role->trust_count++];
    *trust = begin(side);
    if (total > 1)
      trust->when = ALINT_STR("the policy is something else");
    map_unknown(trust, tf, side, &rebuilt.trail);
  }
  for (size_t i = 0; i < rebuilt.count && status == ALINT_OK; i++) {
    const struct alint_tf_candidate *candidate = &rebuilt.items[i];
    struct alint_trust *trust = &role->trusts[role->trust_count++];
    *trust = begin(side);
    trust->origin = ALINT_ORIGIN_REBUILT;
    trust->sensitive = trust->sensitive || candidate->sensitive;
    trust->hole = candidate->hole;
    if (total > 1)
      trust->when =
          alint_str_printf(tf->arena, "the policy is %.*s.json", ALINT_FMT(candidate->address));
    status = alint_tf_map_document(trust, tf, side, candidate->document);
  }
  return status;
}

int alint_tf_map_trusts(struct alint_role *role, struct alint_tf *tf,
                        const struct alint_tf_side *side) {
  const char *attribute = side->object->type->policy;
  const struct alint_node *document = alint_node_get(side->values, attribute);
  struct alint_trust trust = begin(side);
  bool known = document && document->kind != ALINT_NODE_NULL;
  if (!known && (!side->values || trust.sensitive || alint_tf_marked(side->unknown, attribute)))
    return map_left_out(role, tf, side);
  role->trusts = alint_arena_alloc(tf->arena, sizeof *role->trusts);
  role->trust_count = 1;
  role->trusts[0] = trust;
  if (known) {
    int status = alint_tf_map_document(role->trusts, tf, side, document);
    bool replaced = tf->redacted && trust.sensitive && role->trusts[0].state == ALINT_TRUST_BROKEN;
    if (status != ALINT_OK || !replaced)
      return status;
    role->trust_count = 0;
    return map_left_out(role, tf, side);
  }
  role->trusts[0].state = ALINT_TRUST_MISSING;
  empty_policy(role->trusts, tf);
  return ALINT_OK;
}
