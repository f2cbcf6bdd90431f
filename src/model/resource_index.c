/* SPDX-License-Identifier: Apache-2.0
 *
 * Users, roles and identity providers of a world, and whom a principal names.
 */
#include "assumelint/resource_index.h"

#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"

/* ---- From the world ------------------------------------------------------------- */

static const IdentityKind entity_who[] = {
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

static Resource of_entity(const PrincipalResource *principal_resource) {
  return (Resource){
      .kind = entity_who[principal_resource->kind],
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

/* A name that is all there is to compare; false where it is not known, or a secret. */
static bool plain(const Text *text, Str *out) {
  return text && text_known(text, out) && out->len > 0;
}

/* Whether what has another name cannot be meant: the ARN, which is compared first,
 * says the same. */
static bool told_by_name(const Resource *resource, Str *name) {
  Str arn;
  if (!plain(resource->name, name))
    return false;
  return !resource->arn || (plain(resource->arn, &arn) && str_ends_str(arn, *name));
}

static Str former(const Resource *resource) {
  return resource->previous_address.len > 0 ? resource->previous_address : resource->address;
}

/* A key, and which thing it is of: what is sorted. */
struct entry {
  Str key;
  size_t place;
};

static int compare_entries(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  int order = str_cmp(a->key, b->key);
  return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

static void sort_into(size_t *places, struct entry *entries, size_t count) {
  if (count > 1)
    qsort(entries, count, sizeof *entries, compare_entries);
  for (size_t i = 0; i < count; i++)
    places[i] = entries[i].place;
}

static void index_names(ResourceIndex *resources, struct entry *entries) {
  Str name;
  for (size_t i = 0; i < resources->count; i++) {
    if (told_by_name(&resources->items[i], &name))
      entries[resources->named_count++] = (struct entry){name, i};
    else
      resources->nameless[resources->nameless_count++] = i;
  }
  sort_into(resources->by_name, entries, resources->named_count);
}

static void index_addresses(ResourceIndex *resources, struct entry *entries) {
  for (size_t i = 0; i < resources->count; i++)
    entries[i] = (struct entry){resources->items[i].address, i};
  sort_into(resources->by_address, entries, resources->count);
  for (size_t i = 0; i < resources->count; i++)
    entries[i] = (struct entry){former(&resources->items[i]), i};
  sort_into(resources->by_former, entries, resources->count);
}

static bool make_room(ResourceIndex *resources, Arena *arena) {
  size_t **const lists[] = {&resources->by_name, &resources->nameless, &resources->all,
                            &resources->by_address, &resources->by_former};
  resources->items = arena_array(arena, resources->count, sizeof *resources->items);
  bool enough = resources->items != NULL;
  for (size_t i = 0; i < sizeof lists / sizeof *lists && enough; i++) {
    *lists[i] = arena_array(arena, resources->count, sizeof **lists[i]);
    enough = *lists[i] != NULL;
  }
  return enough;
}

void resource_index_build(ResourceIndex **out, Arena *arena, const World *world) {
  ResourceIndex *resources = arena_alloc(arena, sizeof *resources);
  *out = resources;
  if (world->role_count > SIZE_MAX - world->principal_resource_count)
    out_of_memory();
  resources->count = world->role_count + world->principal_resource_count;
  struct entry *entries = arena_array(arena, resources->count, sizeof *entries);
  if (!make_room(resources, arena))
    out_of_memory();
  for (size_t i = 0; i < resources->count; i++) {
    resources->items[i] = i < world->role_count
                              ? of_role(&world->roles[i])
                              : of_entity(&world->principal_resources[i - world->role_count]);
    resources->all[i] = i;
  }
  index_names(resources, entries);
  index_addresses(resources, entries);
}

/* ---- Looking up ----------------------------------------------------------------- */

/* The first of `count` sorted places whose key is not below `key`. */
static size_t first_of(const ResourceIndex *resources, const size_t *places, size_t count,
                       Str (*key_of)(const Resource *), Str key) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (str_cmp(key_of(&resources->items[places[middle]]), key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static Str address_of(const Resource *resource) {
  return resource->address;
}

static Str name_of(const Resource *resource) {
  Str name = {NULL, 0};
  plain(resource->name, &name);
  return name;
}

const Resource *resource_at(const ResourceIndex *resources, Str address) {
  size_t at = first_of(resources, resources->by_address, resources->count, address_of, address);
  if (at == resources->count)
    return NULL;
  const Resource *resource = &resources->items[resources->by_address[at]];
  return str_eq(resource->address, address) ? resource : NULL;
}

const Resource *resource_formerly_at(const ResourceIndex *resources, IdentityKind kind,
                                     Str address) {
  size_t at = first_of(resources, resources->by_former, resources->count, former, address);
  for (; at < resources->count; at++) {
    const Resource *resource = &resources->items[resources->by_former[at]];
    if (!str_eq(former(resource), address))
      break;
    if (resource->kind == kind)
      return resource;
  }
  return NULL;
}

/* ---- Whom a principal names ------------------------------------------------------ */

static bool fits(IdentityKind principal, IdentityKind resource) {
  return principal == resource || (principal == IDENTITY_SESSION && resource == IDENTITY_ROLE);
}

/* Accounts, services and everybody name nothing that stands in an input. */
static bool names_things(IdentityKind principal) {
  bool some = fits(principal, IDENTITY_ROLE);
  for (size_t i = 0; i < sizeof entity_who / sizeof *entity_who; i++)
    some = some || fits(principal, entity_who[i]);
  return some;
}

/* The principal is written as a reference to the resource. */
static bool refers_to(const Text *text, Str address) {
  const Hole *hole = text_only_hole(text);
  return hole && hole->resource.len > 0 && str_eq(hole->resource, address);
}

/* Built-in web identity hosts are OIDC without an ARN: nobody creates those. */
static const Text *named_by(const Identity *identity) {
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
  const Text *name = named_by(identity);
  if (!identity->partition || text_contradicts(identity->partition, resource->partition) ||
      text_contradicts(identity->account, resource->account) ||
      (identity->kind != IDENTITY_SESSION && text_contradicts(identity->path, resource->path)))
    return TRI_NO;
  return name && resource->name ? text_eq(name, resource->name) : TRI_UNKNOWN;
}

/* A piece that does not show what its text ends with: a secret is compared by what
 * it holds. */
static bool end_is_hidden(const Piece *piece) {
  return piece->hole ? piece->hole->sensitive : piece->literal.len == 0;
}

/* Whether two texts may be surely equal, by how they end: a hole is equal to nothing
 * but itself. Much cheaper than to compare them. */
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
          end_alike(named_by(identity), resource->name)) &&
         resource_named_by(identity, resource) == TRI_YES;
}

NamedResources resources_named(const ResourceIndex *resources, const Identity *identity) {
  NamedResources named = {.resources = resources, .identity = identity};
  Str name;
  if (!names_things(identity->kind))
    return named;
  if (!plain(named_by(identity), &name)) {
    named.other = resources->all;
    named.other_end = resources->all + resources->count;
    return named;
  }
  size_t at = first_of(resources, resources->by_name, resources->named_count, name_of, name);
  named.same = named.same_end = resources->by_name + at;
  while (named.same_end < resources->by_name + resources->named_count &&
         str_eq(name_of(&resources->items[*named.same_end]), name))
    named.same_end++;
  named.other = resources->nameless;
  named.other_end = resources->nameless + resources->nameless_count;
  return named;
}

const Resource *resources_next_named(NamedResources *named) {
  while (named->same != named->same_end || named->other != named->other_end) {
    bool same = named->other == named->other_end ||
                (named->same != named->same_end && *named->same < *named->other);
    const Resource *resource = &named->resources->items[same ? *named->same++ : *named->other++];
    if (surely_names(named->identity, resource))
      return resource;
  }
  return NULL;
}
