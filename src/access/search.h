/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search: what its files share.
 *
 * For one Allow statement and one adversary: the caller's identity is chosen,
 * then a value for every condition key the policy speaks of, and the evaluator
 * is asked. Values are made from the policy's own patterns. Where something was
 * left out for want of room or time, `gave_up` says so.
 */
#ifndef ALINT_ACCESS_SEARCH_H
#define ALINT_ACCESS_SEARCH_H

#include "access/adversaries.h"
#include "access/internal.h"
#include "access/keys.h"
#include "assumelint/limits.h"

/* Keys of one search that are chosen; it recurses once for each. */
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
  bool fixed;      /* set with the identity, or of no interest to this caller: not chosen */
  bool linked;     /* its values depend on keys chosen before it: made anew each time */
  bool coupled;    /* another key's values depend on its value */
  bool agrees;     /* another key must agree with its being there */
  size_t *depends; /* places of the keys that its conditions name as variables */
  size_t depend_count, depend_cap;
  struct alint_use *uses;
  size_t use_count, use_cap;
  struct alint_context_key *candidates; /* as many as were kept */
  unsigned char *scores;                /* how well each does under each condition */
  size_t candidate_count, candidate_cap;
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
  struct alint_arena *trial; /* of single evaluations: emptied now and then */
  size_t trials;
  const struct alint_role *role;
  const struct alint_policy *whole; /* the policy as it was given */
  const struct alint_policy *policy;
  const struct alint_way *way;
  enum alint_adversary_id adversary;
  struct alint_str host; /* issuer of the caller's token; empty for others */
  struct alint_search_key *keys;
  size_t key_count, key_cap;
  struct alint_request request;   /* being put together */
  bool crossing;                  /* callers whose paths hold colons: the second round */
  const struct alint_text *never; /* a glob that solved values must not match; may be NULL */
  /* For the caller at hand (relevant.c): */
  struct alint_identity caller;
  struct alint_policy relevant; /* the statements it can meet */
  bool same_for_all;            /* `matters` is the same for every caller */
  bool *matters;                /* by statement of `policy`: its conditions are worth looking at */
  bool steps_around;            /* there is a Deny, or a companion action to be allowed */
  size_t weight;                /* steps that one evaluation counts */
  size_t steps;                 /* taken so far */
  size_t most_steps;            /* for the caller at hand */
  size_t max_steps;             /* for all */
  bool gave_up;                 /* a limit was hit somewhere */
  int status;                   /* ALINT_ENOMEM sticks */
};

/* uses.c: which keys the policy speaks of, in the order they are chosen in. */
int alint_collect_keys(struct alint_search *s);
struct alint_search_key *alint_search_key(struct alint_search *s, const char *name);

/* relevant.c: leaves the statements out that no caller of the way can meet: the
 * policy and the way are copies from then on. */
bool alint_keep_meetable(struct alint_search *s);
/* What the caller in `request` can meet. */
void alint_find_relevant(struct alint_search *s);
bool alint_use_matters(const struct alint_search *s, const struct alint_use *use);
/* Ready to evaluate the request as it stands; `others`: what of the keys not in it. */
struct alint_evaluation alint_trial(struct alint_search *s, enum alint_presence others);

/* agree.c: whether the chosen values of several keys can stand in one request. */
bool alint_request_agrees(const struct alint_search *s);
/* The key with its value, if it was chosen to be there. */
const struct alint_context_key *alint_chosen(const struct alint_search *s, const char *name);

/* identities.c: the callers an adversary can be, best first. */
size_t alint_callers(struct alint_search *s, struct alint_caller *out, size_t max);
/* An account that stands nowhere in the policy. */
const struct alint_text *alint_stranger_account(struct alint_search *s);

/* candidates.c: fills `key->candidates` with those worth trying. */
void alint_make_candidates(struct alint_search *s, struct alint_search_key *key);
void alint_offer_candidate(struct alint_search *s, struct alint_search_key *key,
                           const struct alint_context_key *candidate);
void alint_offer_list(struct alint_search *s, struct alint_search_key *key,
                      const struct alint_text *const *values, size_t count);

/* A growing list of texts without equal ones. */
struct alint_values {
  const struct alint_text **items;
  size_t count, cap;
};
void alint_add_value(struct alint_search *s, struct alint_values *out,
                     const struct alint_text *text);
void alint_add_literal(struct alint_search *s, struct alint_values *out, struct alint_str value);

/* key_values.c: the values an adversary has for a key. */
void alint_key_values(struct alint_search *s, const struct alint_search_key *key,
                      struct alint_values *out);
void alint_free_values(struct alint_search *s, const struct alint_search_key *key,
                       struct alint_values *out);
void alint_fresh_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out);
bool alint_key_may_be_absent(const struct alint_search *s, const struct alint_search_key *key);

/* elements.c: lists for a multivalued key, out of single values. */
void alint_offer_lists(struct alint_search *s, struct alint_search_key *key,
                       struct alint_values *values);

/* addresses.c: addresses in and beside the networks of the policy; `wide`: public
 * ones only, and none out of a network that takes more than choosing. */
void alint_address_values(struct alint_search *s, const struct alint_search_key *key, bool wide,
                          struct alint_values *out);

/* typed_values.c: numbers, dates, addresses, booleans. */
void alint_typed_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out);

/* Where aws:CurrentTime was chosen, aws:EpochTime is the same: false for other keys. */
bool alint_follow_time(struct alint_search *s, const struct alint_search_key *key,
                       struct alint_values *out);

/* pattern_values.c: the policy's own values, wildcards filled. */
void alint_pattern_values(struct alint_search *s, const struct alint_search_key *key,
                          struct alint_values *out);
/* The values of one condition, policy variables replaced where they can be. */
const struct alint_text *alint_use_value(struct alint_search *s, const struct alint_use *use,
                                         size_t i);
/* Whether a pattern leaves nearly everything open: at most two characters are
 * fixed of what is one's own in a value of that key. */
bool alint_fixes_little(struct alint_str key, const struct alint_text *pattern);

/* solved_values.c: values that the solver finds for the conditions of the
 * statement, stepping around each set of Deny conditions. `shape` (may be NULL)
 * must match too. `fresh`: only what a stranger could have. */
void alint_solved_values(struct alint_search *s, const struct alint_search_key *key,
                         const struct alint_text *shape, bool fresh, struct alint_values *out);

/* own_issuers.c: claims of tokens of an issuer that is one's own. */
void alint_own_issuer_values(struct alint_search *s, const struct alint_search_key *key,
                             struct alint_values *out);

/* claims.c: the policy's values of a claim; the values as the adversary's own, so
 * that no hole equals one of them. */
enum { ALINT_MAX_CLAIM_PATTERNS = 256 };
size_t alint_claim_patterns(struct alint_search *s, const struct alint_search_key *key,
                            struct alint_str *out, size_t max);
void alint_make_fresh(struct alint_search *s, struct alint_values *values);
/* claims.c: by the adversary. */
void alint_claim_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out);
/* sources.c */
void alint_source_values(struct alint_search *s, const struct alint_search_key *key,
                         struct alint_values *out);

#endif
