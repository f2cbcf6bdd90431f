/* SPDX-License-Identifier: Apache-2.0
 *
 * The users, roles and identity providers of a world, whatever they are, found
 * by the principals that name them and by their addresses. A large input has
 * thousands of both: neither is compared with all of the other.
 */
#ifndef ASSUMELINT_THING_H
#define ASSUMELINT_THING_H

#include "assumelint/model.h"
#include "assumelint/principal.h"

struct alint_thing {
  enum alint_who who; /* USER, ROLE, OIDC or SAML */
  struct alint_str address, previous_address;
  const struct alint_text *name, *path, *arn, *account, *partition; /* NULL: not known */
  enum alint_change change;
  struct alint_span span;
  struct alint_place place;
  const struct alint_role *role; /* one of the two */
  const struct alint_entity *entity;
};

struct alint_things {
  struct alint_thing *items; /* in the order of the world: roles, then entities */
  size_t count;
  /* Places in `items`: of those with a literal name by that name; of the others; of
   * all in their order; by address; by where they stood before. */
  size_t *by_name, *nameless, *all, *by_address, *by_former;
  size_t named_count, nameless_count;
};

void alint_index_things(struct alint_things **out, struct alint_arena *arena,
                        const struct alint_world *world);

/* NULL: nothing of that kind stands there. */
const struct alint_thing *alint_thing_at(const struct alint_things *things,
                                         struct alint_str address);
/* What stood at an address, of one kind, before the change; NULL: nothing of this world. */
const struct alint_thing *alint_thing_from(const struct alint_things *things, enum alint_who who,
                                           struct alint_str address);

/* Whether a principal names the thing, as IAM compares: by ARN where both are
 * known, else by name, with nothing known that contradicts. A session names its
 * role. UNKNOWN: no name to compare. */
enum alint_tri alint_names_thing(const struct alint_identity *identity,
                                 const struct alint_thing *thing);

/* Those that a principal certainly names, in the order of the world. */
struct alint_named_things {
  const struct alint_things *things;
  const struct alint_identity *identity;
  const size_t *same, *same_end;   /* of the same name */
  const size_t *other, *other_end; /* whose names do not tell */
};
struct alint_named_things alint_things_named(const struct alint_things *things,
                                             const struct alint_identity *identity);
/* NULL after the last. */
const struct alint_thing *alint_next_named(struct alint_named_things *named);

#endif
