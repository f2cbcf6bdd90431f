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
 * What that costs is paid late (Effort): first with what can be read off the
 * policy, then with solved strings, and last with names whose paths hold colons.
 *
 * What is verified. Every call is asked of the evaluator, with its companion actions and
 * with keys that must agree (agree.c), before it is a witness: proposals may be as rough
 * as they like. That nothing was found proves only as much as the proposals cover; the
 * tests compare them with brute force (tests/unit/access/soundness.c).
 *
 * What bounds it. All that is looked at is counted as steps (search_spend; the evaluator
 * and the solver count for themselves). A search has an allowance, and all searches of a
 * policy share a budget (ways.c gives each a little first and those that want more eight
 * times as much, so that no statement starves the others). Without steps `status` is
 * ERR_LIMIT, which ends every loop as running out of memory does; lists have limits of
 * their own, which set `gave_up`. Either way what was not found is not called closed:
 * the outcome is WAY_LIMIT. All limits are in assumelint/limits.h.
 */
#ifndef ASSUMELINT_ACCESS_SEARCH_H
#define ASSUMELINT_ACCESS_SEARCH_H

#include "access/adversaries.h"
#include "assumelint/limits.h"
#include "evaluate/evaluation.h"
#include "facts/keys.h"

typedef struct Issuer Issuer;

/* What proposals may cost; each includes the one before. */
typedef enum {
  EFFORT_PLAIN,    /* what the policy spells out, wildcards filled */
  EFFORT_SOLVED,   /* strings that the solver finds */
  EFFORT_CROSSING, /* callers whose paths hold colons */
} Effort;

/* One condition on a key, with the effect of its statement. */
typedef struct ConditionUse {
  const Condition *condition;
  const Statement *statement;
  Operator op;
} ConditionUse;

typedef struct SearchKey {
  Str name;
  const ConditionKey *info;
  KeyChoice choice;
  bool fixed;      /* set with the identity, or of no interest to this caller: not chosen */
  bool linked;     /* its values depend on keys chosen before it: made anew each time */
  bool coupled;    /* another key's values depend on its value */
  bool agrees;     /* another key must agree with its being there */
  size_t *depends; /* places of the keys that its conditions name as variables */
  size_t depend_count, depend_cap;
  ConditionUse *uses;
  size_t use_count, use_cap;
  ContextKey *candidates; /* as many as were kept */
  unsigned char *scores;  /* how well each does under each condition */
  size_t candidate_count, candidate_cap;
} SearchKey;

/* A caller: the principal and the keys that follow from it. */
typedef struct Caller {
  PrincipalKey kind;
  const Text *principal;
  IdentityKind who;
  ContextKey keys[6];
  size_t key_count;
} Caller;

/* Callers, best first: never more than `max`. */
typedef struct Callers {
  Caller *items;
  size_t count, cap, max;
} Callers;

typedef struct Search {
  Arena *arena; /* scratch: goes with the search */
  Arena *trial; /* of single evaluations: emptied now and then */
  size_t trials;
  const Role *role;
  const Policy *whole; /* the policy as it was given */
  const Policy *policy;
  const Way *way;
  AdversaryId adversary;
  Str host; /* issuer of the caller's token; empty for others */
  SearchKey *keys;
  size_t key_count, key_cap;
  Request request; /* being put together */
  Effort effort;
  bool skipped;         /* more effort would propose more */
  const Text *never;    /* a glob that solved values must not match; may be NULL */
  const Text *stranger; /* search_stranger_account; NULL before it is asked for */
  /* For the caller at hand (relevant.c): */
  Identity caller;
  Policy relevant;   /* the statements it can meet */
  bool same_for_all; /* `matters` is the same for every caller */
  bool *matters;     /* by statement of `policy`: its conditions are worth looking at */
  bool steps_around; /* there is a Deny, or a companion action to be allowed */
  size_t steps;      /* taken so far */
  size_t most_steps; /* for the caller at hand */
  size_t max_steps;  /* for all */
  bool gave_up;      /* something was left out at a limit */
  bool wants_more;   /* with more steps it would not have been */
  int status;        /* ERR_MEMORY and ERR_LIMIT stick */
} Search;

/* Counts work; with more than the search may do its status is ERR_LIMIT. */
void search_spend(Search *s, size_t steps);

/* uses.c: which keys the policy speaks of, in the order they are chosen in. */
int search_collect_keys(Search *s);
SearchKey *search_key(Search *s, const char *name);

/* relevant.c: leaves the statements out that no caller of the way can meet: the
 * policy and the way are copies from then on. */
void search_keep_meetable(Search *s);
/* What the caller in `request` can meet. */
void search_find_relevant(Search *s);
bool search_use_matters(const Search *s, const ConditionUse *use);
/* Ready to evaluate the request as it stands; `others`: what of the keys not in it. */
Evaluation search_trial(Search *s, Presence others);

/* agree.c: whether the chosen values of several keys can stand in one request. */
bool search_request_agrees(const Search *s);
/* The key with its value, if it was chosen to be there. */
const ContextKey *search_chosen(const Search *s, const char *name);

/* identities.c: the callers an adversary can be, best first. */
void search_callers(Search *s, Callers *out);
/* An account that stands nowhere in the policy. */
const Text *search_stranger_account(Search *s);

/* candidates.c: fills `key->candidates` with those worth trying. */
void search_make_candidates(Search *s, SearchKey *key);
void search_offer_list(Search *s, SearchKey *key, const Text *const *values, size_t count);

/* A growing list of texts without equal ones. */
typedef struct TextList {
  const Text **items;
  size_t count, cap;
} TextList;
void search_add_value(Search *s, TextList *out, const Text *text);
void search_add_literal(Search *s, TextList *out, Str value);

/* key_values.c: the values an adversary has for a key. */
void search_key_values(Search *s, const SearchKey *key, TextList *out);
void search_free_values(Search *s, const SearchKey *key, TextList *out);
void search_fresh_values(Search *s, const SearchKey *key, TextList *out);
bool search_key_may_be_absent(const Search *s, const SearchKey *key);

/* elements.c: lists for a multivalued key, out of single values. */
void search_offer_lists(Search *s, SearchKey *key, TextList *values);

/* addresses.c: addresses in and beside the networks of the policy; `wide`: public
 * ones only, and none out of a network that takes more than choosing. */
void search_address_values(Search *s, const SearchKey *key, bool wide, TextList *out);

/* typed_values.c: numbers, dates, addresses, booleans. */
void search_typed_values(Search *s, const SearchKey *key, TextList *out);

/* Where aws:CurrentTime was chosen, aws:EpochTime is the same: false for other keys. */
bool search_follow_time(Search *s, const SearchKey *key, TextList *out);

/* pattern_values.c: the policy's own values, wildcards filled. */
void search_pattern_values(Search *s, const SearchKey *key, TextList *out);
/* The values of one condition, policy variables replaced where they can be. */
const Text *search_use_value(Search *s, const ConditionUse *use, size_t i);
/* Whether a pattern leaves nearly everything open: at most two characters are
 * fixed of what is one's own in a value of that key. */
bool search_fixes_little(Str key, const Text *pattern);

/* solved_values.c: values that the solver finds for the conditions of the
 * statement, stepping around each set of Deny conditions. `shape` (may be NULL)
 * must match too. `fresh`: only what a stranger could have. */
void search_solved_values(Search *s, const SearchKey *key, const Text *shape, bool fresh,
                          TextList *out);

/* own_issuers.c: claims of tokens of an issuer that is one's own. */
void search_own_issuer_values(Search *s, const SearchKey *key, TextList *out);

/* claim_patterns.c: the policy's values of a claim, those without holes. */
size_t search_claim_patterns(Search *s, const SearchKey *key, Str *out, size_t max);
void search_spend_on_patterns(Search *s, size_t count);

/* All of them, for making subjects. Holes are marked; where a hole may bring wildcards,
 * the pattern is there with these too. */
typedef struct ClaimPatterns {
  Str items[MAX_CLAIM_PATTERNS];
  size_t count;
  const Hole *holes[MAX_CLAIM_HOLES];
  size_t hole_count;
} ClaimPatterns;
void search_subject_patterns(Search *s, const SearchKey *key, ClaimPatterns *out);
/* A subject made of one of the patterns: what was marked is the hole again. */
void search_add_subject(Search *s, const ClaimPatterns *patterns, Str subject, TextList *out);
/* Whether a value put in for the hole may bring wildcards of its own. */
bool search_may_bring_wildcards(const Hole *hole);

/* claims.c: subjects of other tenants of a shared issuer, of its form. */
void search_tenant_values(Search *s, const SearchKey *key, const Issuer *issuer, TextList *out);
/* claims.c: by the adversary. */
void search_claim_values(Search *s, const SearchKey *key, TextList *out);
/* siblings.c: of the same tenant, another repository or branch. */
void search_sibling_claim(Search *s, const SearchKey *key, const Issuer *issuer, Str claim,
                          TextList *out);
/* sources.c */
void search_source_values(Search *s, const SearchKey *key, TextList *out);

#endif
