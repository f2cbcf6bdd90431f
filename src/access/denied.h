/* SPDX-License-Identifier: Apache-2.0
 *
 * Ways that an explicit Deny closes.
 */
#ifndef ASSUMELINT_ACCESS_DENIED_H
#define ASSUMELINT_ACCESS_DENIED_H

#include "assumelint/access.h"

/* A Deny that some calls of a way meet: all else being equal, those it is for. */
typedef struct NarrowingDeny {
  const Statement *deny;
  bool somebody; /* it is for a part of the way's callers only, whom it names */
} NarrowingDeny;

enum { MAX_TOLD_DENIES = 8 };
typedef struct NarrowingDenies {
  NarrowingDeny items[MAX_TOLD_DENIES];
  size_t count;
  bool more; /* there are more than are told */
} NarrowingDenies;

/* narrowed.c: the Denies that narrow the way without closing it, as far as is
 * known; a Deny of which that is not known is among them. */
void way_narrowed(NarrowingDenies *out, const Policy *policy, const Way *way);

/* Whether no call succeeds by this way, and one would without the Denies. False where
 * that was not found out; `*steps`: what it may cost, afterwards what is left. */
void way_denied(bool *out, Arena *arena, const Role *role, const Policy *policy, const Way *way,
                size_t *steps);

#endif
