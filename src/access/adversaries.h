/* SPDX-License-Identifier: Apache-2.0
 *
 * Adversaries: what somebody is, what they may choose, what they never have.
 *
 * Each is a small declaration: the kind of caller, one of two tables of
 * choices by the source of a condition key, and where it differs from that. A
 * new adversary is a new declaration; the search does not know them apart.
 */
#ifndef ASSUMELINT_ACCESS_ADVERSARIES_H
#define ASSUMELINT_ACCESS_ADVERSARIES_H

#include "assumelint/access.h"
#include "facts/keys.h"

typedef enum {
  CHOICE_ABSENT, /* never there */
  CHOICE_FREE,   /* whatever helps; absent unless the key is in every request */
  CHOICE_FRESH,  /* absent, or a value of one's own that equals none of the policy's */
  CHOICE_WIDE,   /* an address, but not from inside a narrow network */
  CHOICE_NO,     /* "false" */
  CHOICE_YES,    /* "true" */
  CHOICE_CLAIM,  /* a claim of the adversary's token: claims.c */
  CHOICE_SOURCE, /* a source of another account: claims.c */
} KeyChoice;

/* Who makes the call. */
typedef enum {
  CALLER_NAMED,    /* whom the principal names */
  CALLER_STRANGER, /* a principal of an unrelated account */
} CallerKind;

CallerKind adversary_caller(AdversaryId id);

/* Whether the adversary can try this way at all. */
bool adversary_applies(AdversaryId id, const Way *way);

/* What the adversary may do with a key, the caller's kind taken into account. */
KeyChoice adversary_choice(AdversaryId id, const ConditionKey *info, IdentityKind caller);

#endif
