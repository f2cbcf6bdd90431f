/* SPDX-License-Identifier: Apache-2.0
 *
 * The entry to the witness search, and whose the account of a way is.
 */
#ifndef ASSUMELINT_ACCESS_WITNESS_H
#define ASSUMELINT_ACCESS_WITNESS_H

#include "assumelint/access.h"

typedef struct Options Options;

/* What searches may spend. */
typedef struct SearchBudget {
  size_t steps;    /* left to all of them */
  size_t most;     /* of these, what the next one may take */
  bool wants_more; /* the last one gave up, and with more steps it would go on */
} SearchBudget;

/* The call with which the adversary gets in by this way, if there is one. */
void access_find_witness(Attempt *out, Arena *arena, const Role *role, const Policy *policy,
                         const Way *way, AdversaryId adversary, SearchBudget *budget);

/* access_find_ways out of a budget that several policies share. */
int access_find_ways_within(Ways **out, Arena *arena, const Role *role, const Policy *policy,
                            const Options *options, SearchBudget *budget);

/* owner.c: whose the account of the principal is, and by which name it is known. */
void way_set_owner(Way *way, const Role *role, const Options *options);
/* The same by what the policy demands: an organization, an account of everybody. */
void way_set_policy_owner(Way *way, Arena *arena, const Role *role, const Policy *policy,
                          const Options *options);

#endif
