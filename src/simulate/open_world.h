/* SPDX-License-Identifier: Apache-2.0
 *
 * Requests of people: what a request that tells only a part stands for.
 *
 * In an open world what the principal determines is filled in, parameters of
 * the call that are not given are absent, keys of every request have a value
 * that is not known, and every other key is unknown.
 */
#ifndef ASSUMELINT_SIMULATE_OPEN_WORLD_H
#define ASSUMELINT_SIMULATE_OPEN_WORLD_H

#include "assumelint/access.h"

/* Sentences for the user, one for each thing that was done or is odd. */
typedef struct Notes {
  Arena *arena;
  Str *items;
  size_t count, cap;
  bool failed; /* out of memory */
} Notes;

void notes_add(Notes *notes, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Removes the keys that this action of this caller cannot carry: they become
 * absent, with a note. Notes what STS would refuse in the call itself, too. */
void request_carry(Request *request, Notes *notes);

/* Completes the request for one policy of a role, after request_carry. */
void request_open(Request *request, Arena *arena, const Role *role, const Policy *policy);

/* bind_account.c: a copy of the policy in which the role's own account and its
 * partition have values. `partition` may be NULL. What does not change is
 * shared. */
void simulate_bind_account(Policy **out, Arena *arena, const Policy *policy, const Text *account,
                           const Text *partition);
const Text *simulate_bind_text(Arena *arena, const Text *text, const Text *account,
                               const Text *partition);

/* needs.c: what the caller needs besides a trust policy that allows the call.
 * `statement` is the one that allows it. */
typedef struct CallerNeeds {
  bool identity_policy;
  const char *why; /* one clause */
} CallerNeeds;

void request_caller_needs(CallerNeeds *out, Arena *arena, const Policy *policy,
                          const Request *request, const Statement *statement,
                          const Text *role_account);

#endif
