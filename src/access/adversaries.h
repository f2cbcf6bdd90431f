/* SPDX-License-Identifier: Apache-2.0
 *
 * Adversaries: who calls, what they may choose, what they never have.
 *
 * Each is a small declaration: the kind of caller, one of two tables of choices by the
 * source of a condition key, and its exceptions to that table. A new adversary is a new
 * declaration.
 */
#ifndef ASSUMELINT_ACCESS_ADVERSARIES_H
#define ASSUMELINT_ACCESS_ADVERSARIES_H

#include "assumelint/access.h"
#include "facts/keys.h"

typedef enum {
  CHOICE_ABSENT, /* never there */
  CHOICE_FREE,   /* any value; absent unless the key is in every request */
  CHOICE_FRESH,  /* absent, or an own value that equals none of the policy's */
  CHOICE_WIDE,   /* an address, but not from inside a narrow network */
  CHOICE_NO,     /* "false" */
  CHOICE_YES,    /* "true" */
  CHOICE_CLAIM,  /* a claim of the adversary's token: claims.c */
  CHOICE_SOURCE, /* a source of another account: sources.c */
} KeyChoice;

/* Who makes the call. */
typedef enum {
  CALLER_NAMED,    /* the principal */
  CALLER_STRANGER, /* a principal of an unrelated account */
} CallerKind;

CallerKind adversary_caller(AdversaryId id);

/* Whether the adversary can try this way at all. */
bool adversary_applies(AdversaryId id, const Way *way);

/* What the adversary may do with a key as a caller of this kind. */
KeyChoice adversary_choice(AdversaryId id, const ConditionKey *info, IdentityKind caller);

#endif
