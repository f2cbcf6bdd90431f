/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search: what its files share.
 *
 * For one Allow statement and one adversary: the caller's identity is chosen,
 * then a value for every condition key the policy speaks of, and the evaluator
 * is asked. Values are made from the policy's own patterns.
 */
#ifndef ALINT_ACCESS_SEARCH_H
#define ALINT_ACCESS_SEARCH_H

#include "access/adversaries.h"
#include "access/internal.h"
#include "access/keys.h"
#include "assumelint/limits.h"

enum { ALINT_MAX_SEARCH_KEYS = 64 };

/* One condition on a key, with the effect of its statement. */
struct alint_use {
  const struct alint_condition *condition;
  const struct alint_statement *statement;
  struct alint_operator op;
};

struct alint_search_key {
  struct alint_str name;
  const struct alint_key_info *info;
  enum alint_choice choice;
  bool fixed;   /* set with the identity */
  bool linked;  /* a condition on it has a policy variable: values depend on other keys */
  bool coupled; /* another key of the search must agree with it */
  struct alint_use *uses;
  size_t use_count;
  struct alint_context_key *candidates; /* as many as were kept */
  size_t candidate_count;
};

/* A caller: the principal and the keys that follow from it. */
struct alint_caller {
  enum alint_principal_key kind;
  const struct alint_text *principal;
  enum alint_who who;
  struct alint_context_key keys[6];
  size_t key_count;
};

struct alint_search {
  struct alint_arena *arena; /* scratch: goes with the search */
  const struct alint_role *role;
  const struct alint_policy *policy;
  const struct alint_way *way;
  enum alint_adversary_id adversary;
  struct alint_str host; /* issuer of the caller's token; empty for others */
  struct alint_search_key keys[ALINT_MAX_SEARCH_KEYS];
  size_t key_count;
  struct alint_request request; /* being put together */
  size_t steps;
  bool gave_up; /* a limit was hit somewhere */
  int status;   /* ALINT_ENOMEM sticks */
};

/* uses.c: which keys the policy speaks of. */
int alint_collect_keys(struct alint_search *s);
struct alint_search_key *alint_search_key(struct alint_search *s, const char *name);

/* identities.c: the callers an adversary can be, best first. */
size_t alint_callers(struct alint_search *s, struct alint_caller *out, size_t max);

/* candidates.c: fills `key->candidates`. */
void alint_make_candidates(struct alint_search *s, struct alint_search_key *key);

/* values.c: candidate texts for a key, by what its conditions compare. */
struct alint_values {
  const struct alint_text *items[ALINT_MAX_CANDIDATES];
  size_t count;
};
void alint_add_value(struct alint_search *s, struct alint_values *out,
                     const struct alint_text *text);
void alint_add_literal(struct alint_search *s, struct alint_values *out, struct alint_str value);
void alint_pattern_values(struct alint_search *s, const struct alint_search_key *key,
                          struct alint_values *out);
void alint_typed_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out);
/* Values that the solver finds for the conditions of the statement, stepping
 * around each set of Deny conditions; `shape` (may be NULL) must match too. */
void alint_solved_values(struct alint_search *s, const struct alint_search_key *key,
                         const struct alint_text *shape, struct alint_values *out);
/* candidates.c: whatever helps; and values that equal none of the policy's. */
void alint_free_values(struct alint_search *s, const struct alint_search_key *key,
                       struct alint_values *out);
void alint_fresh_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out);
/* claims.c: by the adversary. */
void alint_claim_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out);
void alint_source_values(struct alint_search *s, const struct alint_search_key *key,
                         struct alint_values *out);
/* The values of one condition, policy variables replaced where they can be. */
const struct alint_text *alint_use_value(struct alint_search *s, const struct alint_use *use,
                                         size_t i);

/* An account that stands nowhere in the policy. */
const struct alint_text *alint_stranger_account(struct alint_search *s);

#endif
