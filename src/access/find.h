/* SPDX-License-Identifier: Apache-2.0
 *
 * The entry to the witness search, and deep copies of what it finds.
 */
#ifndef ALINT_ACCESS_FIND_H
#define ALINT_ACCESS_FIND_H

#include "assumelint/access.h"

struct alint_options;

/* What searches may spend. */
struct alint_budget {
  size_t steps;    /* left to all of them */
  size_t most;     /* of these, what the next one may take */
  bool wants_more; /* the last one gave up, and with more steps it would go on */
};

/* The call with which the adversary gets in by this way, if there is one. */
void alint_find_witness(struct alint_attempt *out, struct alint_arena *arena,
                        const struct alint_role *role, const struct alint_policy *policy,
                        const struct alint_way *way, enum alint_adversary_id adversary,
                        struct alint_budget *budget);

/* alint_find_ways out of a budget that several policies share. */
int alint_find_ways_within(struct alint_ways **out, struct alint_arena *arena,
                           const struct alint_role *role, const struct alint_policy *policy,
                           const struct alint_options *options, struct alint_budget *budget);

/* A copy that owns all of its texts; holes are shared with the input. Only keys
 * that are there are copied. */
void alint_copy_request(struct alint_request *out, struct alint_arena *arena,
                        const struct alint_request *request);

/* vendors.c: known third parties; NULL for others. */
const char *alint_vendor_name(struct alint_str account);

/* owner.c: whose the account of the principal is, and by which name it is known. */
void alint_set_owner(struct alint_way *way, const struct alint_role *role,
                     const struct alint_options *options);
/* The same by what the policy demands: an organization, an account of everybody. */
void alint_set_way_owner(struct alint_way *way, struct alint_arena *arena,
                         const struct alint_role *role, const struct alint_policy *policy,
                         const struct alint_options *options);

#endif
