/* SPDX-License-Identifier: Apache-2.0
 *
 * The roles, users and identity providers of a world, found by the principals that name them
 * and by their addresses. A large input has thousands of resources and of principals: the
 * index keeps each principal from being compared with each resource.
 */
#ifndef ASSUMELINT_RESOURCE_INDEX_H
#define ASSUMELINT_RESOURCE_INDEX_H

#include "assumelint/model.h"
#include "assumelint/principal.h"
#include "util/sorted.h"

typedef struct Resource {
  IdentityKind kind; /* USER, ROLE, OIDC or SAML */
  Str address, previous_address;
  const Text *name, *path, *arn, *account, *partition; /* NULL: not known */
  Change change;
  Span span;
  SourceSpan source_span;
  const Role *role; /* this or the next is set */
  const PrincipalResource *principal_resource;
} Resource;

typedef struct ResourceIndex ResourceIndex;

/* Borrows the world. */
ResourceIndex *resource_index_build(Arena *arena, const World *world);

/* NULL if no such resource has the address. */
const Resource *resource_at(const ResourceIndex *index, Str address);
/* The resource of that kind that had the address before the change; NULL if there is none. */
const Resource *resource_formerly_at(const ResourceIndex *index, IdentityKind kind, Str address);

/* Whether a principal names the resource. IAM compares ARNs; if one is not known, names
 * decide, unless account, partition or path contradict. A session names its role. UNKNOWN if
 * there is no name to compare. */
Tri resource_named_by(const Identity *identity, const Resource *resource);

/* The resources that a principal certainly names, in the order of the world. */
typedef struct NamedResources {
  const ResourceIndex *resources;
  const Identity *identity;
  StrEntries same_name;
  const size_t *others; /* indexes of those to compare besides; NULL: all indexes */
  size_t other_count, next_other;
} NamedResources;

NamedResources resources_named(const ResourceIndex *index, const Identity *identity);
const Resource *resources_next_named(NamedResources *named); /* NULL after the last */

#endif
