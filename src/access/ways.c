/* SPDX-License-Identifier: Apache-2.0
 *
 * All ways in of a trust policy: every Allow statement, every principal of it,
 * every adversary that can try.
 */
#include "access/find.h"

#include <string.h>

#include "access/adversaries.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "model/match.h"

/* The call that this kind of principal makes. */
static const char *fitting_action(enum alint_who who) {
  switch (who) {
  case ALINT_WHO_OIDC:
    return "sts:AssumeRoleWithWebIdentity";
  case ALINT_WHO_SAML:
    return "sts:AssumeRoleWithSAML";
  default:
    return "sts:AssumeRole";
  }
}

static enum alint_tri lists(struct alint_arena *arena, const struct alint_item *items, size_t count,
                            const char *action) {
  const struct alint_text *text = alint_text_literal(arena, alint_str(action));
  enum alint_tri out = ALINT_NO;
  for (size_t i = 0; i < count; i++)
    out =
        alint_tri_or(out, alint_match(items[i].text, text, ALINT_MATCH_GLOB | ALINT_MATCH_NOCASE));
  return out;
}

static enum alint_tri allows_action(struct alint_arena *arena, const struct alint_statement *s,
                                    const char *action) {
  if (s->has_not_action && !s->has_action)
    return alint_tri_not(lists(arena, s->not_actions, s->not_action_count, action));
  return lists(arena, s->actions, s->action_count, action);
}

/* Of a provider that is not known. */
static const char *federated_action(struct alint_arena *arena, const struct alint_statement *s) {
  static const char *const actions[] = {"sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"};
  for (size_t i = 0; i < 2; i++) {
    if (allows_action(arena, s, actions[i]) != ALINT_NO)
      return actions[i];
  }
  return NULL;
}

/* The action of the way; NULL when the statement grants none that fits. */
static const char *action_of(struct alint_arena *arena, const struct alint_way *way) {
  if (way->principal && way->principal->kind == ALINT_PRINCIPAL_FEDERATED &&
      way->identity.who == ALINT_WHO_UNKNOWN)
    return federated_action(arena, way->statement);
  const char *action = fitting_action(way->identity.who);
  if (allows_action(arena, way->statement, action) != ALINT_NO)
    return action;
  if (way->principal && way->principal->kind == ALINT_PRINCIPAL_OPAQUE)
    return federated_action(arena, way->statement);
  /* Everybody: also somebody with a token. */
  bool anyone = !way->principal || way->identity.who == ALINT_WHO_ANYONE;
  const char *web = "sts:AssumeRoleWithWebIdentity";
  return anyone && allows_action(arena, way->statement, web) != ALINT_NO ? web : NULL;
}

/* "token.actions.githubusercontent.com" of ...:sub; empty for keys of AWS. */
static struct alint_str host_of_key(struct alint_str key) {
  struct alint_str host = alint_str_slice(key, 0, alint_str_find(key, 0, ':'));
  /* An issuer with a path may have colons of its own, but not before a dot. */
  return host.len < key.len && alint_str_has(host, '.') ? host : (struct alint_str){NULL, 0};
}

/* Whether the issuer is open, and may be this one. */
static bool may_be_issuer(const struct alint_way *way, const struct alint_text *host) {
  const struct alint_text *known = way->identity.host;
  return !known || (alint_text_first_hole(known) && alint_text_eq(known, host) != ALINT_NO);
}

/* A provider that the same input makes has no ARN yet, and a template may have
 * a parameter in it. The conditions tell whose tokens are meant: those of
 * another issuer cannot meet them. */
static void infer_issuer(struct alint_way *way, struct alint_arena *arena, const char *action) {
  bool web = action && strcmp(action, "sts:AssumeRoleWithWebIdentity") == 0;
  if (!web || (way->identity.who != ALINT_WHO_OIDC && way->identity.who != ALINT_WHO_UNKNOWN))
    return;
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    struct alint_str host = host_of_key(way->statement->conditions[i].key);
    if (host.len == 0 || way->statement->conditions[i].key_has_hole)
      continue;
    const struct alint_text *issuer = alint_text_literal(arena, host);
    if (!may_be_issuer(way, issuer))
      continue;
    way->identity.who = ALINT_WHO_OIDC;
    way->identity.host = issuer;
    return;
  }
}

static void identify_all(struct alint_arena *arena, struct alint_principal *principals,
                         size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct alint_identity *identity = alint_arena_alloc(arena, sizeof *identity);
    alint_identify(identity, arena, &principals[i]);
    principals[i].identity = identity;
  }
}

/* ---- All ----------------------------------------------------------------------------- */

struct finder {
  struct alint_arena *arena;
  const struct alint_role *role;
  const struct alint_policy *policy;
  const struct alint_options *options;
  struct alint_ways *ways;
  size_t cap;
  struct alint_budget *budget;
};

static void push_way(struct finder *f, struct alint_way *way, const char *action) {
  struct alint_ways *ways = f->ways;
  way->action = alint_str(action);
  alint_set_way_owner(way, f->arena, f->role, f->policy, f->options);
  ways->items = alint_arena_grow(f->arena, ways->items, ways->count, &f->cap, sizeof *ways->items);
  ways->items[ways->count++] = *way;
}

static void add_way(struct finder *f, const struct alint_statement *statement,
                    const struct alint_principal *principal) {
  struct alint_way way = {.statement = statement, .principal = principal};
  if (principal)
    way.identity = *principal->identity;
  else
    way.identity.who = ALINT_WHO_ANYONE;
  const char *action = action_of(f->arena, &way);
  if (principal && principal->kind == ALINT_PRINCIPAL_FEDERATED)
    infer_issuer(&way, f->arena, action);
  if (action)
    push_way(f, &way, action);
}

/* The issuers that the conditions of a statement speak of, each once. */
static int list_issuers(struct alint_str *hosts, size_t *count, const struct alint_statement *s) {
  *count = 0;
  for (size_t i = 0; i < s->condition_count; i++) {
    struct alint_str host = host_of_key(s->conditions[i].key);
    bool known = host.len == 0 || s->conditions[i].key_has_hole;
    for (size_t k = 0; k < *count && !known; k++)
      known = alint_str_eq_nocase(hosts[k], host);
    if (known)
      continue;
    if (*count == ALINT_MAX_TOKEN_ISSUERS)
      return ALINT_ELIMIT;
    hosts[(*count)++] = host;
  }
  return ALINT_OK;
}

/* Everybody is also whoever has a token of an issuer that the conditions speak of. */
static int add_token_ways(struct finder *f, const struct alint_statement *s,
                          const struct alint_principal *everybody) {
  const char *web = "sts:AssumeRoleWithWebIdentity";
  struct alint_str hosts[ALINT_MAX_TOKEN_ISSUERS];
  size_t count;
  if (allows_action(f->arena, s, web) == ALINT_NO)
    return ALINT_OK;
  int status = list_issuers(hosts, &count, s);
  for (size_t i = 0; i < count && status == ALINT_OK; i++) {
    const struct alint_text *issuer = alint_text_literal(f->arena, hosts[i]);
    struct alint_way way = {
        .statement = s,
        .principal = everybody,
        .identity = {.who = ALINT_WHO_OIDC, .text = issuer, .host = issuer},
    };
    push_way(f, &way, web);
  }
  return status;
}

static const struct alint_principal *find_everybody(const struct alint_statement *s) {
  for (size_t i = 0; i < s->principal_count; i++) {
    if (s->principals[i].identity->who == ALINT_WHO_ANYONE)
      return &s->principals[i];
  }
  return NULL;
}

static bool grants(const struct alint_statement *s) {
  return s->effect == ALINT_EFFECT_ALLOW || s->effect == ALINT_EFFECT_UNKNOWN;
}

static int list_ways(struct finder *f) {
  const struct alint_policy *policy = f->policy;
  int status = ALINT_OK;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    identify_all(f->arena, s->principals, s->principal_count);
    identify_all(f->arena, s->not_principals, s->not_principal_count);
  }
  for (size_t i = 0; i < policy->statement_count && status == ALINT_OK; i++) {
    const struct alint_statement *s = &policy->statements[i];
    if (!grants(s))
      continue;
    for (size_t k = 0; k < s->principal_count; k++)
      add_way(f, s, &s->principals[k]);
    const struct alint_principal *everybody = find_everybody(s);
    if (everybody)
      status = add_token_ways(f, s, everybody);
    if (s->has_not_principal && !s->has_principal && status == ALINT_OK)
      add_way(f, s, NULL);
  }
  return status;
}

/* ---- Searching ------------------------------------------------------------------------ */

/* One adversary by one way; `*again`: more steps might help. */
static void try_adversary(struct finder *f, struct alint_way *way, enum alint_adversary_id id,
                          bool *again) {
  struct alint_attempt attempt;
  alint_find_witness(&attempt, f->arena, f->role, f->policy, way, id, f->budget);
  *again = f->budget->wants_more;
  /* A longer search may give up before it is where a shorter one was. */
  struct alint_attempt *known = &way->attempts[id];
  if (!attempt.gave_up || alint_better_outcome(attempt.outcome, known->outcome) == attempt.outcome)
    *known = attempt;
  else
    known->gave_up = attempt.gave_up;
}

struct trial {
  struct alint_way *way;
  enum alint_adversary_id id;
};

/* Adversary by adversary, in every way: strangers first, and last whom the policy means. */
static struct trial *list_trials(const struct finder *f, size_t *count) {
  _Static_assert(ALINT_INTENDED == 0, "it comes last");
  struct trial *out =
      alint_arena_array(f->arena, f->ways->count * ALINT_ADVERSARY_COUNT, sizeof *out);
  *count = 0;
  for (int n = 1; n <= ALINT_ADVERSARY_COUNT; n++) {
    enum alint_adversary_id id = (enum alint_adversary_id)(n % ALINT_ADVERSARY_COUNT);
    for (size_t i = 0; i < f->ways->count; i++) {
      if (alint_adversary_applies(id, &f->ways->items[i]))
        out[(*count)++] = (struct trial){&f->ways->items[i], id};
    }
  }
  return out;
}

/* Every adversary by every way, with few steps first: those that want more have to wait
 * until all had their turn, so that no statement hides what another lets in. */
static void try_all(struct finder *f) {
  size_t left, most = ALINT_FIRST_SEARCH_STEPS;
  struct trial *trials = list_trials(f, &left);
  while (left > 0 && most > ALINT_LEAST_SEARCH_STEPS && f->budget->steps / 2 / left < most)
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
    if (most == ALINT_MAX_SEARCH_STEPS || f->budget->steps == 0)
      break;
    most = most * 8 < ALINT_MAX_SEARCH_STEPS ? most * 8 : ALINT_MAX_SEARCH_STEPS;
  }
}

int alint_find_ways_within(struct alint_ways **out, struct alint_arena *arena,
                           const struct alint_role *role, const struct alint_policy *policy,
                           const struct alint_options *options, struct alint_budget *budget) {
  struct finder f = {.arena = arena,
                     .role = role,
                     .policy = policy,
                     .options = options,
                     .ways = alint_arena_alloc(arena, sizeof *f.ways),
                     .budget = budget};
  if (!f.ways)
    alint_out_of_memory();
  int status = list_ways(&f);
  if (status == ALINT_OK) {
    try_all(&f);
    f.ways->steps_left = budget->steps;
  }
  *out = f.ways;
  return status;
}

int alint_find_ways(struct alint_ways **out, struct alint_arena *arena,
                    const struct alint_role *role, const struct alint_policy *policy,
                    const struct alint_options *options) {
  struct alint_budget budget = {.steps = ALINT_MAX_WAYS_STEPS};
  return alint_find_ways_within(out, arena, role, policy, options, &budget);
}

/* ---- Looking at ways ------------------------------------------------------------------- */

enum alint_outcome alint_better_outcome(enum alint_outcome a, enum alint_outcome b) {
  static const unsigned char rank[] = {
      [ALINT_WAY_CLOSED] = 0, [ALINT_WAY_LIMIT] = 1, [ALINT_WAY_UNKNOWN] = 2, [ALINT_WAY_OPEN] = 3};
  return rank[a] >= rank[b] ? a : b;
}

enum alint_outcome alint_way_outcome(const struct alint_way *way) {
  enum alint_outcome best = ALINT_WAY_CLOSED;
  for (int id = 0; id < ALINT_ADVERSARY_COUNT; id++)
    best = alint_better_outcome(way->attempts[id].outcome, best);
  return best;
}

bool alint_way_gave_up(const struct alint_way *way) {
  for (int id = 0; id < ALINT_ADVERSARY_COUNT; id++) {
    if (way->attempts[id].gave_up)
      return true;
  }
  return false;
}

bool alint_statement_asks(const struct alint_statement *statement, const char *key) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (alint_str_is_nocase(statement->conditions[i].key, key))
      return true;
  }
  return false;
}
