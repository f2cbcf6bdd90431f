/* SPDX-License-Identifier: Apache-2.0
 *
 * What a change makes of users, roles and identity providers.
 */
#include "rules/after_change.h"

const char *resource_word(const Resource *resource) {
  switch (resource->kind) {
  case IDENTITY_USER:
    return "user";
  case IDENTITY_OIDC:
    return "OIDC provider";
  case IDENTITY_SAML:
    return "SAML provider";
  default:
    return "role";
  }
}

/* What becomes of a resource of the world before. */
static AfterChange after_change(const Resource *resource, const ResourceIndex *after,
                                const Resource **next) {
  *next = resource_formerly_at(after, resource->kind, resource->address);
  switch (resource->change) {
  case CHANGE_DELETE:
    return AFTER_DELETED;
  case CHANGE_REPLACE:
    return AFTER_REPLACED;
  case CHANGE_NONE: /* two templates: judged by what they say */
    if (!*next)
      return AFTER_DELETED;
    return (*next)->change == CHANGE_REPLACE || text_contradicts(resource->name, (*next)->name) ||
                   text_contradicts(resource->path, (*next)->path)
               ? AFTER_REPLACED
               : AFTER_STAYS;
  default: /* CHANGE_FORGET too: the resource leaves the state and goes on living */
    return AFTER_STAYS;
  }
}

const Resource *resource_gone(const Draft *draft, const Identity *identity, AfterChange how,
                              const Resource **next) {
  const Check *check = draft->check;
  if (!check->is_after || !check->other || draft->finding.statement->effect == EFFECT_DENY)
    return NULL;
  NamedResources named = resources_named(check->other_resources, identity);
  const Resource *resource = resources_next_named(&named);
  while (resource && after_change(resource, check->resources, next) != how)
    resource = resources_next_named(&named);
  return resource;
}

const Role *role_before(const Check *check) {
  const Role *role = check->role;
  if (!check->other_resources)
    return NULL;
  const Resource *was =
      resource_at(check->other_resources,
                  role->previous_address.len > 0 ? role->previous_address : role->address);
  return was ? was->role : NULL;
}
