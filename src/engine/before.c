/* SPDX-License-Identifier: Apache-2.0
 *
 * A template that says what there is has no world before it. Another one, of the
 * time before, gives it one.
 */
#include "assumelint/engine.h"
#include "assumelint/status.h"

/* What becomes of what is there before; NONE where the two do not tell. */
static enum alint_change change_of(bool found, const struct alint_text *name_before,
                                   const struct alint_text *path_before,
                                   const struct alint_text *name, const struct alint_text *path) {
  if (!found)
    return ALINT_CHANGE_DELETE;
  return alint_text_contradicts(name_before, name) || alint_text_contradicts(path_before, path)
             ? ALINT_CHANGE_REPLACE
             : ALINT_CHANGE_NONE;
}

static struct alint_role *find_role(struct alint_world *world, struct alint_str address) {
  for (size_t i = 0; i < world->role_count; i++) {
    if (alint_str_eq(world->roles[i].address, address))
      return &world->roles[i];
  }
  return NULL;
}

static struct alint_entity *find_entity(struct alint_world *world,
                                        const struct alint_entity *like) {
  for (size_t i = 0; i < world->entity_count; i++) {
    struct alint_entity *entity = &world->entities[i];
    if (entity->kind == like->kind && alint_str_eq(entity->address, like->address))
      return entity;
  }
  return NULL;
}

static void mark_roles(struct alint_world *before, struct alint_world *after) {
  for (size_t i = 0; i < after->role_count; i++)
    after->roles[i].change = ALINT_CHANGE_CREATE;
  for (size_t i = 0; i < before->role_count; i++) {
    struct alint_role *was = &before->roles[i], *is = find_role(after, was->address);
    was->change = change_of(is, was->name, was->path, is ? is->name : NULL, is ? is->path : NULL);
    if (is)
      is->change = was->change;
  }
}

static void mark_entities(struct alint_world *before, struct alint_world *after) {
  for (size_t i = 0; i < after->entity_count; i++)
    after->entities[i].change = ALINT_CHANGE_CREATE;
  for (size_t i = 0; i < before->entity_count; i++) {
    struct alint_entity *was = &before->entities[i], *is = find_entity(after, was);
    was->change = change_of(is, was->name, was->path, is ? is->name : NULL, is ? is->path : NULL);
    if (is)
      is->change = was->change;
  }
}

/* Spans of the other file are places beside this one. */
static void move_places(struct alint_world *world, const struct alint_source *source) {
  for (size_t i = 0; i < world->role_count; i++) {
    struct alint_role *role = &world->roles[i];
    if (!role->place.source)
      role->place = (struct alint_place){source, role->span};
  }
  for (size_t i = 0; i < world->entity_count; i++) {
    struct alint_entity *entity = &world->entities[i];
    if (!entity->place.source)
      entity->place = (struct alint_place){source, entity->span};
  }
}

void alint_give_before(struct alint_input *input, struct alint_input *old) {
  if (!old->source.lines)
    alint_source_index(&old->source, old->arena);
  input->before = old->after;
  input->has_before = true;
  move_places(&input->before, &old->source);
  mark_roles(&input->before, &input->after);
  mark_entities(&input->before, &input->after);
}
