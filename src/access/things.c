/* SPDX-License-Identifier: Apache-2.0
 *
 * Users, roles and identity providers of a world, and whom a principal names.
 */
#include "assumelint/thing.h"

#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"

/* ---- From the world ------------------------------------------------------------- */

static const enum alint_who entity_who[] = {
    [ALINT_ENTITY_USER] = ALINT_WHO_USER,
    [ALINT_ENTITY_OIDC_PROVIDER] = ALINT_WHO_OIDC,
    [ALINT_ENTITY_SAML_PROVIDER] = ALINT_WHO_SAML,
};

static struct alint_thing of_role(const struct alint_role *role) {
  return (struct alint_thing){
      .who = ALINT_WHO_ROLE,
      .address = role->address,
      .previous_address = role->previous_address,
      .name = role->name,
      .path = role->path,
      .arn = role->arn,
      .account = role->account,
      .partition = role->partition,
      .change = role->change,
      .span = role->span,
      .place = role->place,
      .role = role,
  };
}

static struct alint_thing of_entity(const struct alint_entity *entity) {
  return (struct alint_thing){
      .who = entity_who[entity->kind],
      .address = entity->address,
      .previous_address = entity->previous_address,
      .name = entity->name,
      .path = entity->path,
      .arn = entity->arn,
      .account = entity->account,
      .change = entity->change,
      .span = entity->span,
      .place = entity->place,
      .entity = entity,
  };
}

/* ---- The index ------------------------------------------------------------------ */

/* A name that is all there is to compare; false where it is not known, or a secret. */
static bool plain(const struct alint_text *text, struct alint_str *out) {
  return text && alint_text_known(text, out) && out->len > 0;
}

/* Whether what has another name cannot be meant: the ARN, which is compared first,
 * says the same. */
static bool told_by_name(const struct alint_thing *thing, struct alint_str *name) {
  struct alint_str arn;
  if (!plain(thing->name, name))
    return false;
  return !thing->arn || (plain(thing->arn, &arn) && alint_str_ends_str(arn, *name));
}

static struct alint_str former(const struct alint_thing *thing) {
  return thing->previous_address.len > 0 ? thing->previous_address : thing->address;
}

/* A key, and which thing it is of: what is sorted. */
struct entry {
  struct alint_str key;
  size_t place;
};

static int compare_entries(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  int order = alint_str_cmp(a->key, b->key);
  return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

static void sort_into(size_t *places, struct entry *entries, size_t count) {
  if (count > 1)
    qsort(entries, count, sizeof *entries, compare_entries);
  for (size_t i = 0; i < count; i++)
    places[i] = entries[i].place;
}

static void index_names(struct alint_things *things, struct entry *entries) {
  struct alint_str name;
  for (size_t i = 0; i < things->count; i++) {
    if (told_by_name(&things->items[i], &name))
      entries[things->named_count++] = (struct entry){name, i};
    else
      things->nameless[things->nameless_count++] = i;
  }
  sort_into(things->by_name, entries, things->named_count);
}

static void index_addresses(struct alint_things *things, struct entry *entries) {
  for (size_t i = 0; i < things->count; i++)
    entries[i] = (struct entry){things->items[i].address, i};
  sort_into(things->by_address, entries, things->count);
  for (size_t i = 0; i < things->count; i++)
    entries[i] = (struct entry){former(&things->items[i]), i};
  sort_into(things->by_former, entries, things->count);
}

static bool make_room(struct alint_things *things, struct alint_arena *arena) {
  size_t **const lists[] = {&things->by_name, &things->nameless, &things->all, &things->by_address,
                            &things->by_former};
  things->items = alint_arena_array(arena, things->count, sizeof *things->items);
  bool enough = things->items != NULL;
  for (size_t i = 0; i < sizeof lists / sizeof *lists && enough; i++) {
    *lists[i] = alint_arena_array(arena, things->count, sizeof **lists[i]);
    enough = *lists[i] != NULL;
  }
  return enough;
}

void alint_index_things(struct alint_things **out, struct alint_arena *arena,
                        const struct alint_world *world) {
  struct alint_things *things = alint_arena_alloc(arena, sizeof *things);
  *out = things;
  if (world->role_count > SIZE_MAX - world->entity_count)
    alint_out_of_memory();
  things->count = world->role_count + world->entity_count;
  struct entry *entries = alint_arena_array(arena, things->count, sizeof *entries);
  if (!make_room(things, arena))
    alint_out_of_memory();
  for (size_t i = 0; i < things->count; i++) {
    things->items[i] = i < world->role_count ? of_role(&world->roles[i])
                                             : of_entity(&world->entities[i - world->role_count]);
    things->all[i] = i;
  }
  index_names(things, entries);
  index_addresses(things, entries);
}

/* ---- Looking up ----------------------------------------------------------------- */

/* The first of `count` sorted places whose key is not below `key`. */
static size_t first_of(const struct alint_things *things, const size_t *places, size_t count,
                       struct alint_str (*key_of)(const struct alint_thing *),
                       struct alint_str key) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (alint_str_cmp(key_of(&things->items[places[middle]]), key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static struct alint_str address_of(const struct alint_thing *thing) {
  return thing->address;
}

static struct alint_str name_of(const struct alint_thing *thing) {
  struct alint_str name = {NULL, 0};
  plain(thing->name, &name);
  return name;
}

const struct alint_thing *alint_thing_at(const struct alint_things *things,
                                         struct alint_str address) {
  size_t at = first_of(things, things->by_address, things->count, address_of, address);
  if (at == things->count)
    return NULL;
  const struct alint_thing *thing = &things->items[things->by_address[at]];
  return alint_str_eq(thing->address, address) ? thing : NULL;
}

const struct alint_thing *alint_thing_from(const struct alint_things *things, enum alint_who who,
                                           struct alint_str address) {
  size_t at = first_of(things, things->by_former, things->count, former, address);
  for (; at < things->count; at++) {
    const struct alint_thing *thing = &things->items[things->by_former[at]];
    if (!alint_str_eq(former(thing), address))
      break;
    if (thing->who == who)
      return thing;
  }
  return NULL;
}

/* ---- Whom a principal names ------------------------------------------------------ */

static bool fits(enum alint_who principal, enum alint_who thing) {
  return principal == thing || (principal == ALINT_WHO_SESSION && thing == ALINT_WHO_ROLE);
}

/* Accounts, services and everybody name nothing that stands in an input. */
static bool names_things(enum alint_who principal) {
  bool some = fits(principal, ALINT_WHO_ROLE);
  for (size_t i = 0; i < sizeof entity_who / sizeof *entity_who; i++)
    some = some || fits(principal, entity_who[i]);
  return some;
}

/* The principal is written as a reference to the resource. */
static bool refers_to(const struct alint_text *text, struct alint_str address) {
  const struct alint_hole *hole = alint_text_only_hole(text);
  return hole && hole->resource.len > 0 && alint_str_eq(hole->resource, address);
}

/* Built-in web identity hosts are OIDC without an ARN: nobody creates those. */
static const struct alint_text *named_by(const struct alint_identity *identity) {
  return identity->who == ALINT_WHO_OIDC ? identity->host : identity->name;
}

enum alint_tri alint_names_thing(const struct alint_identity *identity,
                                 const struct alint_thing *thing) {
  if (!fits(identity->who, thing->who))
    return ALINT_NO;
  if (refers_to(identity->text, thing->address))
    return ALINT_YES;
  if (thing->arn && identity->who != ALINT_WHO_SESSION) {
    enum alint_tri same = alint_text_eq(identity->text, thing->arn);
    if (same != ALINT_UNKNOWN)
      return same;
  }
  const struct alint_text *name = named_by(identity);
  if (!identity->partition || alint_text_contradicts(identity->partition, thing->partition) ||
      alint_text_contradicts(identity->account, thing->account) ||
      (identity->who != ALINT_WHO_SESSION && alint_text_contradicts(identity->path, thing->path)))
    return ALINT_NO;
  return name && thing->name ? alint_text_eq(name, thing->name) : ALINT_UNKNOWN;
}

/* A piece that does not show what its text ends with: a secret is compared by what
 * it holds. */
static bool end_is_hidden(const struct alint_piece *piece) {
  return piece->hole ? piece->hole->sensitive : piece->literal.len == 0;
}

/* Whether two texts may be surely equal, by how they end: a hole is equal to nothing
 * but itself. Much cheaper than to compare them. */
static bool end_alike(const struct alint_text *a, const struct alint_text *b) {
  if (!a || !b || a->count == 0 || b->count == 0)
    return a && b;
  const struct alint_piece *x = &a->pieces[a->count - 1], *y = &b->pieces[b->count - 1];
  if (end_is_hidden(x) || end_is_hidden(y))
    return true;
  if (x->hole || y->hole)
    return x->hole && y->hole;
  size_t len = x->literal.len < y->literal.len ? x->literal.len : y->literal.len;
  return memcmp(x->literal.ptr + x->literal.len - len, y->literal.ptr + y->literal.len - len,
                len) == 0;
}

static bool surely_names(const struct alint_identity *identity, const struct alint_thing *thing) {
  return fits(identity->who, thing->who) &&
         (refers_to(identity->text, thing->address) || end_alike(identity->text, thing->arn) ||
          end_alike(named_by(identity), thing->name)) &&
         alint_names_thing(identity, thing) == ALINT_YES;
}

struct alint_named_things alint_things_named(const struct alint_things *things,
                                             const struct alint_identity *identity) {
  struct alint_named_things named = {.things = things, .identity = identity};
  struct alint_str name;
  if (!names_things(identity->who))
    return named;
  if (!plain(named_by(identity), &name)) {
    named.other = things->all;
    named.other_end = things->all + things->count;
    return named;
  }
  size_t at = first_of(things, things->by_name, things->named_count, name_of, name);
  named.same = named.same_end = things->by_name + at;
  while (named.same_end < things->by_name + things->named_count &&
         alint_str_eq(name_of(&things->items[*named.same_end]), name))
    named.same_end++;
  named.other = things->nameless;
  named.other_end = things->nameless + things->nameless_count;
  return named;
}

const struct alint_thing *alint_next_named(struct alint_named_things *named) {
  while (named->same != named->same_end || named->other != named->other_end) {
    bool same = named->other == named->other_end ||
                (named->same != named->same_end && *named->same < *named->other);
    const struct alint_thing *thing =
        &named->things->items[same ? *named->same++ : *named->other++];
    if (surely_names(named->identity, thing))
      return thing;
  }
  return NULL;
}
