/* SPDX-License-Identifier: Apache-2.0
 *
 * The entry to the witness search, and deep copies of what it finds.
 */
#ifndef ALINT_ACCESS_FIND_H
#define ALINT_ACCESS_FIND_H

#include "assumelint/access.h"

/* The call with which the adversary gets in by this way, if there is one. */
int alint_find_witness(struct alint_attempt *out, struct alint_arena *arena,
                       const struct alint_role *role, const struct alint_policy *policy,
                       const struct alint_way *way, enum alint_adversary_id adversary);

/* The same out of a budget of steps that several searches share. */
int alint_find_witness_within(struct alint_attempt *out, struct alint_arena *arena,
                              const struct alint_role *role, const struct alint_policy *policy,
                              const struct alint_way *way, enum alint_adversary_id adversary,
                              size_t *steps_left);

/* A copy that owns all of its texts; holes are shared with the input. Only keys
 * that are there are copied. */
int alint_copy_request(struct alint_request *out, struct alint_arena *arena,
                       const struct alint_request *request);

/* vendors.c: known third parties; NULL for others. */
const char *alint_vendor_name(struct alint_str account);

/* owner.c: whose the account of the principal is, and by which name it is known. */
struct alint_options;
void alint_set_owner(struct alint_way *way, const struct alint_role *role,
                     const struct alint_options *options);
/* The same by what the policy demands: an organization, an account of everybody. */
void alint_set_way_owner(struct alint_way *way, struct alint_arena *arena,
                         const struct alint_role *role, const struct alint_policy *policy,
                         const struct alint_options *options);

#endif
