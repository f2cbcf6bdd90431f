/* SPDX-License-Identifier: Apache-2.0
 *
 * From a plan to the two worlds (map.c and the files named below).
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_MAP_MAP_H
#define ASSUMELINT_PARSERS_TERRAFORM_MAP_MAP_H

#include "parsers/terraform/plan/resource.h"

int tf_map_worlds(TfPlan *tf);

int tf_add_role(TfPlan *tf, const TfResource *resource);                /* role.c */
void tf_add_principal_resource(TfPlan *tf, const TfResource *resource); /* entity.c */
/* Fills role->trusts (trust.c); where one of them is not known it is the first. */
int tf_map_trusts(Role *role, TfPlan *tf, const TfResource *resource);
/* A policy out of its document, which `out->sensitive` hides. */
int tf_map_document(Trust *out, TfPlan *tf, const TfResource *resource, const Node *document);
/* Fills role->depends_on (depends.c). */
void tf_depends(Role *role, TfPlan *tf, const TfResource *resource);
/* Hides all of a policy that a sensitive string must not show (sensitive.c).
 * `name` is a prefix for the names of the holes. */
void tf_hide(Policy *policy, Arena *arena, Str name);
/* Reads the trust policies that the plan leaves out from the source, as far as
 * that tells them (source_trust.c). */
int tf_source_trust(Role *role, TfPlan *tf, const TfResource *resource);

/* ---- Stacks (stacks.c) ---------------------------------------------------- */

/* Maps the templates of the stacks of one world into it. */
int tf_map_stacks(TfPlan *tf, const TfResource *resources, size_t count);
/* Says what an update brings or takes away, when both worlds are mapped. */
void tf_settle_stacks(TfPlan *tf);

#endif
