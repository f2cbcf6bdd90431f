/* SPDX-License-Identifier: Apache-2.0
 *
 * Who gains access by a change, and who loses it.
 *
 * A gain is a call that one policy allows and the other does not: both were
 * asked. Calls are looked for with the witness search, in policies made so that
 * what is common to both is closed (gains_policies.c). Losses are the gains of
 * the change turned round.
 */
#ifndef ALINT_ENGINE_GAINS_H
#define ALINT_ENGINE_GAINS_H

#include "engine/role_ways.h"

enum alint_reach {
  ALINT_REACH_INTERNAL, /* own, trusted and organization's accounts, AWS services */
  ALINT_REACH_EXTERNAL, /* any other account, and what is not known to be one's own */
  ALINT_REACH_PUBLIC,   /* anybody at all, or any tenant of a shared issuer */
};

const char *alint_reach_name(enum alint_reach reach);

struct alint_gain {
  struct alint_listed_way listed;
  bool is_new;                    /* the principal had no way at all */
  const struct alint_way *former; /* else: one it had */
  enum alint_adversary_id adversary;
  struct alint_attempt call; /* OPEN: allowed now, not before; otherwise not known */
  enum alint_reach reach;
  size_t pairs; /* of alternatives in which it was found */
};

struct alint_gains {
  struct alint_gain *items;
  size_t count, cap;
};

/* What `winner` allows and `other` does not; `other` may be NULL: nothing. */
int alint_find_gains(struct alint_gains *out, struct alint_arena *arena,
                     const struct alint_role *winner, const struct alint_role *other,
                     const struct alint_options *options);

/* Who the adversary is, in words: "any other customer of it"; NULL for the
 * callers that the principal names. */
const char *alint_adversary_words(enum alint_adversary_id id);

/* gains_policies.c: policies in which to look, each with the Allow statements of
 * `winner` first, so that their ways correspond one to one. */
struct alint_policies {
  struct alint_policy *items;
  size_t count;
  bool cut; /* more were worth looking at */
};
/* Whether `other` has a Deny, or what may be one, that `winner` does not have. */
bool alint_loses_deny(const struct alint_policy *winner, const struct alint_policy *other);
void alint_gain_policies(struct alint_policies *out, struct alint_arena *arena,
                         const struct alint_policy *winner, const struct alint_policy *other);

#endif
