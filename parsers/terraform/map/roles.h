/* SPDX-License-Identifier: Apache-2.0
 *
 * The roles of a world by name, and what is said of them elsewhere.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_MAP_ROLES_H
#define ASSUMELINT_PARSERS_TERRAFORM_MAP_ROLES_H

#include "parsers/terraform/plan/resource.h"

typedef struct TfRoleEntry TfRoleEntry;
typedef struct TfRoleIndex {
  TfRoleEntry *entries;
  size_t count, cap;
} TfRoleIndex;

/* The roles of a world, all of which are mapped. */
void tf_index_roles(TfRoleIndex *out, TfPlan *tf, const World *world);
/* The `i`-th role of that name, ARN or address; NULL after the last one. */
Role *tf_role_named(const TfRoleIndex *roles, Str key, size_t i);

/* ---- Administrator rights (admin.c, attach.c) ---------------------------- */

/* admin_document of a policy that is JSON in a string. */
void tf_admin_document(const char **why, TfPlan *tf, Str json);
/* By the attributes of the role itself. */
void tf_role_admin(Role *role, TfPlan *tf, const TfResource *resource);
/* By the attachments among the resources of the world of these roles. */
int tf_attach(TfPlan *tf, const TfRoleIndex *roles, const TfResource *resources, size_t count);

/* ---- What hands out roles (handouts.c) ------------------------------------ */

void tf_add_broker(TfPlan *tf, const TfRoleIndex *roles, const TfResource *resource);

#endif
