/* SPDX-License-Identifier: Apache-2.0
 *
 * Which Denies narrow a way: those that some call of it may meet, with what is
 * certain of all its calls. When in doubt a Deny is told.
 */
#include "access/denied.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"

static const ContextKey *one_value(ContextKey *out, Arena *arena, const char *name,
                                   const Text *value) {
  const Text **values = arena_alloc(arena, sizeof *values);
  if (!value)
    return NULL;
  *values = value;
  *out = (ContextKey){
      .name = str_of(name), .presence = KEY_PRESENT, .values = values, .value_count = 1};
  return out;
}

/* A call by somebody of the way: of an account, not the root user alone, so
 * nothing is said of names. */
static void any_call(Request *out, Arena *arena, const Way *way) {
  const Identity *who = &way->identity;
  bool service = who->who == IDENTITY_SERVICE, anyone = !way->principal || !who->text;
  enum { MAX_KEYS = 3 };
  ContextKey *keys = arena_array(arena, MAX_KEYS, sizeof *keys);
  *out = (Request){.principal_kind = anyone ? PRINCIPAL_AWS : way->principal->kind,
                   .principal = anyone ? text_literal(arena, STR("*")) : who->text,
                   .action = way->action,
                   .keys = keys,
                   .others = KEY_MAYBE};
  if (!out->principal)
    out_of_memory();
  if (out->principal_kind == PRINCIPAL_STAR)
    out->principal_kind = PRINCIPAL_AWS;
  const Text *is_service = text_literal(arena, service ? STR("true") : STR("false"));
  if (!one_value(&keys[out->key_count++], arena, "aws:SecureTransport",
                 text_literal(arena, STR("true"))))
    out_of_memory();
  if (who->who == IDENTITY_ANYONE || who->who == IDENTITY_UNKNOWN)
    return;
  if (!one_value(&keys[out->key_count++], arena, "aws:PrincipalIsAWSService", is_service))
    out_of_memory();
  if (who->account && out->principal_kind == PRINCIPAL_AWS &&
      !one_value(&keys[out->key_count++], arena, "aws:PrincipalAccount", who->account))
    out_of_memory();
}

/* Whether the principal may be one of those whom the way's principal means. */
static bool is_one_of(const Identity *p, const Identity *way) {
  if (!p || p->who == IDENTITY_UNKNOWN || p->who == IDENTITY_ORPHAN)
    return true;
  bool session = p->who == IDENTITY_SESSION, user = p->who == IDENTITY_USER;
  bool same_account = p->account && way->account && text_eq(p->account, way->account) != TRI_NO;
  switch (way->who) {
  case IDENTITY_ANYONE:
  case IDENTITY_UNKNOWN:
    return true;
  case IDENTITY_ACCOUNT:
    return same_account &&
           (session || user || p->who == IDENTITY_ROLE || p->who == IDENTITY_FEDERATED_USER);
  case IDENTITY_ROLE:
    return same_account && session &&
           (!p->name || !way->name || text_eq(p->name, way->name) != TRI_NO);
  default:
    return false;
  }
}

static bool names_some(const Principal *named, size_t count, const Way *way) {
  for (size_t i = 0; i < count; i++) {
    if (!way->principal || is_one_of(named[i].identity, &way->identity))
      return true;
  }
  return false;
}

static void collect(NarrowingDenies *out, const Policy *policy, const Decision *decision,
                    const Way *way) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    const StatementResult *r = &decision->statements[i];
    bool some = names_some(s->principals, s->principal_count, way);
    bool but = names_some(s->not_principals, s->not_principal_count, way);
    bool named = r->principal != TRI_NO || some;
    if (s->effect != EFFECT_DENY || r->action == TRI_NO || r->condition == TRI_NO || !named)
      continue;
    if (out->count == MAX_TOLD_DENIES) {
      out->more = true;
      return;
    }
    out->items[out->count++] =
        (NarrowingDeny){.deny = s, .somebody = r->principal != TRI_YES || but};
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
  NarrowingDenies *out;
  Arena *scratch;
  const Policy *policy;
  const Way *way;
};

static int narrow(void *context) {
  struct narrowing *n = context;
  Request call;
  Decision decision;
  any_call(&call, n->scratch, n->way);
  decision = eval_policy(n->scratch, n->policy, &call, true);
  collect(n->out, n->policy, &decision, n->way);
  return OK;
}

void way_narrowed(NarrowingDenies *out, const Policy *policy, const Way *way) {
  *out = (NarrowingDenies){.count = 0};
  if (!has_deny(policy))
    return;
  struct narrowing n = {
      .out = out, .scratch = arena_new(MAX_SEARCH_BYTES), .policy = policy, .way = way};
  if (!n.scratch)
    out_of_memory();
  int status = protect(narrow, &n);
  arena_free(n.scratch);
  if (status != OK)
    out_of_memory();
}
