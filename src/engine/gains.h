/* SPDX-License-Identifier: Apache-2.0
 *
 * Who gains access by a change, and who loses it.
 *
 * A gain is a call that one policy allows and the other does not: both were
 * asked. Calls are looked for with the witness search, in policies made so that
 * what is common to both is closed (gains_policies.c). Losses are the gains of
 * the change turned round.
 */
#ifndef ASSUMELINT_ENGINE_GAINS_H
#define ASSUMELINT_ENGINE_GAINS_H

#include "engine/role_ways.h"

typedef enum {
  REACH_INTERNAL, /* own, trusted and organization's accounts, AWS services */
  REACH_EXTERNAL, /* any other account, and what is not known to be one's own */
  REACH_PUBLIC,   /* anybody at all, or any tenant of a shared issuer */
} Reach;

const char *reach_name(Reach reach);

typedef struct Gain {
  ListedWay listed;
  bool is_new;       /* the principal had no way at all */
  const Way *former; /* else: one it had */
  AdversaryId adversary;
  Attempt call; /* OPEN: allowed now, not before; otherwise not known */
  Reach reach;
  size_t pairs; /* of alternatives in which it was found */
} Gain;

typedef struct Gains {
  Gain *items;
  size_t count, cap;
} Gains;

/* What `winner` allows and `other` does not; `other` may be NULL: nothing. */
int engine_find_gains(Gains *out, Arena *arena, const Role *winner, const Role *other,
                      const Options *options);

/* Who the adversary is, in words: "any other customer of it"; NULL for the
 * callers that the principal names. */
const char *adversary_words(AdversaryId id);

/* gains_policies.c: policies in which to look, each with the Allow statements of
 * `winner` first, so that their ways correspond one to one. */
typedef struct Policies {
  Policy *items;
  size_t count;
  bool cut; /* more were worth looking at */
} Policies;
/* Whether `other` has a Deny, or what may be one, that `winner` does not have. */
bool engine_loses_deny(const Policy *winner, const Policy *other);
void engine_gain_policies(Policies *out, Arena *arena, const Policy *winner, const Policy *other);

#endif
