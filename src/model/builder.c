/* SPDX-License-Identifier: Apache-2.0
 *
 * Growing of worlds.
 */
#include "assumelint/builder.h"

#include "assumelint/arena.h"

/* Room for one more item; NULL with the error recorded. */
static void *grow(struct alint_input *input, void *items, size_t count, size_t *cap, size_t size) {
  void *grown = alint_arena_grow(input->arena, items, count, cap, size);
  if (!grown)
    alint_no_memory(&input->error);
  return grown;
}

/* ---- Roles --------------------------------------------------------------- */

struct alint_role alint_new_role(struct alint_str address, struct alint_span span,
                                 enum alint_change change) {
  return (struct alint_role){
      .address = address, .label = address, .span = span, .change = change, .max_session = -1};
}

int alint_model_add_role(struct alint_input *input, struct alint_world *world,
                         const struct alint_role *role) {
  struct alint_role *roles =
      grow(input, world->roles, world->role_count, &world->role_cap, sizeof *roles);
  if (!roles)
    return ALINT_ENOMEM;
  world->roles = roles;
  roles[world->role_count++] = *role;
  return ALINT_OK;
}

struct alint_trust *alint_model_add_trust(struct alint_input *input, struct alint_role *role,
                                          struct alint_span span) {
  struct alint_trust *trusts =
      grow(input, role->trusts, role->trust_count, &role->trust_cap, sizeof *trusts);
  if (!trusts)
    return NULL;
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

int alint_own_side(const struct alint_text **account, const struct alint_text **partition,
                   struct alint_input *input) {
  *account = alint_text_own_account(input->arena, "--account ID");
  *partition = alint_text_own_partition(input->arena);
  return *account && *partition ? ALINT_OK : alint_no_memory(&input->error);
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

int alint_model_add_entity(struct alint_input *input, struct alint_world *world,
                           const struct alint_entity *entity) {
  struct alint_entity *entities =
      grow(input, world->entities, world->entity_count, &world->entity_cap, sizeof *entities);
  if (!entities)
    return ALINT_ENOMEM;
  world->entities = entities;
  entities[world->entity_count++] = *entity;
  return ALINT_OK;
}

int alint_model_add_client_id(struct alint_input *input, struct alint_entity *entity,
                              const struct alint_text *id) {
  const struct alint_text **ids = grow(input, entity->client_ids, entity->client_id_count,
                                       &entity->client_id_cap, sizeof(const struct alint_text *));
  if (!ids)
    return ALINT_ENOMEM;
  entity->client_ids = ids;
  ids[entity->client_id_count++] = id;
  return ALINT_OK;
}

int alint_model_add_handed_role(struct alint_input *input, struct alint_handout *handout,
                                const struct alint_handed_role *role) {
  struct alint_handed_role *roles =
      grow(input, handout->roles, handout->role_count, &handout->role_cap, sizeof *roles);
  if (!roles)
    return ALINT_ENOMEM;
  handout->roles = roles;
  roles[handout->role_count++] = *role;
  return ALINT_OK;
}

int alint_model_add_handout(struct alint_input *input, struct alint_world *world,
                            const struct alint_handout *handout) {
  struct alint_handout *handouts =
      grow(input, world->handouts, world->handout_count, &world->handout_cap, sizeof *handouts);
  if (!handouts)
    return ALINT_ENOMEM;
  world->handouts = handouts;
  handouts[world->handout_count++] = *handout;
  return ALINT_OK;
}

/* ---- What was not read --------------------------------------------------- */

int alint_model_add_unread(struct alint_input *input, struct alint_unread unread) {
  struct alint_unread *items =
      grow(input, input->unread, input->unread_count, &input->unread_cap, sizeof *items);
  if (!items || !unread.what.ptr)
    return alint_no_memory(&input->error);
  input->unread = items;
  items[input->unread_count++] = unread;
  return ALINT_OK;
}
