/* SPDX-License-Identifier: Apache-2.0
 *
 * Ways that an explicit Deny closes.
 */
#ifndef ALINT_ACCESS_DENIED_H
#define ALINT_ACCESS_DENIED_H

#include "assumelint/access.h"

/* A Deny that some calls of a way meet: all else being equal, those it is for. */
struct alint_narrowing {
  const struct alint_statement *deny;
  bool somebody; /* it is for a part of the way's callers only, whom it names */
};

enum { ALINT_MAX_TOLD_DENIES = 8 };
struct alint_denies {
  struct alint_narrowing items[ALINT_MAX_TOLD_DENIES];
  size_t count;
  bool more; /* there are more than are told */
};

/* narrowed.c: the Denies that narrow the way without closing it, as far as is
 * known; a Deny of which that is not known is among them. */
void alint_way_narrowed(struct alint_denies *out, const struct alint_policy *policy,
                        const struct alint_way *way);

/* Whether no call succeeds by this way, and one would without the Denies. False where
 * that was not found out; `*steps`: what it may cost, afterwards what is left. */
void alint_way_denied(bool *out, struct alint_arena *arena, const struct alint_role *role,
                      const struct alint_policy *policy, const struct alint_way *way,
                      size_t *steps);

#endif
