/* SPDX-License-Identifier: Apache-2.0
 *
 * The walk over callers and candidate values. Every answer was given by the
 * evaluator; a search that hit a limit says so.
 */
#include "access/people.h"

#include <string.h>

#include "access/witness.h"
#include "assumelint/arena.h"
#include "facts/issuers.h"

enum { CALLER_KEYS = 8 };

/* ---- Asking -------------------------------------------------------------------------- */

static size_t add_companion(Str *also, size_t count, const char *action) {
  for (size_t i = 0; i < count; i++) {
    if (str_is(also[i], action))
      return count;
  }
  also[count] = str_of(action);
  return count + 1;
}

static size_t companions(const Search *s, Str *also) {
  size_t count = 0;
  for (size_t i = 0; i < s->request.key_count; i++) {
    const ContextKey *key = &s->request.keys[i];
    const ConditionKey *info = key_info(key->name, s->host);
    if (key->presence == KEY_PRESENT && info->also)
      count = add_companion(also, count, info->also);
  }
  return count;
}

static bool rate_attempt(Attempt *best, const Decision *decision) {
  if (decision->verdict == VERDICT_ALLOW && best->outcome != WAY_OPEN) {
    best->outcome = WAY_OPEN;
    best->assumptions = decision->assumptions;
    best->hole = NULL;
    return true;
  }
  if (decision->verdict == VERDICT_UNKNOWN && best->outcome == WAY_CLOSED) {
    best->outcome = WAY_UNKNOWN;
    best->hole = decision->hole;
    return true;
  }
  return false;
}

static Verdict judge(Search *s, Presence others) {
  Str also[4];
  Evaluation e = search_trial(s, others);
  s->request.also = also;
  s->request.also_count = companions(s, also);
  Verdict verdict = s->status == OK ? eval_actions(&e).verdict : VERDICT_IMPLICIT_DENY;
  s->request.also = NULL;
  s->request.also_count = 0;
  return verdict;
}

/* Points that are not settled are looked at only where the answer is yes. */
static void ask(Search *s, Attempt *best, Request *witness) {
  Str also[4];
  size_t before = s->steps;
  if (!search_request_agrees(s))
    return;
  Verdict verdict = judge(s, KEY_ABSENT);
  if (verdict != VERDICT_ALLOW && verdict != VERDICT_UNKNOWN)
    return;
  s->request.also = also;
  s->request.also_count = companions(s, also);
  /* The same again for the points that are not settled. */
  search_spend(s, UNSETTLED_COUNT * (s->steps - before) + s->whole->statement_count);
  /* What is not known here may be allowed by another statement. */
  Decision decision =
      eval_policy(s->trial, verdict == VERDICT_ALLOW ? &s->relevant : s->whole, &s->request, false);
  if (rate_attempt(best, &decision))
    *witness = request_copy(s->arena, &s->request);
  s->request.also = NULL;
  s->request.also_count = 0;
}

/* Whether the keys chosen so far leave a chance. */
static bool has_a_chance(Search *s) {
  Verdict verdict = judge(s, KEY_MAYBE);
  return verdict == VERDICT_ALLOW || verdict == VERDICT_UNKNOWN;
}

/* Chooses a value for the keys from `at` on. */
static void choose(Search *s, size_t at, Attempt *best, Request *witness) {
  while (at < s->key_count && s->keys[at].fixed)
    at++;
  if (at == s->key_count) {
    ask(s, best, witness);
    return;
  }
  SearchKey *key = &s->keys[at];
  if (key->linked || !key->candidates)
    search_make_candidates(s, key);
  for (size_t i = 0; i < key->candidate_count; i++) {
    if (s->status != OK || best->outcome == WAY_OPEN)
      return;
    if (s->steps > s->most_steps) {
      s->gave_up = s->wants_more = true;
      return;
    }
    s->request.keys[s->request.key_count++] = key->candidates[i];
    if (!s->steps_around || has_a_chance(s))
      choose(s, at + 1, best, witness);
    s->request.key_count--;
  }
}

/* ---- One caller ------------------------------------------------------------------------ */

static bool is_fixed(const Caller *caller, Str name) {
  for (size_t i = 0; i < caller->key_count; i++) {
    if (str_eq_nocase(caller->keys[i].name, name))
      return true;
  }
  return false;
}

/* Whether a statement that matters asks for the key, or the policy names it as
 * a variable only. */
static bool is_asked(const Search *s, const SearchKey *key) {
  for (size_t i = 0; i < key->use_count; i++) {
    if (search_use_matters(s, &key->uses[i]))
      return true;
  }
  return key->use_count == 0;
}

/* Keys that no statement of interest asks for, itself or by a variable, are
 * left out of the request. */
static void choose_keys(Search *s, const Caller *caller) {
  size_t chosen = 0;
  search_spend(s, 8 * s->key_count);
  const Issuer *issuer = issuer_of(&s->way->identity);
  for (size_t i = s->key_count; i-- > 0;) {
    SearchKey *key = &s->keys[i];
    key->choice = adversary_choice(s->adversary, key->info, caller->who);
    /* A claim that AWS makes no condition key of is never there. */
    Str claim = issuer ? issuer_claim(issuer, key->name) : key->name;
    if (issuer && claim.len > 0 && !issuer_maps(issuer, claim))
      key->choice = CHOICE_ABSENT;
    key->candidates = NULL;
    key->candidate_count = key->candidate_cap = 0;
    key->fixed = !is_asked(s, key);
  }
  for (size_t i = s->key_count; i-- > 0;) {
    for (size_t k = 0; !s->keys[i].fixed && k < s->keys[i].depend_count; k++)
      s->keys[s->keys[i].depends[k]].fixed = false;
  }
  for (size_t i = 0; i < s->key_count; i++) {
    SearchKey *key = &s->keys[i];
    key->fixed = key->fixed || is_fixed(caller, key->name);
    if (!key->fixed && ++chosen > MAX_SEARCH_KEYS) {
      key->fixed = true;
      s->gave_up = true;
    }
  }
}

static void begin_caller(Search *s, const Caller *caller) {
  s->request.principal_kind = caller->kind;
  s->request.principal = caller->principal;
  s->request.key_count = 0;
  for (size_t i = 0; i < caller->key_count; i++) {
    for (size_t k = 0; k < s->key_count; k++) {
      if (str_eq_nocase(s->keys[k].name, caller->keys[i].name))
        s->request.keys[s->request.key_count++] = caller->keys[i];
    }
  }
  search_find_relevant(s);
  if (s->status == OK)
    choose_keys(s, caller);
}

/* The issuer of the caller's token; where the host has a hole, as it is printed:
 * keys built with the same hole are printed alike. */
static Str token_host(Arena *arena, const Way *way) {
  if (way->identity.kind != IDENTITY_OIDC || !way->identity.host)
    return (Str){NULL, 0};
  return text_key(arena, way->identity.host);
}

/* ---- All callers ------------------------------------------------------------------------ */

/* All strangers meet the same statements: once is enough to find out which. False when
 * there is no chance for any of them. */
static bool begin_strangers(Search *s) {
  Caller caller = {.kind = PRINCIPAL_AWS, .who = IDENTITY_USER};
  if (adversary_caller(s->adversary) != CALLER_STRANGER ||
      !str_is_nocase(s->way->action, "sts:AssumeRole"))
    return true;
  caller.principal = search_stranger_account(s);
  if (!caller.principal)
    return false;
  s->same_for_all = true;
  begin_caller(s, &caller);
  return s->status == OK && has_a_chance(s);
}

/* Whether the policy asks for something that no stranger has. */
static bool lacks_something(Search *s) {
  bool lacks = false, before = s->gave_up;
  if (!s->same_for_all || !begin_strangers(s))
    return s->same_for_all;
  s->gave_up = false;
  for (size_t i = 0; i < s->key_count && !lacks && s->status == OK; i++) {
    SearchKey *key = &s->keys[i];
    if (key->fixed || key->linked || key->info->source == KEY_IDENTITY)
      continue;
    search_make_candidates(s, key);
    lacks = s->status == OK && !s->gave_up && key->candidate_count == 0;
  }
  s->gave_up = before;
  return lacks;
}

/* Tries every caller with at most so many steps in all. */
static void try_round(Search *s, size_t most, Callers *callers, Attempt *best, Request *witness) {
  /* Strangers all meet the same statements; of others each may meet others. */
  for (size_t i = 0; i < s->policy->statement_count && !s->same_for_all; i++)
    s->matters[i] = true;
  s->request.key_count = 0;
  s->most_steps = most;
  search_callers(s, callers);
  size_t count = callers->count;
  for (size_t i = 0; i < count && s->status == OK && best->outcome != WAY_OPEN; i++) {
    if (s->steps >= most) {
      s->gave_up = s->wants_more = true;
      break;
    }
    begin_caller(s, &callers->items[i]);
    /* What one caller leaves is for those behind it. */
    size_t left = most > s->steps ? most - s->steps : 0, share = left / (count - i);
    share = share < MIN_CALLER_STEPS ? MIN_CALLER_STEPS : share;
    s->most_steps = s->steps + (share < left ? share : left);
    if (s->status == OK && (!s->steps_around || has_a_chance(s)))
      choose(s, 0, best, witness);
  }
}

static void try_callers(Search *s, Attempt *best, Request *witness) {
  Callers callers = {.count = 0};
  s->request.keys = arena_array(s->arena, s->key_count + CALLER_KEYS, sizeof *s->request.keys);
  s->matters = arena_array(s->arena, s->policy->statement_count, sizeof *s->matters);
  if (!begin_strangers(s))
    return;
  s->effort = EFFORT_PLAIN;
  size_t left = s->steps < s->max_steps ? s->max_steps - s->steps : 0;
  try_round(s, s->steps + left / 2, &callers, best, witness);
  if (best->outcome == WAY_OPEN || !s->skipped || s->status != OK)
    return;
  /* What was left out is proposed again, and more. */
  s->effort = EFFORT_SOLVED;
  s->gave_up = s->wants_more = false;
  if (lacks_something(s) || s->status != OK)
    return;
  try_round(s, s->max_steps, &callers, best, witness);
  if (best->outcome == WAY_OPEN || !search_key(s, "aws:PrincipalArn"))
    return;
  s->effort = EFFORT_CROSSING;
  try_round(s, s->max_steps, &callers, best, witness);
}

/* Without steps, or without room for what is tried, the search gave up. */
static int settle(Search *s, Attempt *out, SearchBudget *budget) {
  bool full = arena_hit_limit(s->arena) || (s->trial && arena_hit_limit(s->trial));
  if (s->status == ERR_LIMIT)
    s->gave_up = s->wants_more = true;
  if (s->status == ERR_MEMORY && full)
    s->gave_up = true;
  if (s->status == ERR_LIMIT || (s->status == ERR_MEMORY && full))
    s->status = OK;
  out->gave_up = s->gave_up && out->outcome != WAY_OPEN;
  if (out->gave_up && out->outcome == WAY_CLOSED)
    out->outcome = WAY_LIMIT;
  budget->steps -= s->steps < budget->steps ? s->steps : budget->steps;
  budget->wants_more = out->gave_up && s->wants_more;
  return s->status;
}

/* What each search costs before it tries anything. */
enum { STEPS_OF_A_SEARCH = 4000 };

/* A search and what becomes of it. Candidates and trial requests go with the
 * search; the witness stays. */
struct hunt {
  Search s;
  Request witness;
  Attempt out;
  Arena *arena; /* of the witness */
};

static int hunt(void *context) {
  struct hunt *h = context;
  Search *s = &h->s;
  s->host = token_host(s->arena, s->way);
  search_spend(s, STEPS_OF_A_SEARCH);
  if (s->status == OK)
    search_keep_meetable(s);
  if (s->status == OK)
    search_collect_keys(s);
  if (s->status == OK)
    try_callers(s, &h->out, &h->witness);
  return OK;
}

static int keep_witness(void *context) {
  struct hunt *h = context;
  h->out.witness = arena_alloc(h->arena, sizeof *h->out.witness);
  *h->out.witness = request_copy(h->arena, &h->witness);
  return OK;
}

Attempt access_find_witness(Arena *arena, const Role *role, const Policy *policy, const Way *way,
                            AdversaryId adversary, SearchBudget *budget) {
  struct hunt h = {.out = {.outcome = WAY_CLOSED}, .arena = arena};
  Arena *scratch = arena_new(MAX_SEARCH_BYTES);
  if (!scratch)
    out_of_memory();
  h.s = (Search){.arena = scratch,
                 .role = role,
                 .whole = policy,
                 .policy = policy,
                 .way = way,
                 .adversary = adversary};
  h.s.request = (Request){.action = way->action, .others = KEY_ABSENT};
  h.s.max_steps = budget->steps < budget->most ? budget->steps : budget->most;
  h.s.most_steps = h.s.max_steps;
  if (protect(hunt, &h) != OK)
    h.s.status = ERR_MEMORY;
  int status = settle(&h.s, &h.out, budget);
  if (status == OK && h.witness.principal)
    status = protect(keep_witness, &h);
  arena_free(h.s.trial);
  arena_free(scratch);
  if (status != OK)
    out_of_memory();
  return h.out;
}
