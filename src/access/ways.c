/* SPDX-License-Identifier: Apache-2.0
 *
 * All ways in of a trust policy: every Allow statement, every principal of it,
 * every adversary that can try.
 */
#include "access/witness.h"

#include <string.h>

#include "access/adversaries.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "evaluate/evaluation.h"

static const char web_identity[] = "sts:AssumeRoleWithWebIdentity";

/* ---- Which action ---------------------------------------------------------------------- */

static bool may_allow(const Statement *s, const char *action) {
  Evaluation e = {0};
  return eval_action_matches(&e, s, str_of(action)) != TRI_NO;
}

/* Of a provider that is not known. */
static const char *federated_action(const Statement *s) {
  if (may_allow(s, web_identity))
    return web_identity;
  return may_allow(s, "sts:AssumeRoleWithSAML") ? "sts:AssumeRoleWithSAML" : NULL;
}

/* The action of the way; NULL when the statement grants none that fits. */
static const char *action_of(const Way *way) {
  const Statement *s = way->statement;
  IdentityKind kind = way->identity.kind;
  if (way->principal && way->principal->kind == PRINCIPAL_FEDERATED && kind == IDENTITY_UNKNOWN)
    return federated_action(s);
  const char *action = request_usual_action(kind);
  if (may_allow(s, action))
    return action;
  if (way->principal && way->principal->kind == PRINCIPAL_OPAQUE)
    return federated_action(s);
  /* "Anyone" includes holders of tokens. */
  bool anyone = !way->principal || kind == IDENTITY_ANYONE;
  return anyone && may_allow(s, web_identity) ? web_identity : NULL;
}

/* ---- Which issuer ---------------------------------------------------------------------- */

/* "token.actions.githubusercontent.com" of ...:sub; empty for keys of AWS. */
static Str host_of_key(Str key) {
  Str host = str_slice(key, 0, str_find(key, 0, ':'));
  /* An issuer with a path may have colons of its own, but not before a dot. */
  return host.len < key.len && str_has(host, '.') ? host : (Str){NULL, 0};
}

/* Whether the issuer is not known, and may be this one. */
static bool may_be_issuer(const Way *way, const Text *host) {
  const Text *known = way->identity.host;
  return !known || (text_first_hole(known) && text_eq(known, host) != TRI_NO);
}

/* A provider that the same input makes has no ARN yet, and one of a template may have a
 * parameter in its ARN. The conditions name the issuer: tokens of another cannot meet them. */
static void infer_issuer(Way *way, Arena *arena, const char *action) {
  if (!action || strcmp(action, web_identity) != 0 ||
      (way->identity.kind != IDENTITY_OIDC && way->identity.kind != IDENTITY_UNKNOWN))
    return;
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    Str host = host_of_key(way->statement->conditions[i].key);
    if (host.len == 0 || way->statement->conditions[i].key_has_hole)
      continue;
    const Text *issuer = text_literal(arena, host);
    if (!may_be_issuer(way, issuer))
      continue;
    way->identity.kind = IDENTITY_OIDC;
    way->identity.host = issuer;
    return;
  }
}

static void identify_all(Arena *arena, Principal *principals, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Identity *identity = arena_alloc(arena, sizeof *identity);
    *identity = identity_of(arena, &principals[i]);
    principals[i].identity = identity;
  }
}

/* ---- Listing ----------------------------------------------------------------------------- */

struct finder {
  Arena *arena;
  const Role *role;
  const Policy *policy;
  const Options *options;
  Ways *ways;
  SearchBudget *budget;
};

static void push_way(struct finder *f, Way *way, const char *action) {
  way->action = str_of(action);
  way_set_policy_owner(way, f->arena, f->role, f->policy, f->options);
  LIST_ADD(f->arena, f->ways, *way);
}

static void add_way(struct finder *f, const Statement *statement, const Principal *principal) {
  Way way = {.statement = statement, .principal = principal};
  if (principal)
    way.identity = *principal->identity;
  else
    way.identity.kind = IDENTITY_ANYONE;
  const char *action = action_of(&way);
  if (principal && principal->kind == PRINCIPAL_FEDERATED)
    infer_issuer(&way, f->arena, action);
  if (action)
    push_way(f, &way, action);
}

/* "Anyone" includes holders of tokens of each issuer that the conditions name. */
static int add_token_ways(struct finder *f, const Statement *s, const Principal *anyone) {
  Str hosts[MAX_TOKEN_ISSUERS];
  size_t count = 0;
  if (!may_allow(s, web_identity))
    return OK;
  for (size_t i = 0; i < s->condition_count; i++) {
    Str host = host_of_key(s->conditions[i].key);
    bool skip = host.len == 0 || s->conditions[i].key_has_hole;
    for (size_t k = 0; k < count && !skip; k++)
      skip = str_eq_nocase(hosts[k], host);
    if (skip)
      continue;
    if (count == MAX_TOKEN_ISSUERS)
      return ERR_LIMIT;
    hosts[count++] = host;
    const Text *issuer = text_literal(f->arena, host);
    Way way = {
        .statement = s,
        .principal = anyone,
        .identity = {.kind = IDENTITY_OIDC, .text = issuer, .host = issuer},
    };
    push_way(f, &way, web_identity);
  }
  return OK;
}

static const Principal *find_anyone(const Statement *s) {
  for (size_t i = 0; i < s->principal_count; i++) {
    if (s->principals[i].identity->kind == IDENTITY_ANYONE)
      return &s->principals[i];
  }
  return NULL;
}

static int list_ways_of(struct finder *f, const Statement *s) {
  if (s->effect != EFFECT_ALLOW && s->effect != EFFECT_UNKNOWN)
    return OK;
  for (size_t i = 0; i < s->principal_count; i++)
    add_way(f, s, &s->principals[i]);
  const Principal *anyone = find_anyone(s);
  int status = anyone ? add_token_ways(f, s, anyone) : OK;
  if (status == OK && s->has_not_principal && !s->has_principal)
    add_way(f, s, NULL);
  return status;
}

static int list_ways(struct finder *f) {
  const Policy *policy = f->policy;
  int status = OK;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    identify_all(f->arena, s->principals, s->principal_count);
    identify_all(f->arena, s->not_principals, s->not_principal_count);
  }
  for (size_t i = 0; i < policy->statement_count && status == OK; i++)
    status = list_ways_of(f, &policy->statements[i]);
  return status;
}

/* ---- Searching ------------------------------------------------------------------------ */

/* One adversary by one way; true when more steps might help. */
static bool try_adversary(struct finder *f, Way *way, AdversaryId id) {
  Attempt attempt = access_find_witness(f->arena, f->role, f->policy, way, id, f->budget);
  /* A longer search may give up earlier than a shorter one did. */
  Attempt *known = &way->attempts[id];
  if (!attempt.gave_up || outcome_better(attempt.outcome, known->outcome) == attempt.outcome)
    *known = attempt;
  else
    known->gave_up = true;
  return f->budget->wants_more;
}

struct trial {
  Way *way;
  AdversaryId id;
};

/* Adversary by adversary, in every way: strangers first, the intended caller last. */
static struct trial *list_trials(const struct finder *f, size_t *count) {
  _Static_assert(ADVERSARY_INTENDED == 0, "it comes last");
  struct trial *out = arena_array(f->arena, f->ways->count * ADVERSARY_COUNT, sizeof *out);
  *count = 0;
  for (int n = 1; n <= ADVERSARY_COUNT; n++) {
    AdversaryId id = (AdversaryId)(n % ADVERSARY_COUNT);
    for (size_t i = 0; i < f->ways->count; i++) {
      if (adversary_applies(id, &f->ways->items[i]))
        out[(*count)++] = (struct trial){&f->ways->items[i], id};
    }
  }
  return out;
}

/* Every adversary by every way, with few steps first. Searches that want more wait until
 * all have had their turn, so that no statement hides what another lets in. */
static void try_all(struct finder *f) {
  size_t left, most = FIRST_SEARCH_STEPS;
  struct trial *trials = list_trials(f, &left);
  while (left > 0 && most > LEAST_SEARCH_STEPS && f->budget->steps / 2 / left < most)
    most /= 2;
  while (left > 0) {
    size_t count = left;
    left = 0;
    f->budget->most = most;
    for (size_t i = 0; i < count; i++) {
      if (try_adversary(f, trials[i].way, trials[i].id))
        trials[left++] = trials[i];
    }
    if (most == MAX_SEARCH_STEPS || f->budget->steps == 0)
      break;
    most = most * 8 < MAX_SEARCH_STEPS ? most * 8 : MAX_SEARCH_STEPS;
  }
}

int access_find_ways(Ways **out, Arena *arena, const Role *role, const Policy *policy,
                     const Options *options, SearchBudget *budget) {
  struct finder f = {.arena = arena,
                     .role = role,
                     .policy = policy,
                     .options = options,
                     .ways = arena_alloc(arena, sizeof *f.ways),
                     .budget = budget};
  int status = list_ways(&f);
  if (status != OK)
    return status;
  try_all(&f);
  *out = f.ways;
  return OK;
}

/* ---- Looking at ways ------------------------------------------------------------------- */

Outcome outcome_better(Outcome a, Outcome b) {
  static const unsigned char rank[] = {
      [WAY_CLOSED] = 0, [WAY_LIMIT] = 1, [WAY_UNKNOWN] = 2, [WAY_OPEN] = 3};
  return rank[a] >= rank[b] ? a : b;
}

Outcome way_outcome(const Way *way) {
  Outcome best = WAY_CLOSED;
  for (int id = 0; id < ADVERSARY_COUNT; id++)
    best = outcome_better(way->attempts[id].outcome, best);
  return best;
}

bool way_gave_up(const Way *way) {
  for (int id = 0; id < ADVERSARY_COUNT; id++) {
    if (way->attempts[id].gave_up)
      return true;
  }
  return false;
}

bool statement_asks_key(const Statement *statement, const char *key) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (str_is_nocase(statement->conditions[i].key, key))
      return true;
  }
  return false;
}
