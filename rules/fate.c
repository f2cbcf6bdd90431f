/* SPDX-License-Identifier: Apache-2.0
 *
 * Users, roles and identity providers of an input, whom a principal names, and
 * what becomes of them.
 */
#include "rules.h"

#include <string.h>

/* ---- Things ------------------------------------------------------------------- */

size_t alint_thing_count(const struct alint_world *world) {
  return world->role_count + world->entity_count;
}

static const enum alint_who entity_who[] = {
    [ALINT_ENTITY_USER] = ALINT_WHO_USER,
    [ALINT_ENTITY_OIDC_PROVIDER] = ALINT_WHO_OIDC,
    [ALINT_ENTITY_SAML_PROVIDER] = ALINT_WHO_SAML,
};

struct alint_thing alint_thing_at(const struct alint_world *world, size_t index) {
  if (index < world->role_count) {
    const struct alint_role *role = &world->roles[index];
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
    };
  }
  const struct alint_entity *entity = &world->entities[index - world->role_count];
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
  };
}

const char *alint_thing_word(const struct alint_thing *thing) {
  switch (thing->who) {
  case ALINT_WHO_USER:
    return "user";
  case ALINT_WHO_OIDC:
    return "OIDC provider";
  case ALINT_WHO_SAML:
    return "SAML provider";
  default:
    return "role";
  }
}

/* ---- Whom a principal names ------------------------------------------------------ */

static bool fits(enum alint_who principal, enum alint_who thing) {
  return principal == thing || (principal == ALINT_WHO_SESSION && thing == ALINT_WHO_ROLE);
}

static bool contradicts(const struct alint_text *a, const struct alint_text *b) {
  return a && b && alint_text_eq(a, b) == ALINT_NO;
}

/* The principal is written as a reference to the resource. */
static bool refers_to(const struct alint_text *text, struct alint_str address) {
  const struct alint_hole *hole = alint_text_only_hole(text);
  return hole && hole->resource.len > 0 && alint_str_eq(hole->resource, address);
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
  /* Built-in web identity hosts are OIDC without an ARN: nobody creates those. */
  const struct alint_text *name = identity->who == ALINT_WHO_OIDC ? identity->host : identity->name;
  if (!identity->partition || contradicts(identity->partition, thing->partition) ||
      contradicts(identity->account, thing->account) ||
      (identity->who != ALINT_WHO_SESSION && contradicts(identity->path, thing->path)))
    return ALINT_NO;
  return name && thing->name ? alint_text_eq(name, thing->name) : ALINT_UNKNOWN;
}

/* A piece that does not show what its text ends with: a secret is compared by what
 * it holds. */
static bool end_is_hidden(const struct alint_piece *piece) {
  return piece->hole ? piece->hole->sensitive : piece->literal.len == 0;
}

/* Whether two texts may be surely equal, by how they end: a hole is equal to nothing
 * but itself. The thorough comparison of every principal with every thing would
 * take minutes in a large template. */
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

bool alint_surely_names_thing(const struct alint_identity *identity,
                              const struct alint_thing *thing) {
  if (!fits(identity->who, thing->who))
    return false;
  const struct alint_text *name = identity->who == ALINT_WHO_OIDC ? identity->host : identity->name;
  return (refers_to(identity->text, thing->address) || end_alike(identity->text, thing->arn) ||
          end_alike(name, thing->name)) &&
         alint_names_thing(identity, thing) == ALINT_YES;
}

/* ---- What becomes of it ------------------------------------------------------------ */

/* The same resource in the other world. */
static bool find_successor(const struct alint_thing *thing, const struct alint_world *after,
                           struct alint_thing *out) {
  for (size_t i = 0; i < alint_thing_count(after); i++) {
    struct alint_thing other = alint_thing_at(after, i);
    bool moved = other.previous_address.len > 0;
    struct alint_str was = moved ? other.previous_address : other.address;
    if (other.who == thing->who && alint_str_eq(was, thing->address)) {
      *out = other;
      return true;
    }
  }
  *out = (struct alint_thing){.who = thing->who};
  return false;
}

enum alint_fate alint_thing_fate(const struct alint_thing *thing, const struct alint_world *after,
                                 struct alint_thing *next) {
  bool found = find_successor(thing, after, next);
  switch (thing->change) {
  case ALINT_CHANGE_DELETE:
    return ALINT_DELETED;
  case ALINT_CHANGE_REPLACE:
    return ALINT_REPLACED;
  case ALINT_CHANGE_NONE: /* two templates: judged by what they say */
    if (!found)
      return ALINT_DELETED;
    return next->change == ALINT_CHANGE_REPLACE || contradicts(thing->name, next->name) ||
                   contradicts(thing->path, next->path)
               ? ALINT_REPLACED
               : ALINT_STAYS;
  case ALINT_CHANGE_CREATE:
  case ALINT_CHANGE_UPDATE:
  case ALINT_CHANGE_NO_OP:
  case ALINT_CHANGE_READ:
  case ALINT_CHANGE_FORGET: /* it leaves the state and goes on living */
    return ALINT_STAYS;
  }
  return ALINT_STAYS;
}

const struct alint_role *alint_role_before(const struct alint_check *check) {
  const struct alint_role *role = check->role;
  struct alint_str address =
      role->previous_address.len > 0 ? role->previous_address : role->address;
  for (size_t i = 0; check->other && i < check->other->role_count; i++) {
    if (alint_str_eq(check->other->roles[i].address, address))
      return &check->other->roles[i];
  }
  return NULL;
}
