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
                            const char *action, int *status) {
  const struct alint_text *text = alint_text_literal(arena, alint_str(action));
  enum alint_tri out = ALINT_NO;
  if (!text) {
    *status = ALINT_ENOMEM;
    return out;
  }
  for (size_t i = 0; i < count; i++)
    out =
        alint_tri_or(out, alint_match(items[i].text, text, ALINT_MATCH_GLOB | ALINT_MATCH_NOCASE));
  return out;
}

static enum alint_tri allows_action(struct alint_arena *arena, const struct alint_statement *s,
                                    const char *action, int *status) {
  if (s->has_not_action && !s->has_action)
    return alint_tri_not(lists(arena, s->not_actions, s->not_action_count, action, status));
  return lists(arena, s->actions, s->action_count, action, status);
}

/* Of a provider that is not known. */
static const char *federated_action(struct alint_arena *arena, const struct alint_statement *s,
                                    int *status) {
  static const char *const actions[] = {"sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"};
  for (size_t i = 0; i < 2; i++) {
    if (allows_action(arena, s, actions[i], status) != ALINT_NO)
      return actions[i];
  }
  return NULL;
}

/* The action of the way; NULL when the statement grants none that fits. */
static const char *action_of(struct alint_arena *arena, const struct alint_way *way, int *status) {
  if (way->principal && way->principal->kind == ALINT_PRINCIPAL_FEDERATED &&
      way->identity.who == ALINT_WHO_UNKNOWN)
    return federated_action(arena, way->statement, status);
  const char *action = fitting_action(way->identity.who);
  if (allows_action(arena, way->statement, action, status) != ALINT_NO)
    return action;
  /* Everybody: also somebody with a token. */
  bool anyone = !way->principal || way->identity.who == ALINT_WHO_ANYONE;
  const char *web = "sts:AssumeRoleWithWebIdentity";
  return anyone && allows_action(arena, way->statement, web, status) != ALINT_NO ? web : NULL;
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
static int infer_issuer(struct alint_way *way, struct alint_arena *arena, const char *action) {
  bool web = action && strcmp(action, "sts:AssumeRoleWithWebIdentity") == 0;
  if (!web || (way->identity.who != ALINT_WHO_OIDC && way->identity.who != ALINT_WHO_UNKNOWN))
    return ALINT_OK;
  for (size_t i = 0; i < way->statement->condition_count; i++) {
    struct alint_str host = host_of_key(way->statement->conditions[i].key);
    if (host.len == 0 || way->statement->conditions[i].key_has_hole)
      continue;
    const struct alint_text *issuer = alint_text_literal(arena, host);
    if (!issuer)
      return ALINT_ENOMEM;
    if (!may_be_issuer(way, issuer))
      continue;
    way->identity.who = ALINT_WHO_OIDC;
    way->identity.host = issuer;
    return ALINT_OK;
  }
  return ALINT_OK;
}

static int identify_all(struct alint_arena *arena, struct alint_principal *principals,
                        size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct alint_identity *identity = alint_arena_alloc(arena, sizeof *identity);
    if (!identity || alint_identify(identity, arena, &principals[i]) != ALINT_OK)
      return ALINT_ENOMEM;
    principals[i].identity = identity;
  }
  return ALINT_OK;
}

/* ---- All ----------------------------------------------------------------------------- */

struct finder {
  struct alint_arena *arena;
  const struct alint_role *role;
  const struct alint_policy *policy;
  const struct alint_options *options;
  struct alint_ways *ways;
  size_t cap;
  size_t steps_left; /* of all searches together */
};

static int try_adversaries(struct finder *f, struct alint_way *way) {
  for (int id = 0; id < ALINT_ADVERSARY_COUNT; id++) {
    struct alint_attempt *attempt = &way->attempts[id];
    if (!alint_adversary_applies((enum alint_adversary_id)id, way))
      continue;
    int status = alint_find_witness_within(attempt, f->arena, f->role, f->policy, way,
                                           (enum alint_adversary_id)id, &f->steps_left);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

static int add_way(struct finder *f, const struct alint_statement *statement,
                   const struct alint_principal *principal) {
  struct alint_way way = {.statement = statement, .principal = principal};
  struct alint_ways *ways = f->ways;
  int status = ALINT_OK;
  if (principal)
    way.identity = *principal->identity;
  else
    way.identity.who = ALINT_WHO_ANYONE;
  const char *action = action_of(f->arena, &way, &status);
  if (status == ALINT_OK && principal && principal->kind == ALINT_PRINCIPAL_FEDERATED)
    status = infer_issuer(&way, f->arena, action);
  if (!action || status != ALINT_OK)
    return status;
  way.action = alint_str(action);
  alint_set_way_owner(&way, f->arena, f->role, f->policy, f->options);
  status = try_adversaries(f, &way);
  if (status != ALINT_OK)
    return status;
  struct alint_way *grown =
      alint_arena_grow(f->arena, ways->items, ways->count, &f->cap, sizeof *ways->items);
  if (!grown)
    return ALINT_ENOMEM;
  ways->items = grown;
  ways->items[ways->count++] = way;
  return ALINT_OK;
}

static bool grants(const struct alint_statement *s) {
  return s->effect == ALINT_EFFECT_ALLOW || s->effect == ALINT_EFFECT_UNKNOWN;
}

int alint_find_ways(struct alint_ways **out, struct alint_arena *arena,
                    const struct alint_role *role, const struct alint_policy *policy,
                    const struct alint_options *options) {
  struct finder f = {.arena = arena,
                     .role = role,
                     .policy = policy,
                     .options = options,
                     .ways = alint_arena_alloc(arena, sizeof *f.ways),
                     .steps_left = ALINT_MAX_WAYS_STEPS};
  int status = f.ways ? ALINT_OK : ALINT_ENOMEM;
  for (size_t i = 0; i < policy->statement_count && status == ALINT_OK; i++) {
    const struct alint_statement *s = &policy->statements[i];
    status = identify_all(arena, s->principals, s->principal_count);
    if (status == ALINT_OK)
      status = identify_all(arena, s->not_principals, s->not_principal_count);
  }
  for (size_t i = 0; i < policy->statement_count && status == ALINT_OK; i++) {
    const struct alint_statement *s = &policy->statements[i];
    if (!grants(s))
      continue;
    for (size_t k = 0; k < s->principal_count && status == ALINT_OK; k++)
      status = add_way(&f, s, &s->principals[k]);
    if (s->has_not_principal && !s->has_principal && status == ALINT_OK)
      status = add_way(&f, s, NULL);
  }
  *out = f.ways;
  return status;
}

bool alint_statement_asks(const struct alint_statement *statement, const char *key) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (alint_str_is_nocase(statement->conditions[i].key, key))
      return true;
  }
  return false;
}
