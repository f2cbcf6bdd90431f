/* SPDX-License-Identifier: Apache-2.0
 *
 * Who gains access by a change, and who loses it.
 *
 * A gain is a call that one policy allows and the other does not, as the
 * evaluator says. The witness search looks for calls in policies that close what
 * both have in common. Losses are the gains of the reverse change.
 */
#ifndef ASSUMELINT_ENGINE_GAINS_H
#define ASSUMELINT_ENGINE_GAINS_H

#include "engine/role_ways.h"

typedef enum {
  REACH_INTERNAL, /* own, trusted and organization's accounts, AWS services */
  REACH_EXTERNAL, /* any other account, and what is not known to be your own */
  REACH_PUBLIC,   /* anybody at all, or any tenant of a shared issuer */
} Reach;

typedef struct Gain {
  ListedWay listed;
  bool is_new;       /* the principal had no way at all */
  const Way *former; /* a way that it had; NULL if new */
  AdversaryId adversary;
  Attempt call; /* OPEN: allowed now, not before; otherwise not known */
  Reach reach;
  size_t pairs; /* of alternatives in which it was found */
} Gain;

typedef struct Gains {
  Gain *items;
  size_t count, cap;
} Gains;

/* How many pairs of trust policies engine_find_gains has to compare. */
size_t engine_count_pairs(Arena *arena, const Role *winner, const Role *other);

/* What `winner` allows and `other` does not; a NULL `other` allows nothing. `share`: what
 * each pair may cost. ERR_LIMIT as access_find_ways. */
int engine_find_gains(Gains *out, Arena *arena, const Role *winner, const Role *other,
                      SearchBudget share, const Options *options);

/* "any other customer of it"; NULL for the callers that the principal names. */
const char *adversary_words(AdversaryId id);

#endif
