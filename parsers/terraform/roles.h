/* SPDX-License-Identifier: Apache-2.0
 *
 * The roles of a world by name, and what is said of them elsewhere.
 */
#ifndef ALINT_PARSERS_TERRAFORM_ROLES_H
#define ALINT_PARSERS_TERRAFORM_ROLES_H

#include "side.h"

struct alint_tf_role_entry;
struct alint_tf_roles {
  struct alint_tf_role_entry *entries;
  size_t count, cap;
};

/* The roles of a world, all of which are mapped. */
void alint_tf_index_roles(struct alint_tf_roles *out, struct alint_tf *tf,
                          const struct alint_world *world);
/* The `i`-th role of that name, ARN or address; NULL after the last one. */
struct alint_role *alint_tf_role_named(const struct alint_tf_roles *roles, struct alint_str key,
                                       size_t i);

/* ---- Administrator rights (admin.c, attach.c) ---------------------------- */

/* alint_admin_document of a policy that is JSON in a string. */
void alint_tf_admin_document(const char **why, struct alint_tf *tf, struct alint_str json);
/* By the attributes of the role itself. */
void alint_tf_role_admin(struct alint_role *role, struct alint_tf *tf,
                         const struct alint_tf_side *side);
/* By the attachments among the resources of the world of these roles. */
int alint_tf_attach(struct alint_tf *tf, const struct alint_tf_roles *roles,
                    const struct alint_tf_side *sides, size_t count);

/* ---- What hands out roles (handouts.c) ------------------------------------ */

void alint_tf_add_handout(struct alint_tf *tf, const struct alint_tf_roles *roles,
                          const struct alint_tf_side *side);

#endif
