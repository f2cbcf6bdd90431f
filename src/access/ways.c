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
#include "model/match.h"

/* The call that this kind of principal makes. */
static const char *fitting_action(IdentityKind who) {
  switch (who) {
  case IDENTITY_OIDC:
    return "sts:AssumeRoleWithWebIdentity";
  case IDENTITY_SAML:
    return "sts:AssumeRoleWithSAML";
  default:
    return "sts:AssumeRole";
  }
}

static Tri lists(Arena *arena, const Item *items, size_t count, const char *action) {
  const Text *text = text_literal(arena, str_of(action));
  Tri out = TRI_NO;
  for (size_t i = 0; i < count; i++)
    out = tri_or(out, text_match(items[i].text, text, MATCH_GLOB | MATCH_NOCASE));
  return out;
}

static Tri allows_action(Arena *arena, const Statement *s, const char *action) {
  if (s->has_not_action && !s->has_action)
    return tri_not(lists(arena, s->not_actions, s->not_action_count, action));
  return lists(arena, s->actions, s->action_count, action);
}

/* Of a provider that is not known. */
static const char *federated_action(Arena *arena, const Statement *s) {
  static const char *const actions[] = {"sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"};
  for (size_t i = 0; i < 2; i++) {
    if (allows_action(arena, s, actions[i]) != TRI_NO)
      return actions[i];
  }
  return NULL;
}

/* The action of the way; NULL when the statement grants none that fits. */
static const char *action_of(Arena *arena, const Way *way) {
  if (way->principal && way->principal->kind == PRINCIPAL_FEDERATED &&
      way->identity.kind == IDENTITY_UNKNOWN)
    return federated_action(arena, way->statement);
  const char *action = fitting_action(way->identity.kind);
  if (allows_action(arena, way->statement, action) != TRI_NO)
    return action;
  if (way->principal && way->principal->kind == PRINCIPAL_OPAQUE)
    return federated_action(arena, way->statement);
  /* Everybody: also somebody with a token. */
  bool anyone = !way->principal || way->identity.kind == IDENTITY_ANYONE;
  const char *web = "sts:AssumeRoleWithWebIdentity";
  return anyone && allows_action(arena, way->statement, web) != TRI_NO ? web : NULL;
}

/* "token.actions.githubusercontent.com" of ...:sub; empty for keys of AWS. */
static Str host_of_key(Str key) {
  Str host = str_slice(key, 0, str_find(key, 0, ':'));
  /* An issuer with a path may have colons of its own, but not before a dot. */
  return host.len < key.len && str_has(host, '.') ? host : (Str){NULL, 0};
}

/* Whether the issuer is open, and may be this one. */
static bool may_be_issuer(const Way *way, const Text *host) {
  const Text *known = way->identity.host;
  return !known || (text_first_hole(known) && text_eq(known, host) != TRI_NO);
}

/* A provider that the same input makes has no ARN yet, and a template may have
 * a parameter in it. The conditions tell whose tokens are meant: those of
 * another issuer cannot meet them. */
static void infer_issuer(Way *way, Arena *arena, const char *action) {
  bool web = action && strcmp(action, "sts:AssumeRoleWithWebIdentity") == 0;
  if (!web || (way->identity.kind != IDENTITY_OIDC && way->identity.kind != IDENTITY_UNKNOWN))
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

/* ---- All ----------------------------------------------------------------------------- */

struct finder {
  Arena *arena;
  const Role *role;
  const Policy *policy;
  const Options *options;
  Ways *ways;
  size_t cap;
  SearchBudget *budget;
};

static void push_way(struct finder *f, Way *way, const char *action) {
  Ways *ways = f->ways;
  way->action = str_of(action);
  way_set_policy_owner(way, f->arena, f->role, f->policy, f->options);
  ways->items = arena_grow(f->arena, ways->items, ways->count, &f->cap, sizeof *ways->items);
  ways->items[ways->count++] = *way;
}

static void add_way(struct finder *f, const Statement *statement, const Principal *principal) {
  Way way = {.statement = statement, .principal = principal};
  if (principal)
    way.identity = *principal->identity;
  else
    way.identity.kind = IDENTITY_ANYONE;
  const char *action = action_of(f->arena, &way);
  if (principal && principal->kind == PRINCIPAL_FEDERATED)
    infer_issuer(&way, f->arena, action);
  if (action)
    push_way(f, &way, action);
}

/* The issuers that the conditions of a statement speak of, each once. */
static int list_issuers(Str *hosts, size_t *count, const Statement *s) {
  *count = 0;
  for (size_t i = 0; i < s->condition_count; i++) {
    Str host = host_of_key(s->conditions[i].key);
    bool known = host.len == 0 || s->conditions[i].key_has_hole;
    for (size_t k = 0; k < *count && !known; k++)
      known = str_eq_nocase(hosts[k], host);
    if (known)
      continue;
    if (*count == MAX_TOKEN_ISSUERS)
      return ERR_LIMIT;
    hosts[(*count)++] = host;
  }
  return OK;
}

/* Everybody is also whoever has a token of an issuer that the conditions speak of. */
static int add_token_ways(struct finder *f, const Statement *s, const Principal *everybody) {
  const char *web = "sts:AssumeRoleWithWebIdentity";
  Str hosts[MAX_TOKEN_ISSUERS];
  size_t count;
  if (allows_action(f->arena, s, web) == TRI_NO)
    return OK;
  int status = list_issuers(hosts, &count, s);
  for (size_t i = 0; i < count && status == OK; i++) {
    const Text *issuer = text_literal(f->arena, hosts[i]);
    Way way = {
        .statement = s,
        .principal = everybody,
        .identity = {.kind = IDENTITY_OIDC, .text = issuer, .host = issuer},
    };
    push_way(f, &way, web);
  }
  return status;
}

static const Principal *find_everybody(const Statement *s) {
  for (size_t i = 0; i < s->principal_count; i++) {
    if (s->principals[i].identity->kind == IDENTITY_ANYONE)
      return &s->principals[i];
  }
  return NULL;
}

static bool grants(const Statement *s) {
  return s->effect == EFFECT_ALLOW || s->effect == EFFECT_UNKNOWN;
}

static int list_ways(struct finder *f) {
  const Policy *policy = f->policy;
  int status = OK;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    identify_all(f->arena, s->principals, s->principal_count);
    identify_all(f->arena, s->not_principals, s->not_principal_count);
  }
  for (size_t i = 0; i < policy->statement_count && status == OK; i++) {
    const Statement *s = &policy->statements[i];
    if (!grants(s))
      continue;
    for (size_t k = 0; k < s->principal_count; k++)
      add_way(f, s, &s->principals[k]);
    const Principal *everybody = find_everybody(s);
    if (everybody)
      status = add_token_ways(f, s, everybody);
    if (s->has_not_principal && !s->has_principal && status == OK)
      add_way(f, s, NULL);
  }
  return status;
}

/* ---- Searching ------------------------------------------------------------------------ */

/* One adversary by one way; `*again`: more steps might help. */
static void try_adversary(struct finder *f, Way *way, AdversaryId id, bool *again) {
  Attempt attempt;
  access_find_witness(&attempt, f->arena, f->role, f->policy, way, id, f->budget);
  *again = f->budget->wants_more;
  /* A longer search may give up before it is where a shorter one was. */
  Attempt *known = &way->attempts[id];
  if (!attempt.gave_up || outcome_better(attempt.outcome, known->outcome) == attempt.outcome)
    *known = attempt;
  else
    known->gave_up = attempt.gave_up;
}

struct trial {
  Way *way;
  AdversaryId id;
};

/* Adversary by adversary, in every way: strangers first, and last whom the policy means. */
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

/* Every adversary by every way, with few steps first: those that want more have to wait
 * until all had their turn, so that no statement hides what another lets in. */
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
      bool again = false;
      try_adversary(f, trials[i].way, trials[i].id, &again);
      if (again)
        trials[left++] = trials[i];
    }
    if (most == MAX_SEARCH_STEPS || f->budget->steps == 0)
      break;
    most = most * 8 < MAX_SEARCH_STEPS ? most * 8 : MAX_SEARCH_STEPS;
  }
}

int access_find_ways_within(Ways **out, Arena *arena, const Role *role, const Policy *policy,
                            const Options *options, SearchBudget *budget) {
  struct finder f = {.arena = arena,
                     .role = role,
                     .policy = policy,
                     .options = options,
                     .ways = arena_alloc(arena, sizeof *f.ways),
                     .budget = budget};
  if (!f.ways)
    out_of_memory();
  int status = list_ways(&f);
  if (status == OK) {
    try_all(&f);
    f.ways->steps_left = budget->steps;
  }
  *out = f.ways;
  return status;
}

int access_find_ways(Ways **out, Arena *arena, const Role *role, const Policy *policy,
                     const Options *options) {
  SearchBudget budget = {.steps = MAX_WAYS_STEPS};
  return access_find_ways_within(out, arena, role, policy, options, &budget);
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
