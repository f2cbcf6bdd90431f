/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search: what its files share, and how it works.
 *
 * Asked is: does this adversary get in by this way (an Allow statement and one of its
 * principals)? The answer is a call that the evaluator allows, or that there is none, or
 * that a value decides which is not known, or that the search gave up.
 *
 * How proposals are made. First who calls (identities.c, and for people of accounts
 * people.c with names out of names.c and accounts out of accounts.c), then a value for
 * every condition key that the policy speaks of (key_values.c by the adversary's choice,
 * which is declared in adversaries.c). Values come from the policy's own words: patterns
 * with their wildcards filled (pattern_values.c), neighbours of numbers, dates and
 * networks (typed_values.c, addresses.c), claims and sources of others (claims.c,
 * siblings.c, own_issuers.c, sources.c), and strings that the solver finds
 * (solved_values.c, solve.c).
 * Of all values for a key those are kept that no other outdoes under each condition
 * (candidates.c; elements.c for keys that hold lists). choose() walks the keys in the
 * order of uses.c, a key behind those that its values are built with, and leaves a branch
 * as soon as the evaluator says that no values of the keys left can help.
 *
 * What that costs is paid late (enum alint_effort): first with what can be read off the
 * policy, then with solved strings, and last with names whose paths hold colons.
 *
 * What is verified. Every call is asked of the evaluator, with its companion actions and
 * with keys that must agree (agree.c), before it is a witness: proposals may be as rough
 * as they like. That nothing was found proves only as much as the proposals cover; the
 * tests compare them with brute force (tests/unit/access/soundness.c).
 *
 * What bounds it. All that is looked at is counted as steps (alint_spend; the evaluator
 * and the solver count for themselves). A search has an allowance, and all searches of a
 * policy share a budget (ways.c gives each a little first and those that want more eight
 * times as much, so that no statement starves the others). Without steps `status` is
 * ALINT_ELIMIT, which ends every loop as running out of memory does; lists have limits of
 * their own, which set `gave_up`. Either way what was not found is not called closed:
 * the outcome is ALINT_WAY_LIMIT. All limits are in assumelint/limits.h.
 */
#ifndef ALINT_ACCESS_SEARCH_H
#define ALINT_ACCESS_SEARCH_H

#include "access/adversaries.h"
#include "access/internal.h"
#include "access/keys.h"
#include "assumelint/limits.h"

struct alint_issuer;

/* What proposals may cost; each includes the one before. */
enum alint_effort {
  ALINT_EFFORT_PLAIN,    /* what the policy spells out, wildcards filled */
  ALINT_EFFORT_SOLVED,   /* strings that the solver finds */
  ALINT_EFFORT_CROSSING, /* callers whose paths hold colons */
};

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

/* Callers, best first: never more than `max`. */
struct alint_people {
  struct alint_caller *items;
  size_t count, cap, max;
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
  struct alint_request request; /* being put together */
  enum alint_effort effort;
  bool skipped;                      /* more effort would propose more */
  const struct alint_text *never;    /* a glob that solved values must not match; may be NULL */
  const struct alint_text *stranger; /* alint_stranger_account; NULL before it is asked for */
  /* For the caller at hand (relevant.c): */
  struct alint_identity caller;
  struct alint_policy relevant; /* the statements it can meet */
  bool same_for_all;            /* `matters` is the same for every caller */
  bool *matters;                /* by statement of `policy`: its conditions are worth looking at */
  bool steps_around;            /* there is a Deny, or a companion action to be allowed */
  size_t steps;                 /* taken so far */
  size_t most_steps;            /* for the caller at hand */
  size_t max_steps;             /* for all */
  bool gave_up;                 /* something was left out at a limit */
  bool wants_more;              /* with more steps it would not have been */
  int status;                   /* ALINT_ENOMEM and ALINT_ELIMIT stick */
};

/* Counts work; with more than the search may do its status is ALINT_ELIMIT. */
void alint_spend(struct alint_search *s, size_t steps);

/* uses.c: which keys the policy speaks of, in the order they are chosen in. */
int alint_collect_keys(struct alint_search *s);
struct alint_search_key *alint_search_key(struct alint_search *s, const char *name);

/* relevant.c: leaves the statements out that no caller of the way can meet: the
 * policy and the way are copies from then on. */
void alint_keep_meetable(struct alint_search *s);
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
void alint_callers(struct alint_search *s, struct alint_people *out);
/* An account that stands nowhere in the policy. */
const struct alint_text *alint_stranger_account(struct alint_search *s);

/* candidates.c: fills `key->candidates` with those worth trying. */
void alint_make_candidates(struct alint_search *s, struct alint_search_key *key);
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

/* claim_patterns.c: the policy's values of a claim, those without holes. */
size_t alint_claim_patterns(struct alint_search *s, const struct alint_search_key *key,
                            struct alint_str *out, size_t max);
void alint_spend_on_patterns(struct alint_search *s, size_t count);

/* All of them, for making subjects. Holes are marked; where a hole may bring wildcards,
 * the pattern is there with these too. */
struct alint_claim_patterns {
  struct alint_str items[ALINT_MAX_CLAIM_PATTERNS];
  size_t count;
  const struct alint_hole *holes[ALINT_MAX_CLAIM_HOLES];
  size_t hole_count;
};
void alint_subject_patterns(struct alint_search *s, const struct alint_search_key *key,
                            struct alint_claim_patterns *out);
/* A subject made of one of the patterns: what was marked is the hole again. */
void alint_add_subject(struct alint_search *s, const struct alint_claim_patterns *patterns,
                       struct alint_str subject, struct alint_values *out);
/* Whether a value put in for the hole may bring wildcards of its own. */
bool alint_may_bring_wildcards(const struct alint_hole *hole);

/* claims.c: subjects of other tenants of a shared issuer, of its form. */
void alint_tenant_values(struct alint_search *s, const struct alint_search_key *key,
                         const struct alint_issuer *issuer, struct alint_values *out);
/* claims.c: by the adversary. */
void alint_claim_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out);
/* siblings.c: of the same tenant, another repository or branch. */
void alint_sibling_claim(struct alint_search *s, const struct alint_search_key *key,
                         const struct alint_issuer *issuer, struct alint_str claim,
                         struct alint_values *out);
/* sources.c */
void alint_source_values(struct alint_search *s, const struct alint_search_key *key,
                         struct alint_values *out);

#endif
