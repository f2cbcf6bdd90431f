/* SPDX-License-Identifier: Apache-2.0
 *
 * The roles of a world by name, and what other resources say of them.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_MAP_ROLES_H
#define ASSUMELINT_PARSERS_TERRAFORM_MAP_ROLES_H

#include "parsers/terraform/plan/resource.h"

typedef struct TfRoleEntry TfRoleEntry;
typedef struct TfRoleIndex {
  TfRoleEntry *items;
  size_t count, cap;
} TfRoleIndex;

/* The roles of a world, all of which are mapped. */
TfRoleIndex tf_index_roles(TfPlan *tf, const World *world);
/* The `i`-th role of that name, ARN or address; NULL after the last one. */
Role *tf_role_named(const TfRoleIndex *roles, Str key, size_t i);

/* ---- Administrator rights (admin.c) ---------------------------------------- */

/* By the attributes of the role itself. */
void tf_role_admin(Role *role, TfPlan *tf, const TfResource *resource);
/* By the attachments among the resources of the world of these roles. */
void tf_attach(TfPlan *tf, const TfRoleIndex *roles, const TfResources *resources);

/* ---- Role brokers (brokers.c) ---------------------------------------------- */

void tf_add_broker(TfPlan *tf, const TfRoleIndex *roles, const TfResource *resource);

#endif
