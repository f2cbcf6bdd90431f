/* SPDX-License-Identifier: Apache-2.0
 *
 * How front ends fill the model.
 *
 * Each function puts a copy of what it is given at the end of a list, which
 * grows in the arena of the input: pointers to items of that list do not last.
 * They return OK or ERR_MEMORY, which is then in input->error too.
 */
#ifndef ASSUMELINT_BUILDER_H
#define ASSUMELINT_BUILDER_H

#include "assumelint/model.h"

/* A role of which nothing is known but where it stands: to be filled, then added. */
Role role_new(Str address, Span span, Change change);
void world_add_role(Input *input, World *world, const Role *role);
/* One more alternative of its trust policy, which is known and empty. NULL: no memory. */
Trust *role_add_trust(Input *input, Role *role, Span span);
/* Says that it is an administrator and why; the first reason counts. Does nothing
 * where a boundary keeps it from being one, or `why` is empty. */
void role_make_admin(Role *role, Str why);
/* The account and the partition of a role or resource, where the input does not
 * say them: one's own. */
void input_own_account(const Text **account, const Text **partition, Input *input);
/* The seconds of a longest session; -1 for what is no number of them. */
long role_session_seconds(Str digits);

/* Users and identity providers. */
void world_add_principal_resource(Input *input, World *world,
                                  const PrincipalResource *principal_resource);
void principal_resource_add_client_id(Input *input, PrincipalResource *principal_resource,
                                      const Text *id);

/* Resources that hand out roles: first its roles, then the resource itself. */
void broker_add_role(Input *input, RoleBroker *broker, const BrokeredRole *role);
void world_add_broker(Input *input, World *world, const RoleBroker *broker);

/* Something that was not read. A `what` without bytes is ERR_MEMORY, so that it
 * can come straight from str_printf(). */
void input_add_unread(Input *input, Unread unread);

#endif
