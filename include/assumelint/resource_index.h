/* SPDX-License-Identifier: Apache-2.0
 *
 * The users, roles and identity providers of a world, whatever they are, found
 * by the principals that name them and by their addresses. A large input has
 * thousands of both: neither is compared with all of the other.
 */
#ifndef ASSUMELINT_RESOURCE_INDEX_H
#define ASSUMELINT_RESOURCE_INDEX_H

#include "assumelint/model.h"
#include "assumelint/principal.h"

typedef struct Resource {
  IdentityKind kind; /* USER, ROLE, OIDC or SAML */
  Str address, previous_address;
  const Text *name, *path, *arn, *account, *partition; /* NULL: not known */
  Change change;
  Span span;
  SourceSpan source_span;
  const Role *role; /* one of the two */
  const PrincipalResource *principal_resource;
} Resource;

typedef struct ResourceIndex {
  Resource *items; /* in the order of the world: roles, then entities */
  size_t count;
  /* Places in `items`: of those with a literal name by that name; of the others; of
   * all in their order; by address; by where they stood before. */
  size_t *by_name, *nameless, *all, *by_address, *by_former;
  size_t named_count, nameless_count;
} ResourceIndex;

void resource_index_build(ResourceIndex **out, Arena *arena, const World *world);

/* NULL: nothing of that kind stands there. */
const Resource *resource_at(const ResourceIndex *resources, Str address);
/* What stood at an address, of one kind, before the change; NULL: nothing of this world. */
const Resource *resource_formerly_at(const ResourceIndex *resources, IdentityKind kind,
                                     Str address);

/* Whether a principal names the thing, as IAM compares: by ARN where both are
 * known, else by name, with nothing known that contradicts. A session names its
 * role. UNKNOWN: no name to compare. */
Tri resource_named_by(const Identity *identity, const Resource *resource);

/* Those that a principal certainly names, in the order of the world. */
typedef struct NamedResources {
  const ResourceIndex *resources;
  const Identity *identity;
  const size_t *same, *same_end;   /* of the same name */
  const size_t *other, *other_end; /* whose names do not tell */
} NamedResources;
NamedResources resources_named(const ResourceIndex *resources, const Identity *identity);
/* NULL after the last. */
const Resource *resources_next_named(NamedResources *named);

#endif
