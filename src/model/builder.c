/* SPDX-License-Identifier: Apache-2.0
 *
 * Growing of worlds.
 */
#include "assumelint/builder.h"

#include "assumelint/arena.h"

/* Room for one more item; NULL with the error recorded. */
static void *grow(struct alint_input *input, void *items, size_t count, size_t *cap, size_t size) {
  void *grown = alint_arena_grow(input->arena, items, count, cap, size);
  return grown;
}

/* ---- Roles --------------------------------------------------------------- */

struct alint_role alint_new_role(struct alint_str address, struct alint_span span,
                                 enum alint_change change) {
  return (struct alint_role){
      .address = address, .label = address, .span = span, .change = change, .max_session = -1};
}

void alint_model_add_role(struct alint_input *input, struct alint_world *world,
                          const struct alint_role *role) {
  struct alint_role *roles =
      grow(input, world->roles, world->role_count, &world->role_cap, sizeof *roles);
  world->roles = roles;
  roles[world->role_count++] = *role;
}

struct alint_trust *alint_model_add_trust(struct alint_input *input, struct alint_role *role,
                                          struct alint_span span) {
  struct alint_trust *trusts =
      grow(input, role->trusts, role->trust_count, &role->trust_cap, sizeof *trusts);
  role->trusts = trusts;
  trusts[role->trust_count] = (struct alint_trust){.span = span};
  return &trusts[role->trust_count++];
}

void alint_make_admin(struct alint_role *role, struct alint_str why) {
  if (role->bounded || role->admin || why.len == 0)
    return;
  role->admin = true;
  role->admin_why = why;
}

void alint_own_side(const struct alint_text **account, const struct alint_text **partition,
                    struct alint_input *input) {
  *account = alint_text_own_account(input->arena, "--account ID");
  *partition = alint_text_own_partition(input->arena);
  if (!(*account && *partition))
    alint_out_of_memory();
}

long alint_session_seconds(struct alint_str digits) {
  long out = 0;
  if (digits.len > 9 || !alint_str_all_digits(digits))
    return -1;
  for (size_t i = 0; i < digits.len; i++)
    out = out * 10 + (digits.ptr[i] - '0');
  return out;
}

/* ---- What trust policies name, and what hands out roles ------------------ */

void alint_model_add_entity(struct alint_input *input, struct alint_world *world,
                            const struct alint_entity *entity) {
  struct alint_entity *entities =
      grow(input, world->entities, world->entity_count, &world->entity_cap, sizeof *entities);
  world->entities = entities;
  entities[world->entity_count++] = *entity;
}

void alint_model_add_client_id(struct alint_input *input, struct alint_entity *entity,
                               const struct alint_text *id) {
  const struct alint_text **ids = grow(input, entity->client_ids, entity->client_id_count,
                                       &entity->client_id_cap, sizeof(const struct alint_text *));
  entity->client_ids = ids;
  ids[entity->client_id_count++] = id;
}

void alint_model_add_handed_role(struct alint_input *input, struct alint_handout *handout,
                                 const struct alint_handed_role *role) {
  struct alint_handed_role *roles =
      grow(input, handout->roles, handout->role_count, &handout->role_cap, sizeof *roles);
  handout->roles = roles;
  roles[handout->role_count++] = *role;
}

void alint_model_add_handout(struct alint_input *input, struct alint_world *world,
                             const struct alint_handout *handout) {
  struct alint_handout *handouts =
      grow(input, world->handouts, world->handout_count, &world->handout_cap, sizeof *handouts);
  world->handouts = handouts;
  handouts[world->handout_count++] = *handout;
}

/* ---- What was not read --------------------------------------------------- */

void alint_model_add_unread(struct alint_input *input, struct alint_unread unread) {
  struct alint_unread *items =
      grow(input, input->unread, input->unread_count, &input->unread_cap, sizeof *items);
  if (!unread.what.ptr)
    alint_out_of_memory();
  input->unread = items;
  items[input->unread_count++] = unread;
}
