/* SPDX-License-Identifier: Apache-2.0
 *
 * What a change makes of users, roles and identity providers.
 */
#include "rules.h"

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

/* What becomes of a thing of the world before. `*next` takes its place; NULL: nothing does. */
static enum alint_fate fate_of(const struct alint_thing *thing, const struct alint_things *after,
                               const struct alint_thing **next) {
  *next = alint_thing_from(after, thing->who, thing->address);
  switch (thing->change) {
  case ALINT_CHANGE_DELETE:
    return ALINT_DELETED;
  case ALINT_CHANGE_REPLACE:
    return ALINT_REPLACED;
  case ALINT_CHANGE_NONE: /* two templates: judged by what they say */
    if (!*next)
      return ALINT_DELETED;
    return (*next)->change == ALINT_CHANGE_REPLACE ||
                   alint_text_contradicts(thing->name, (*next)->name) ||
                   alint_text_contradicts(thing->path, (*next)->path)
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

const struct alint_thing *alint_named_of_fate(const struct alint_draft *draft,
                                              const struct alint_identity *identity,
                                              enum alint_fate fate,
                                              const struct alint_thing **next) {
  const struct alint_check *check = draft->check;
  if (!check->is_after || !check->other || draft->finding.statement->effect == ALINT_EFFECT_DENY)
    return NULL;
  struct alint_named_things named = alint_things_named(check->other_things, identity);
  const struct alint_thing *thing = alint_next_named(&named);
  while (thing && fate_of(thing, check->things, next) != fate)
    thing = alint_next_named(&named);
  return thing;
}

const struct alint_role *alint_role_before(const struct alint_check *check) {
  const struct alint_role *role = check->role;
  const struct alint_thing *was = NULL;
  if (check->other_things)
    was = alint_thing_at(check->other_things,
                         role->previous_address.len > 0 ? role->previous_address : role->address);
  return was ? was->role : NULL;
}
