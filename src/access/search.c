/* SPDX-License-Identifier: Apache-2.0
 *
 * The walk over callers and candidate values. Every answer was given by the
 * evaluator; a search that hit a limit says so.
 */
#include "access/search.h"

#include <string.h>

#include "access/find.h"
#include "access/issuers.h"
#include "assumelint/arena.h"

enum { CALLER_KEYS = 8 };

/* ---- Asking -------------------------------------------------------------------------- */

static size_t add_companion(struct alint_str *also, size_t count, const char *action) {
  for (size_t i = 0; i < count; i++) {
    if (alint_str_is(also[i], action))
      return count;
  }
  also[count] = alint_str(action);
  return count + 1;
}

static size_t companions(const struct alint_search *s, struct alint_str *also) {
  size_t count = 0;
  for (size_t i = 0; i < s->request.key_count; i++) {
    const struct alint_context_key *key = &s->request.keys[i];
    const struct alint_key_info *info = alint_key_info(key->name, s->host);
    if (key->presence == ALINT_PRESENT && info->also)
      count = add_companion(also, count, info->also);
  }
  return count;
}

static bool rate_attempt(struct alint_attempt *best, const struct alint_decision *decision) {
  if (decision->verdict == ALINT_ALLOW && best->outcome != ALINT_WAY_OPEN) {
    best->outcome = ALINT_WAY_OPEN;
    best->assumptions = decision->assumptions;
    best->hole = NULL;
    return true;
  }
  if (decision->verdict == ALINT_VERDICT_UNKNOWN && best->outcome == ALINT_WAY_CLOSED) {
    best->outcome = ALINT_WAY_UNKNOWN;
    best->hole = decision->hole;
    return true;
  }
  return false;
}

static enum alint_verdict judge(struct alint_search *s, struct alint_decision *decision,
                                enum alint_presence others) {
  struct alint_str also[4];
  struct alint_evaluation e = alint_trial(s, others);
  s->request.also = also;
  s->request.also_count = companions(s, also);
  if (s->status == ALINT_OK)
    alint_judge(decision, &e);
  int status = s->status;
  s->request.also = NULL;
  s->request.also_count = 0;
  if (status != ALINT_OK)
    s->status = status;
  return decision->verdict;
}

/* Points that are not settled are looked at only where the answer is yes. */
static void ask(struct alint_search *s, struct alint_attempt *best, struct alint_request *witness) {
  struct alint_str also[4];
  struct alint_decision decision = {0};
  size_t before = s->steps;
  if (!alint_request_agrees(s))
    return;
  enum alint_verdict verdict = judge(s, &decision, ALINT_ABSENT);
  if (verdict != ALINT_ALLOW && verdict != ALINT_VERDICT_UNKNOWN)
    return;
  s->request.also = also;
  s->request.also_count = companions(s, also);
  /* The same again for the points that are not settled. */
  alint_spend(s, ALINT_UNSETTLED_COUNT * (s->steps - before) + s->whole->statement_count);
  /* What is not known here may be allowed by another statement. */
  alint_evaluate(&decision, s->trial, verdict == ALINT_ALLOW ? &s->relevant : s->whole, &s->request,
                 false);
  if (rate_attempt(best, &decision))
    alint_copy_request(witness, s->arena, &s->request);
  s->request.also = NULL;
  s->request.also_count = 0;
}

/* Whether the keys chosen so far leave a chance. */
static bool has_a_chance(struct alint_search *s) {
  struct alint_decision decision = {0};
  enum alint_verdict verdict = judge(s, &decision, ALINT_MAYBE);
  return verdict == ALINT_ALLOW || verdict == ALINT_VERDICT_UNKNOWN;
}

/* Chooses a value for the keys from `at` on. */
static void choose(struct alint_search *s, size_t at, struct alint_attempt *best,
                   struct alint_request *witness) {
  while (at < s->key_count && s->keys[at].fixed)
    at++;
  if (at == s->key_count) {
    ask(s, best, witness);
    return;
  }
  struct alint_search_key *key = &s->keys[at];
  if (key->linked || !key->candidates)
    alint_make_candidates(s, key);
  for (size_t i = 0; i < key->candidate_count; i++) {
    if (s->status != ALINT_OK || best->outcome == ALINT_WAY_OPEN)
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

static bool is_fixed(const struct alint_caller *caller, struct alint_str name) {
  for (size_t i = 0; i < caller->key_count; i++) {
    if (alint_str_eq_nocase(caller->keys[i].name, name))
      return true;
  }
  return false;
}

/* Whether a statement that matters asks for the key, or the policy names it as
 * a variable only. */
static bool is_asked(const struct alint_search *s, const struct alint_search_key *key) {
  for (size_t i = 0; i < key->use_count; i++) {
    if (alint_use_matters(s, &key->uses[i]))
      return true;
  }
  return key->use_count == 0;
}

/* Keys that no statement of interest asks for, itself or by a variable, are
 * left out of the request. */
static void choose_keys(struct alint_search *s, const struct alint_caller *caller) {
  size_t chosen = 0;
  alint_spend(s, 8 * s->key_count);
  const struct alint_issuer *issuer = alint_issuer_of(&s->way->identity);
  for (size_t i = s->key_count; i-- > 0;) {
    struct alint_search_key *key = &s->keys[i];
    key->choice = alint_adversary_choice(s->adversary, key->info, caller->who);
    /* A claim that AWS makes no condition key of is never there. */
    struct alint_str claim = issuer ? alint_issuer_claim(issuer, key->name) : key->name;
    if (issuer && claim.len > 0 && !alint_issuer_maps(issuer, claim))
      key->choice = ALINT_CHOICE_ABSENT;
    key->candidates = NULL;
    key->candidate_count = key->candidate_cap = 0;
    key->fixed = !is_asked(s, key);
  }
  for (size_t i = s->key_count; i-- > 0;) {
    for (size_t k = 0; !s->keys[i].fixed && k < s->keys[i].depend_count; k++)
      s->keys[s->keys[i].depends[k]].fixed = false;
  }
  for (size_t i = 0; i < s->key_count; i++) {
    struct alint_search_key *key = &s->keys[i];
    key->fixed = key->fixed || is_fixed(caller, key->name);
    if (!key->fixed && ++chosen > ALINT_MAX_SEARCH_KEYS) {
      key->fixed = true;
      s->gave_up = true;
    }
  }
}

static void begin_caller(struct alint_search *s, const struct alint_caller *caller) {
  s->request.principal_kind = caller->kind;
  s->request.principal = caller->principal;
  s->request.key_count = 0;
  for (size_t i = 0; i < caller->key_count; i++) {
    for (size_t k = 0; k < s->key_count; k++) {
      if (alint_str_eq_nocase(s->keys[k].name, caller->keys[i].name))
        s->request.keys[s->request.key_count++] = caller->keys[i];
    }
  }
  alint_find_relevant(s);
  if (s->status == ALINT_OK)
    choose_keys(s, caller);
}

/* The issuer of the caller's token; where the host has a hole, as it is printed:
 * keys built with the same hole are printed alike. */
static struct alint_str token_host(struct alint_arena *arena, const struct alint_way *way) {
  if (way->identity.who != ALINT_WHO_OIDC || !way->identity.host)
    return (struct alint_str){NULL, 0};
  return alint_text_key(arena, way->identity.host);
}

/* ---- All callers ------------------------------------------------------------------------ */

/* All strangers meet the same statements: once is enough to find out which. False when
 * there is no chance for any of them. */
static bool begin_strangers(struct alint_search *s) {
  struct alint_caller caller = {.kind = ALINT_PRINCIPAL_AWS, .who = ALINT_WHO_USER};
  if (alint_adversary_caller(s->adversary) != ALINT_CALLER_STRANGER ||
      !alint_str_is_nocase(s->way->action, "sts:AssumeRole"))
    return true;
  caller.principal = alint_stranger_account(s);
  if (!caller.principal)
    return false;
  s->same_for_all = true;
  begin_caller(s, &caller);
  return s->status == ALINT_OK && has_a_chance(s);
}

/* Whether the policy asks for something that no stranger has. */
static bool lacks_something(struct alint_search *s) {
  bool lacks = false, before = s->gave_up;
  if (!s->same_for_all || !begin_strangers(s))
    return s->same_for_all;
  s->gave_up = false;
  for (size_t i = 0; i < s->key_count && !lacks && s->status == ALINT_OK; i++) {
    struct alint_search_key *key = &s->keys[i];
    if (key->fixed || key->linked || key->info->source == ALINT_KEY_IDENTITY)
      continue;
    alint_make_candidates(s, key);
    lacks = s->status == ALINT_OK && !s->gave_up && key->candidate_count == 0;
  }
  s->gave_up = before;
  return lacks;
}

/* Tries every caller with at most so many steps in all. */
static void try_round(struct alint_search *s, size_t most, struct alint_people *callers,
                      struct alint_attempt *best, struct alint_request *witness) {
  /* Strangers all meet the same statements; of others each may meet others. */
  for (size_t i = 0; i < s->policy->statement_count && !s->same_for_all; i++)
    s->matters[i] = true;
  s->request.key_count = 0;
  s->most_steps = most;
  alint_callers(s, callers);
  size_t count = callers->count;
  for (size_t i = 0; i < count && s->status == ALINT_OK && best->outcome != ALINT_WAY_OPEN; i++) {
    if (s->steps >= most) {
      s->gave_up = s->wants_more = true;
      break;
    }
    begin_caller(s, &callers->items[i]);
    /* What one caller leaves is for those behind it. */
    size_t left = most > s->steps ? most - s->steps : 0, share = left / (count - i);
    share = share < ALINT_MIN_CALLER_STEPS ? ALINT_MIN_CALLER_STEPS : share;
    s->most_steps = s->steps + (share < left ? share : left);
    if (s->status == ALINT_OK && (!s->steps_around || has_a_chance(s)))
      choose(s, 0, best, witness);
  }
}

static void try_callers(struct alint_search *s, struct alint_attempt *best,
                        struct alint_request *witness) {
  struct alint_people callers = {.count = 0};
  s->request.keys =
      alint_arena_array(s->arena, s->key_count + CALLER_KEYS, sizeof *s->request.keys);
  s->matters = alint_arena_array(s->arena, s->policy->statement_count, sizeof *s->matters);
  if (!begin_strangers(s))
    return;
  s->effort = ALINT_EFFORT_PLAIN;
  size_t left = s->steps < s->max_steps ? s->max_steps - s->steps : 0;
  try_round(s, s->steps + left / 2, &callers, best, witness);
  if (best->outcome == ALINT_WAY_OPEN || !s->skipped || s->status != ALINT_OK)
    return;
  /* What was left out is proposed again, and more. */
  s->effort = ALINT_EFFORT_SOLVED;
  s->gave_up = s->wants_more = false;
  if (lacks_something(s) || s->status != ALINT_OK)
    return;
  try_round(s, s->max_steps, &callers, best, witness);
  if (best->outcome == ALINT_WAY_OPEN || !alint_search_key(s, "aws:PrincipalArn"))
    return;
  s->effort = ALINT_EFFORT_CROSSING;
  try_round(s, s->max_steps, &callers, best, witness);
}

/* Without steps, or without room for what is tried, the search gave up. */
static int settle(struct alint_search *s, struct alint_attempt *out, struct alint_budget *budget) {
  bool full = alint_arena_hit_limit(s->arena) || (s->trial && alint_arena_hit_limit(s->trial));
  if (s->status == ALINT_ELIMIT)
    s->gave_up = s->wants_more = true;
  if (s->status == ALINT_ENOMEM && full)
    s->gave_up = true;
  if (s->status == ALINT_ELIMIT || (s->status == ALINT_ENOMEM && full))
    s->status = ALINT_OK;
  out->gave_up = s->gave_up && out->outcome != ALINT_WAY_OPEN;
  if (out->gave_up && out->outcome == ALINT_WAY_CLOSED)
    out->outcome = ALINT_WAY_LIMIT;
  budget->steps -= s->steps < budget->steps ? s->steps : budget->steps;
  budget->wants_more = out->gave_up && s->wants_more;
  return s->status;
}

/* What each search costs before it tries anything. */
enum { STEPS_OF_A_SEARCH = 4000 };

/* A search and what becomes of it. Candidates and trial requests go with the
 * search; the witness stays. */
struct hunt {
  struct alint_search s;
  struct alint_request witness;
  struct alint_attempt *out;
  struct alint_arena *arena; /* of what stays */
};

static int hunt(void *context) {
  struct hunt *h = context;
  struct alint_search *s = &h->s;
  s->host = token_host(s->arena, s->way);
  alint_spend(s, STEPS_OF_A_SEARCH);
  if (s->status == ALINT_OK)
    alint_keep_meetable(s);
  if (s->status == ALINT_OK && alint_collect_keys(s) == ALINT_OK)
    try_callers(s, h->out, &h->witness);
  return ALINT_OK;
}

static int keep_witness(void *context) {
  struct hunt *h = context;
  h->out->witness = alint_arena_alloc(h->arena, sizeof *h->out->witness);
  alint_copy_request(h->out->witness, h->arena, &h->witness);
  return ALINT_OK;
}

void alint_find_witness(struct alint_attempt *out, struct alint_arena *arena,
                        const struct alint_role *role, const struct alint_policy *policy,
                        const struct alint_way *way, enum alint_adversary_id adversary,
                        struct alint_budget *budget) {
  struct hunt h = {.out = out, .arena = arena};
  *out = (struct alint_attempt){.outcome = ALINT_WAY_CLOSED};
  struct alint_arena *scratch = alint_arena_new(ALINT_MAX_SEARCH_BYTES);
  if (!scratch)
    alint_out_of_memory();
  h.s = (struct alint_search){.arena = scratch,
                              .role = role,
                              .whole = policy,
                              .policy = policy,
                              .way = way,
                              .adversary = adversary};
  h.s.request = (struct alint_request){.action = way->action, .others = ALINT_ABSENT};
  h.s.max_steps = budget->steps < budget->most ? budget->steps : budget->most;
  h.s.most_steps = h.s.max_steps;
  if (alint_protect(hunt, &h) != ALINT_OK)
    h.s.status = ALINT_ENOMEM;
  int status = settle(&h.s, out, budget);
  if (status == ALINT_OK && h.witness.principal)
    status = alint_protect(keep_witness, &h);
  alint_arena_free(h.s.trial);
  alint_arena_free(scratch);
  if (status != ALINT_OK)
    alint_out_of_memory();
}
