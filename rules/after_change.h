/* SPDX-License-Identifier: Apache-2.0
 *
 * What a change makes of the users, roles and identity providers that trust policies name.
 */
#ifndef ASSUMELINT_RULES_AFTER_CHANGE_H
#define ASSUMELINT_RULES_AFTER_CHANGE_H

#include "rules/draft.h"

const char *resource_word(const Resource *resource); /* "user", "OIDC provider" */

typedef enum { AFTER_STAYS, AFTER_DELETED, AFTER_REPLACED } AfterChange;

/* The resource of the world before that the principal of an Allow names and that this change
 * deletes or replaces; NULL: none. `*next` takes its place, NULL: nothing does. */
const Resource *resource_gone(const Draft *draft, const Identity *identity, AfterChange how,
                              const Resource **next);

/* The role that is checked, in the world before; NULL: it was not there. */
const Role *role_before(const Check *check);

#endif
