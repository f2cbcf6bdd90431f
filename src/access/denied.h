/* SPDX-License-Identifier: Apache-2.0
 *
 * What the Denies of a policy do to its ways.
 */
#ifndef ASSUMELINT_ACCESS_DENIED_H
#define ASSUMELINT_ACCESS_DENIED_H

#include "assumelint/access.h"

/* A Deny that some calls of a way may meet. */
typedef struct NarrowingDeny {
  const Statement *deny;
  bool partly; /* it is for some callers of the way only, by its principals */
} NarrowingDeny;

enum { MAX_SHOWN_DENIES = 8 };
typedef struct NarrowingDenies {
  NarrowingDeny items[MAX_SHOWN_DENIES];
  size_t count;
  bool more; /* there are more than these */
} NarrowingDenies;

/* The Denies that narrow the way without closing it. When in doubt a Deny is among them. */
NarrowingDenies way_narrowed(const Policy *policy, const Way *way);

/* Whether no call succeeds by this way, and one would without the Denies. False where
 * the search gave up. */
bool way_denied(Arena *arena, const Role *role, const Policy *policy, const Way *way,
                SearchBudget *budget);

#endif
