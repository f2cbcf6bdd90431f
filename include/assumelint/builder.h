/* SPDX-License-Identifier: Apache-2.0
 *
 * How front ends fill the model.
 *
 * Each function that adds puts a copy at the end of a list, which grows in the arena of the
 * input: pointers to its items do not survive the next addition.
 */
#ifndef ASSUMELINT_BUILDER_H
#define ASSUMELINT_BUILDER_H

#include "assumelint/model.h"

/* A role of which nothing is known but where it stands. Fill it, then add it. */
Role role_new(Str address, Span span, Change change);
void world_add_role(Input *input, World *world, const Role *role);
/* Adds an alternative of its trust policy, known and empty until it is filled. */
Trust *role_add_trust(Input *input, Role *role, Span span);
/* Marks it as an administrator; the first reason counts. Does nothing if a permissions
 * boundary applies, or `why` is empty. */
void role_make_admin(Role *role, Str why);
/* Account and partition of a role or resource whose input does not say them: holes for those
 * of the user. */
void input_own_account(const Text **account, const Text **partition, Input *input);
/* The longest session in seconds; -1 if `digits` is no such number. */
long role_session_seconds(Str digits);

/* Users and identity providers. */
void world_add_principal_resource(Input *input, World *world, const PrincipalResource *resource);
void principal_resource_add_client_id(Input *input, PrincipalResource *resource, const Text *id);

/* Add its roles to a broker first, then the broker to the world. */
void broker_add_role(Input *input, RoleBroker *broker, const BrokeredRole *role);
void world_add_broker(Input *input, World *world, const RoleBroker *broker);

/* `what` has to be given. */
void input_add_unread(Input *input, Unread unread);

#endif
