/* SPDX-License-Identifier: Apache-2.0
 *
 * What the Denies of a policy do to a way: they close it, where some call would succeed
 * without them, or they narrow it, where some call of it may meet one.
 */
#include "access/denied.h"

#include "access/witness.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"

/* ---- Denies that close a way ---------------------------------------------------------- */

/* The policy without its Denies; the way becomes one of that policy. */
static Policy without_denies(Way *way, Arena *arena, const Policy *policy) {
  Policy out = *policy;
  out.statement_count = 0;
  out.statements = arena_array(arena, policy->statement_count, sizeof *out.statements);
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    if (s->effect == EFFECT_DENY)
      continue;
    Statement *copy = &out.statements[out.statement_count++];
    *copy = *s;
    if (s == way->statement)
      way->statement = copy;
  }
  return out;
}

bool way_denied(Arena *arena, const Role *role, const Policy *policy, const Way *way,
                SearchBudget *budget) {
  Way without = *way;
  if (way_outcome(way) != WAY_CLOSED)
    return false;
  Policy open = without_denies(&without, arena, policy);
  if (open.statement_count == policy->statement_count)
    return false;
  budget->most = MAX_SEARCH_STEPS;
  Attempt attempt = access_find_witness(arena, role, &open, &without, ADVERSARY_INTENDED, budget);
  return attempt.outcome == WAY_OPEN || attempt.outcome == WAY_UNKNOWN;
}

/* ---- Denies that narrow a way --------------------------------------------------------- */

/* A call of the way with the keys that all its calls have. Callers of an account are not
 * its root user alone, so nothing is known of their names. */
static Request any_call(Arena *arena, const Way *way) {
  enum { MAX_KEYS = 3 };
  const Identity *who = &way->identity;
  bool anyone = !way->principal || !who->text;
  bool service = who->kind == IDENTITY_SERVICE;
  Request out = {.principal_kind = anyone ? PRINCIPAL_AWS : way->principal->kind,
                 .principal = anyone ? text_literal(arena, STR("*")) : who->text,
                 .action = way->action,
                 .keys = arena_array(arena, MAX_KEYS, sizeof *out.keys),
                 .others = KEY_MAYBE};
  if (out.principal_kind == PRINCIPAL_STAR)
    out.principal_kind = PRINCIPAL_AWS;
  out.keys[out.key_count++] =
      context_key(arena, STR("aws:SecureTransport"), text_literal(arena, STR("true")));
  if (who->kind == IDENTITY_ANYONE || who->kind == IDENTITY_UNKNOWN)
    return out;
  out.keys[out.key_count++] =
      context_key(arena, STR("aws:PrincipalIsAWSService"),
                  text_literal(arena, service ? STR("true") : STR("false")));
  if (who->account && out.principal_kind == PRINCIPAL_AWS)
    out.keys[out.key_count++] = context_key(arena, STR("aws:PrincipalAccount"), who->account);
  return out;
}

/* Whether the principal may be among the callers that the way's principal names. */
static bool is_among(const Identity *p, const Identity *way) {
  if (!p || p->kind == IDENTITY_UNKNOWN || p->kind == IDENTITY_ORPHAN)
    return true;
  bool session = p->kind == IDENTITY_SESSION, user = p->kind == IDENTITY_USER;
  bool same_account = p->account && way->account && text_eq(p->account, way->account) != TRI_NO;
  switch (way->kind) {
  case IDENTITY_ANYONE:
  case IDENTITY_UNKNOWN:
    return true;
  case IDENTITY_ACCOUNT:
    return same_account &&
           (session || user || p->kind == IDENTITY_ROLE || p->kind == IDENTITY_FEDERATED_USER);
  case IDENTITY_ROLE:
    return same_account && session &&
           (!p->name || !way->name || text_eq(p->name, way->name) != TRI_NO);
  default:
    return false;
  }
}

static bool names_callers(const Principal *named, size_t count, const Way *way) {
  for (size_t i = 0; i < count; i++) {
    if (!way->principal || is_among(named[i].identity, &way->identity))
      return true;
  }
  return false;
}

static void collect(NarrowingDenies *out, const Policy *policy, const Decision *decision,
                    const Way *way) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    const StatementResult *r = &decision->statements[i];
    if (s->effect != EFFECT_DENY || r->action == TRI_NO || r->condition == TRI_NO)
      continue;
    if (r->principal == TRI_NO && !names_callers(s->principals, s->principal_count, way))
      continue;
    if (out->count == MAX_SHOWN_DENIES) {
      out->more = true;
      return;
    }
    bool spares = names_callers(s->not_principals, s->not_principal_count, way);
    out->items[out->count++] =
        (NarrowingDeny){.deny = s, .partly = r->principal != TRI_YES || spares};
  }
}

static bool has_deny(const Policy *policy) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (policy->statements[i].effect == EFFECT_DENY)
      return true;
  }
  return false;
}

struct narrowing {
  NarrowingDenies out;
  Arena *scratch;
  const Policy *policy;
  const Way *way;
};

static int narrow(void *context) {
  struct narrowing *n = context;
  Request call = any_call(n->scratch, n->way);
  Decision decision = eval_policy(n->scratch, n->policy, &call, true);
  collect(&n->out, n->policy, &decision, n->way);
  return OK;
}

NarrowingDenies way_narrowed(const Policy *policy, const Way *way) {
  struct narrowing n = {.policy = policy, .way = way};
  if (!has_deny(policy))
    return n.out;
  n.scratch = arena_new(MAX_SEARCH_BYTES);
  if (!n.scratch)
    out_of_memory();
  int status = protect(narrow, &n);
  arena_free(n.scratch);
  if (status != OK)
    out_of_memory();
  return n.out;
}
