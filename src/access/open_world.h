/* SPDX-License-Identifier: Apache-2.0
 *
 * Requests of people: what a request that tells only a part stands for.
 *
 * In an open world what the principal determines is filled in, parameters of
 * the call that are not given are absent, keys of every request have a value
 * that is not known, and every other key is unknown.
 */
#ifndef ALINT_ACCESS_OPEN_WORLD_H
#define ALINT_ACCESS_OPEN_WORLD_H

#include "assumelint/access.h"

/* Sentences for the user, one for each thing that was done or is odd. */
struct alint_notes {
  struct alint_arena *arena;
  struct alint_str *items;
  size_t count, cap;
  bool failed; /* out of memory */
};

void alint_note(struct alint_notes *notes, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Removes the keys that this action of this caller cannot carry: they become
 * absent, with a note. Notes what STS would refuse in the call itself, too. */
void alint_request_carry(struct alint_request *request, struct alint_notes *notes);

/* Completes the request for one policy of a role, after alint_request_carry. */
void alint_request_open(struct alint_request *request, struct alint_arena *arena,
                        const struct alint_role *role, const struct alint_policy *policy);

/* The call a principal of this kind makes when none is named. */
const char *alint_usual_action(enum alint_who who);

/* bind_account.c: a copy of the policy in which the role's own account and its
 * partition have values. `partition` may be NULL. What does not change is
 * shared. */
void alint_bind_account(struct alint_policy **out, struct alint_arena *arena,
                        const struct alint_policy *policy, const struct alint_text *account,
                        const struct alint_text *partition);
const struct alint_text *alint_bind_text(struct alint_arena *arena, const struct alint_text *text,
                                         const struct alint_text *account,
                                         const struct alint_text *partition);

/* needs.c: what the caller needs besides a trust policy that allows the call.
 * `statement` is the one that allows it. */
struct alint_needs {
  bool identity_policy;
  const char *why; /* one clause */
};

void alint_caller_needs(struct alint_needs *out, struct alint_arena *arena,
                        const struct alint_policy *policy, const struct alint_request *request,
                        const struct alint_statement *statement,
                        const struct alint_text *role_account);

#endif
