/* SPDX-License-Identifier: Apache-2.0
 *
 * Growing worlds.
 */
#include "assumelint/builder.h"

#include "assumelint/arena.h"

/* ---- Roles --------------------------------------------------------------- */

Role role_new(Str address, Span span, Change change) {
  return (Role){
      .address = address, .label = address, .span = span, .change = change, .max_session = -1};
}

void world_add_role(Input *input, World *world, const Role *role) {
  ARRAY_ADD(input->arena, world->roles, world->role_count, world->role_cap, *role);
}

Trust *role_add_trust(Input *input, Role *role, Span span) {
  Policy *empty = arena_alloc(input->arena, sizeof *empty);
  empty->span = span;
  ARRAY_ADD(input->arena, role->trusts, role->trust_count, role->trust_cap,
            (Trust){.span = span, .policy = empty});
  return &role->trusts[role->trust_count - 1];
}

void role_make_admin(Role *role, Str why) {
  if (role->bounded || role->admin || why.len == 0)
    return;
  role->admin = true;
  role->admin_why = why;
}

void input_own_account(const Text **account, const Text **partition, Input *input) {
  const Hole partition_hole = {.name = STR("AWS::Partition"), .kind = HOLE_PARTITION};
  *account = text_own_account(input->arena, "--account ID");
  *partition = text_hole(input->arena, hole_new(input->arena, partition_hole));
}

long role_session_seconds(Str digits) {
  long out = 0;
  if (digits.len > 9 || !str_all_digits(digits))
    return -1;
  for (size_t i = 0; i < digits.len; i++)
    out = out * 10 + (digits.ptr[i] - '0');
  return out;
}

/* ---- Principal resources and role brokers -------------------------------- */

void world_add_principal_resource(Input *input, World *world, const PrincipalResource *resource) {
  ARRAY_ADD(input->arena, world->principal_resources, world->principal_resource_count,
            world->principal_resource_cap, *resource);
}

void principal_resource_add_client_id(Input *input, PrincipalResource *resource, const Text *id) {
  ARRAY_ADD(input->arena, resource->client_ids, resource->client_id_count, resource->client_id_cap,
            id);
}

void broker_add_role(Input *input, RoleBroker *broker, const BrokeredRole *role) {
  ARRAY_ADD(input->arena, broker->roles, broker->role_count, broker->role_cap, *role);
}

void world_add_broker(Input *input, World *world, const RoleBroker *broker) {
  ARRAY_ADD(input->arena, world->brokers, world->broker_count, world->broker_cap, *broker);
}

void input_add_unread(Input *input, Unread unread) {
  if (!unread.what.ptr)
    out_of_memory();
  ARRAY_ADD(input->arena, input->unread, input->unread_count, input->unread_cap, unread);
}
