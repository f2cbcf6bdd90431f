/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search: how it works, and the state that its files share.
 *
 * The question: does this adversary get in by this way (an Allow statement and one of its
 * principals)? The answer is a call that the evaluator allows, or that there is none, or
 * that an unknown value decides, or that the search gave up.
 *
 * How proposals are made (values.h, claims.h, people.h). First who calls (identities.c, and for people of accounts
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
 * What bounds it. All work is counted as steps (search_spend; the evaluator and the solver
 * count their own). A search has an allowance, and all searches of a policy share a budget
 * (ways.c gives each a little first and those that want more eight times as much, so that
 * no statement starves the others). When the steps are spent `status` is ERR_LIMIT, which
 * ends every loop; lists have limits of their own, which set `gave_up`. In both cases the
 * way is not called closed: the outcome is WAY_LIMIT. All limits are in
 * assumelint/limits.h.
 */
#ifndef ASSUMELINT_ACCESS_SEARCH_H
#define ASSUMELINT_ACCESS_SEARCH_H

#include "access/adversaries.h"
#include "assumelint/limits.h"
#include "evaluate/evaluation.h"
#include "facts/keys.h"

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
  size_t *depends; /* indices of the keys that its conditions name as variables */
  size_t depend_count, depend_cap;
  ConditionUse *uses;
  size_t use_count, use_cap;
  ContextKey *candidates; /* as many as were kept */
  unsigned char *scores;  /* how well each does under each condition */
  size_t candidate_count, candidate_cap;
} SearchKey;

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
  int status;        /* ERR_LIMIT: no steps are left */
} Search;

/* relevant.c: counts work. Beyond `max_steps` the status is ERR_LIMIT. */
void search_spend(Search *s, size_t steps);
/* Leaves out the statements that no caller of the way can meet: the policy and the way are
 * copies from then on. */
void search_keep_meetable(Search *s);
/* Finds the statements that the caller in `request` can meet. */
void search_find_relevant(Search *s);
bool search_use_matters(const Search *s, const ConditionUse *use);
/* Ready to evaluate the request as it stands; `others`: the presence of the keys not in it. */
Evaluation search_trial(Search *s, Presence others);

/* uses.c: lists the keys of the policy, in the order in which values are chosen. */
void search_collect_keys(Search *s);
/* NULL when the policy does not use the key. */
SearchKey *search_key(Search *s, const char *name);

/* agree.c: whether the chosen values of several keys can stand in one request. */
bool search_request_agrees(const Search *s);
/* The key with its value, if a value was chosen; else NULL. */
const ContextKey *search_chosen(const Search *s, const char *name);

#endif
