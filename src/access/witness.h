/* SPDX-License-Identifier: Apache-2.0
 *
 * The entry to the witness search, and the owners of ways.
 */
#ifndef ASSUMELINT_ACCESS_WITNESS_H
#define ASSUMELINT_ACCESS_WITNESS_H

#include "assumelint/access.h"

typedef struct Options Options;

/* Searches for a call with which the adversary gets in by this way. */
Attempt access_find_witness(Arena *arena, const Role *role, const Policy *policy, const Way *way,
                            AdversaryId adversary, SearchBudget *budget);

/* The same question, decided: closed is a proof then (decide.c). Nothing but tests asks it yet. */
Attempt access_decide(Arena *arena, const Role *role, const Policy *policy, const Way *way,
                      AdversaryId adversary, SearchBudget *budget);

/* owner.c: sets the owner of the principal's account, and its label. */
void way_set_owner(Way *way, const Role *role, const Options *options);
/* The same, with the organization or account that the policy demands. */
void way_set_policy_owner(Way *way, Arena *arena, const Role *role, const Policy *policy,
                          const Options *options);

#endif
