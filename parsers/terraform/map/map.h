/* SPDX-License-Identifier: Apache-2.0
 *
 * From a plan to the two worlds. Statuses are those of policy_map() and cfn_map_embedded().
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_MAP_MAP_H
#define ASSUMELINT_PARSERS_TERRAFORM_MAP_MAP_H

#include "parsers/terraform/plan/resource.h"

int tf_map_worlds(TfPlan *tf);

int tf_add_role(TfPlan *tf, const TfResource *resource);                /* role.c */
void tf_add_principal_resource(TfPlan *tf, const TfResource *resource); /* principal_resource.c */
/* Fills role->trusts (trust.c). If one of them is not known it is the first. */
int tf_map_trusts(Role *role, TfPlan *tf, const TfResource *resource);
/* Maps the document of a policy, and hides it where `out->sensitive` says so (trust.c). */
int tf_map_document(Trust *out, TfPlan *tf, const TfResource *resource, const Node *document);
/* Reads the trust policies that the plan leaves out from the source, as far as they are known
 * there (source_trust.c). */
int tf_source_trust(Role *role, TfPlan *tf, const TfResource *resource);
/* Fills role->depends_on (depends.c). */
void tf_depends(Role *role, TfPlan *tf, const TfResource *resource);
/* Hides all of a policy that a sensitive string must not show. `name` begins the names of the
 * holes (sensitive.c). */
void tf_hide(Policy *policy, Arena *arena, Str name);

/* ---- Stacks (stacks.c) ---------------------------------------------------- */

/* Maps the templates of the stacks of one world into it. */
int tf_map_stacks(TfPlan *tf, int world, const TfResources *resources);
/* Once both worlds are mapped: sets what the update of a stack creates or deletes. */
void tf_settle_stacks(TfPlan *tf);

#endif
