/* SPDX-License-Identifier: Apache-2.0
 *
 * A template has no world before it. An older one gives it one.
 */
#include "assumelint/engine.h"
#include "assumelint/status.h"

/* What becomes of a resource of the world before; NONE where nothing shows a change. */
static Change change_of(bool found, const Text *name_before, const Text *path_before,
                        const Text *name, const Text *path) {
  if (!found)
    return CHANGE_DELETE;
  return text_contradicts(name_before, name) || text_contradicts(path_before, path) ? CHANGE_REPLACE
                                                                                    : CHANGE_NONE;
}

static Role *find_role(World *world, Str address) {
  for (size_t i = 0; i < world->role_count; i++) {
    if (str_eq(world->roles[i].address, address))
      return &world->roles[i];
  }
  return NULL;
}

static PrincipalResource *find_principal_resource(World *world, const PrincipalResource *like) {
  for (size_t i = 0; i < world->principal_resource_count; i++) {
    PrincipalResource *resource = &world->principal_resources[i];
    if (resource->kind == like->kind && str_eq(resource->address, like->address))
      return resource;
  }
  return NULL;
}

static void mark_roles(World *before, World *after) {
  for (size_t i = 0; i < after->role_count; i++)
    after->roles[i].change = CHANGE_CREATE;
  for (size_t i = 0; i < before->role_count; i++) {
    Role *was = &before->roles[i], *is = find_role(after, was->address);
    was->change = change_of(is, was->name, was->path, is ? is->name : NULL, is ? is->path : NULL);
    if (is)
      is->change = was->change;
  }
}

static void mark_principal_resources(World *before, World *after) {
  for (size_t i = 0; i < after->principal_resource_count; i++)
    after->principal_resources[i].change = CHANGE_CREATE;
  for (size_t i = 0; i < before->principal_resource_count; i++) {
    PrincipalResource *was = &before->principal_resources[i],
                      *is = find_principal_resource(after, was);
    was->change = change_of(is, was->name, was->path, is ? is->name : NULL, is ? is->path : NULL);
    if (is)
      is->change = was->change;
  }
}

/* The spans are those of another file than the input. */
static void name_source(World *world, const Source *source) {
  for (size_t i = 0; i < world->role_count; i++) {
    Role *role = &world->roles[i];
    if (!role->source_span.source)
      role->source_span = (SourceSpan){source, role->span};
  }
  for (size_t i = 0; i < world->principal_resource_count; i++) {
    PrincipalResource *resource = &world->principal_resources[i];
    if (!resource->source_span.source)
      resource->source_span = (SourceSpan){source, resource->span};
  }
}

void engine_give_before(Input *input, Input *old) {
  input->before = old->after;
  input->has_before = true;
  name_source(&input->before, &old->source);
  mark_roles(&input->before, &input->after);
  mark_principal_resources(&input->before, &input->after);
}
