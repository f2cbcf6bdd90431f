/* SPDX-License-Identifier: Apache-2.0
 *
 * What a change makes of users, roles and identity providers.
 */
#include "rules/rules.h"

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

/* What becomes of a thing of the world before. `*next` takes its place; NULL: nothing does. */
static AfterChange fate_of(const Resource *resource, const ResourceIndex *after,
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
  case CHANGE_CREATE:
  case CHANGE_UPDATE:
  case CHANGE_NO_OP:
  case CHANGE_READ:
  case CHANGE_FORGET: /* it leaves the state and goes on living */
    return AFTER_STAYS;
  }
  return AFTER_STAYS;
}

const Resource *rule_named_of_fate(const Draft *draft, const Identity *identity, AfterChange fate,
                                   const Resource **next) {
  const Check *check = draft->check;
  if (!check->is_after || !check->other || draft->finding.statement->effect == EFFECT_DENY)
    return NULL;
  NamedResources named = resources_named(check->other_resources, identity);
  const Resource *resource = resources_next_named(&named);
  while (resource && fate_of(resource, check->resources, next) != fate)
    resource = resources_next_named(&named);
  return resource;
}

const Role *role_before(const Check *check) {
  const Role *role = check->role;
  const Resource *was = NULL;
  if (check->other_resources)
    was = resource_at(check->other_resources,
                      role->previous_address.len > 0 ? role->previous_address : role->address);
  return was ? was->role : NULL;
}
