/* SPDX-License-Identifier: Apache-2.0
 *
 * From a plan to the two worlds (map.c and the files named below).
 */
#ifndef ALINT_PARSERS_TERRAFORM_MAP_H
#define ALINT_PARSERS_TERRAFORM_MAP_H

#include "side.h"

int alint_tf_map(struct alint_tf *tf);

int alint_tf_add_role(struct alint_tf *tf, const struct alint_tf_side *side);    /* role.c */
void alint_tf_add_entity(struct alint_tf *tf, const struct alint_tf_side *side); /* entity.c */
/* Fills role->trusts (trust.c); where one of them is not known it is the first. */
int alint_tf_map_trusts(struct alint_role *role, struct alint_tf *tf,
                        const struct alint_tf_side *side);
/* A policy out of its document, which `out->sensitive` hides. */
int alint_tf_map_document(struct alint_trust *out, struct alint_tf *tf,
                          const struct alint_tf_side *side, const struct alint_node *document);
/* Fills role->depends_on (depends.c). */
void alint_tf_depends(struct alint_role *role, struct alint_tf *tf,
                      const struct alint_tf_side *side);
/* Hides all of a policy that a sensitive string must not show (sensitive.c).
 * `name` is a prefix for the names of the holes. */
void alint_tf_hide(struct alint_policy *policy, struct alint_arena *arena, struct alint_str name);
/* Reads the trust policies that the plan leaves out from the source, as far as
 * that tells them (source_trust.c). */
int alint_tf_source_trust(struct alint_role *role, struct alint_tf *tf,
                          const struct alint_tf_side *side);

/* ---- Stacks (stacks.c) ---------------------------------------------------- */

/* Maps the templates of the stacks of one world into it. */
int alint_tf_map_stacks(struct alint_tf *tf, const struct alint_tf_side *sides, size_t count);
/* Says what an update brings or takes away, when both worlds are mapped. */
void alint_tf_settle_stacks(struct alint_tf *tf);

#endif
