/* SPDX-License-Identifier: Apache-2.0
 *
 * Users, roles and identity providers of a world, and whom a principal names.
 */
#include "assumelint/resource_index.h"

#include <string.h>

#include "assumelint/arena.h"

/* ---- From the world ------------------------------------------------------------- */

static const IdentityKind principal_resource_kinds[] = {
    [RESOURCE_USER] = IDENTITY_USER,
    [RESOURCE_OIDC_PROVIDER] = IDENTITY_OIDC,
    [RESOURCE_SAML_PROVIDER] = IDENTITY_SAML,
};

static Resource of_role(const Role *role) {
  return (Resource){
      .kind = IDENTITY_ROLE,
      .address = role->address,
      .previous_address = role->previous_address,
      .name = role->name,
      .path = role->path,
      .arn = role->arn,
      .account = role->account,
      .partition = role->partition,
      .change = role->change,
      .span = role->span,
      .source_span = role->source_span,
      .role = role,
  };
}

static Resource of_principal_resource(const PrincipalResource *principal_resource) {
  return (Resource){
      .kind = principal_resource_kinds[principal_resource->kind],
      .address = principal_resource->address,
      .previous_address = principal_resource->previous_address,
      .name = principal_resource->name,
      .path = principal_resource->path,
      .arn = principal_resource->arn,
      .account = principal_resource->account,
      .change = principal_resource->change,
      .span = principal_resource->span,
      .source_span = principal_resource->source_span,
      .principal_resource = principal_resource,
  };
}

/* ---- The index ------------------------------------------------------------------ */

struct ResourceIndex {
  Resource *items; /* in the order of the world: roles, then principal resources */
  size_t count;
  StrIndex by_address, by_former_address;
  StrIndex by_name; /* those that only principals of their name can name */
  size_t *others;   /* the indexes of the rest, in order */
  size_t other_count;
};

/* A name that is all there is to compare; false if it is not known, or a secret. */
static bool plain(const Text *text, Str *out) {
  return text && text_known(text, out) && out->len > 0;
}

/* Whether no principal of another name can mean the resource: its ARN, which is compared
 * first, ends in its name. */
static bool name_decides(const Resource *resource, Str *name) {
  Str arn;
  if (!plain(resource->name, name))
    return false;
  return !resource->arn || (plain(resource->arn, &arn) && str_ends_str(arn, *name));
}

static Str former_address(const Resource *resource) {
  return resource->previous_address.len > 0 ? resource->previous_address : resource->address;
}

ResourceIndex *resource_index_build(Arena *arena, const World *world) {
  ResourceIndex *index = arena_alloc(arena, sizeof *index);
  index->count = world->role_count + world->principal_resource_count;
  index->items = arena_array(arena, index->count, sizeof *index->items);
  index->others = arena_array(arena, index->count, sizeof *index->others);
  for (size_t i = 0; i < index->count; i++) {
    Resource *resource = &index->items[i];
    Str name;
    *resource = i < world->role_count
                    ? of_role(&world->roles[i])
                    : of_principal_resource(&world->principal_resources[i - world->role_count]);
    LIST_ADD(arena, &index->by_address, (StrEntry){resource->address, i});
    LIST_ADD(arena, &index->by_former_address, (StrEntry){former_address(resource), i});
    if (name_decides(resource, &name))
      LIST_ADD(arena, &index->by_name, (StrEntry){name, i});
    else
      index->others[index->other_count++] = i;
  }
  str_index_sort(&index->by_address);
  str_index_sort(&index->by_former_address);
  str_index_sort(&index->by_name);
  return index;
}

/* ---- Looking up ----------------------------------------------------------------- */

const Resource *resource_at(const ResourceIndex *index, Str address) {
  StrEntries found = str_index_find(&index->by_address, address);
  return found.count > 0 ? &index->items[found.items->index] : NULL;
}

const Resource *resource_formerly_at(const ResourceIndex *index, IdentityKind kind, Str address) {
  StrEntries found = str_index_find(&index->by_former_address, address);
  for (size_t i = 0; i < found.count; i++) {
    const Resource *resource = &index->items[found.items[i].index];
    if (resource->kind == kind)
      return resource;
  }
  return NULL;
}

/* ---- Whom a principal names ------------------------------------------------------ */

static bool fits(IdentityKind principal, IdentityKind resource) {
  return principal == resource || (principal == IDENTITY_SESSION && resource == IDENTITY_ROLE);
}

/* Whether principals of that kind can name a resource of an input: accounts, services and
 * "*" cannot. */
static bool names_resources(IdentityKind principal) {
  bool some = fits(principal, IDENTITY_ROLE);
  for (size_t i = 0; i < sizeof principal_resource_kinds / sizeof *principal_resource_kinds; i++)
    some = some || fits(principal, principal_resource_kinds[i]);
  return some;
}

/* Whether the principal is written as a reference to the resource. */
static bool refers_to(const Text *text, Str address) {
  const Hole *hole = text_only_hole(text);
  return hole && hole->resource.len > 0 && str_eq(hole->resource, address);
}

/* Built-in web identity hosts are OIDC without an ARN: nobody creates those. */
static const Text *name_named(const Identity *identity) {
  return identity->kind == IDENTITY_OIDC ? identity->host : identity->name;
}

Tri resource_named_by(const Identity *identity, const Resource *resource) {
  if (!fits(identity->kind, resource->kind))
    return TRI_NO;
  if (refers_to(identity->text, resource->address))
    return TRI_YES;
  if (resource->arn && identity->kind != IDENTITY_SESSION) {
    Tri same = text_eq(identity->text, resource->arn);
    if (same != TRI_UNKNOWN)
      return same;
  }
  const Text *name = name_named(identity);
  if (!identity->partition || text_contradicts(identity->partition, resource->partition) ||
      text_contradicts(identity->account, resource->account) ||
      (identity->kind != IDENTITY_SESSION && text_contradicts(identity->path, resource->path)))
    return TRI_NO;
  return name && resource->name ? text_eq(name, resource->name) : TRI_UNKNOWN;
}

/* Whether the piece hides what its text ends with: a secret is compared by its value. */
static bool end_is_hidden(const Piece *piece) {
  return piece->hole ? piece->hole->sensitive : piece->literal.len == 0;
}

/* Whether the ends of two texts let them be surely equal. A hole is equal to itself alone.
 * Much cheaper than comparing the texts. */
static bool end_alike(const Text *a, const Text *b) {
  if (!a || !b || a->count == 0 || b->count == 0)
    return a && b;
  const Piece *x = &a->pieces[a->count - 1], *y = &b->pieces[b->count - 1];
  if (end_is_hidden(x) || end_is_hidden(y))
    return true;
  if (x->hole || y->hole)
    return x->hole && y->hole;
  size_t len = x->literal.len < y->literal.len ? x->literal.len : y->literal.len;
  return memcmp(x->literal.ptr + x->literal.len - len, y->literal.ptr + y->literal.len - len,
                len) == 0;
}

static bool surely_names(const Identity *identity, const Resource *resource) {
  return fits(identity->kind, resource->kind) &&
         (refers_to(identity->text, resource->address) ||
          end_alike(identity->text, resource->arn) ||
          end_alike(name_named(identity), resource->name)) &&
         resource_named_by(identity, resource) == TRI_YES;
}

NamedResources resources_named(const ResourceIndex *index, const Identity *identity) {
  NamedResources named = {.resources = index, .identity = identity};
  Str name;
  if (!names_resources(identity->kind))
    return named;
  if (plain(name_named(identity), &name)) {
    named.same_name = str_index_find(&index->by_name, name);
    named.others = index->others;
    named.other_count = index->other_count;
  } else {
    named.other_count = index->count;
  }
  return named;
}

/* The next that may be named, in the order of the world; false after the last. */
static bool next_index(NamedResources *named, size_t *out) {
  bool has_same = named->same_name.count > 0, has_other = named->next_other < named->other_count;
  size_t other = has_other && named->others ? named->others[named->next_other] : named->next_other;
  if (has_same && !(has_other && other < named->same_name.items->index)) {
    *out = named->same_name.items++->index;
    named->same_name.count--;
  } else {
    *out = other;
    named->next_other++;
  }
  return has_same || has_other;
}

const Resource *resources_next_named(NamedResources *named) {
  size_t index;
  while (next_index(named, &index)) {
    const Resource *resource = &named->resources->items[index];
    if (surely_names(named->identity, resource))
      return resource;
  }
  return NULL;
}
