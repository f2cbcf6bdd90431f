/* SPDX-License-Identifier: Apache-2.0
 *
 * Adversaries: what somebody is, what they may choose, what they never have.
 *
 * Each is a small declaration: the kind of caller, one of two tables of
 * choices by the source of a condition key, and where it differs from that. A
 * new adversary is a new declaration; the search does not know them apart.
 */
#ifndef ALINT_ACCESS_ADVERSARIES_H
#define ALINT_ACCESS_ADVERSARIES_H

#include "access/keys.h"
#include "assumelint/access.h"

enum alint_choice {
  ALINT_CHOICE_ABSENT, /* never there */
  ALINT_CHOICE_FREE,   /* whatever helps; absent unless the key is in every request */
  ALINT_CHOICE_FRESH,  /* absent, or a value of one's own that equals none of the policy's */
  ALINT_CHOICE_WIDE,   /* an address, but not from inside a narrow network */
  ALINT_CHOICE_NO,     /* "false" */
  ALINT_CHOICE_YES,    /* "true" */
  ALINT_CHOICE_CLAIM,  /* a claim of the adversary's token: claims.c */
  ALINT_CHOICE_SOURCE, /* a source of another account: claims.c */
};

/* Who makes the call. */
enum alint_caller_kind {
  ALINT_CALLER_NAMED,    /* whom the principal names */
  ALINT_CALLER_STRANGER, /* a principal of an unrelated account */
};

enum alint_caller_kind alint_adversary_caller(enum alint_adversary_id id);

/* Whether the adversary can try this way at all. */
bool alint_adversary_applies(enum alint_adversary_id id, const struct alint_way *way);

/* What the adversary may do with a key, the caller's kind taken into account. */
enum alint_choice alint_adversary_choice(enum alint_adversary_id id,
                                         const struct alint_key_info *info, enum alint_who caller);

#endif
