/* SPDX-License-Identifier: Apache-2.0
 *
 * Growing of worlds.
 */
#include "assumelint/builder.h"

#include "assumelint/arena.h"

/* Room for one more item; NULL with the error recorded. */
static void *grow(Input *input, void *items, size_t count, size_t *cap, size_t size) {
  void *grown = arena_grow(input->arena, items, count, cap, size);
  return grown;
}

/* ---- Roles --------------------------------------------------------------- */

Role role_new(Str address, Span span, Change change) {
  return (Role){
      .address = address, .label = address, .span = span, .change = change, .max_session = -1};
}

void world_add_role(Input *input, World *world, const Role *role) {
  Role *roles = grow(input, world->roles, world->role_count, &world->role_cap, sizeof *roles);
  world->roles = roles;
  roles[world->role_count++] = *role;
}

Trust *role_add_trust(Input *input, Role *role, Span span) {
  Trust *trusts = grow(input, role->trusts, role->trust_count, &role->trust_cap, sizeof *trusts);
  role->trusts = trusts;
  trusts[role->trust_count] = (Trust){.span = span};
  return &trusts[role->trust_count++];
}

void role_make_admin(Role *role, Str why) {
  if (role->bounded || role->admin || why.len == 0)
    return;
  role->admin = true;
  role->admin_why = why;
}

void input_own_account(const Text **account, const Text **partition, Input *input) {
  *account = text_own_account(input->arena, "--account ID");
  *partition = text_own_partition(input->arena);
  if (!(*account && *partition))
    out_of_memory();
}

long role_session_seconds(Str digits) {
  long out = 0;
  if (digits.len > 9 || !str_all_digits(digits))
    return -1;
  for (size_t i = 0; i < digits.len; i++)
    out = out * 10 + (digits.ptr[i] - '0');
  return out;
}

/* ---- What trust policies name, and what hands out roles ------------------ */

void world_add_principal_resource(Input *input, World *world,
                                  const PrincipalResource *principal_resource) {
  PrincipalResource *principal_resources =
      grow(input, world->principal_resources, world->principal_resource_count,
           &world->principal_resource_cap, sizeof *principal_resources);
  world->principal_resources = principal_resources;
  principal_resources[world->principal_resource_count++] = *principal_resource;
}

void principal_resource_add_client_id(Input *input, PrincipalResource *principal_resource,
                                      const Text *id) {
  const Text **ids =
      grow(input, principal_resource->client_ids, principal_resource->client_id_count,
           &principal_resource->client_id_cap, sizeof(const Text *));
  principal_resource->client_ids = ids;
  ids[principal_resource->client_id_count++] = id;
}

void broker_add_role(Input *input, RoleBroker *broker, const BrokeredRole *role) {
  BrokeredRole *roles =
      grow(input, broker->roles, broker->role_count, &broker->role_cap, sizeof *roles);
  broker->roles = roles;
  roles[broker->role_count++] = *role;
}

void world_add_broker(Input *input, World *world, const RoleBroker *broker) {
  RoleBroker *brokers =
      grow(input, world->brokers, world->broker_count, &world->broker_cap, sizeof *brokers);
  world->brokers = brokers;
  brokers[world->broker_count++] = *broker;
}

/* ---- What was not read --------------------------------------------------- */

void input_add_unread(Input *input, Unread unread) {
  Unread *items =
      grow(input, input->unread, input->unread_count, &input->unread_cap, sizeof *items);
  if (!unread.what.ptr)
    out_of_memory();
  input->unread = items;
  items[input->unread_count++] = unread;
}
