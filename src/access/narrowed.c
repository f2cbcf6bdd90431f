/* SPDX-License-Identifier: Apache-2.0
 *
 * Which Denies narrow a way: those that some call of it may meet, with what is
 * certain of all its calls. When in doubt a Deny is told.
 */
#include "access/denied.h"

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/status.h"

static const struct alint_context_key *one_value(struct alint_context_key *out,
                                                 struct alint_arena *arena, const char *name,
                                                 const struct alint_text *value) {
  const struct alint_text **values = alint_arena_alloc(arena, sizeof *values);
  if (!value)
    return NULL;
  *values = value;
  *out = (struct alint_context_key){
      .name = alint_str(name), .presence = ALINT_PRESENT, .values = values, .value_count = 1};
  return out;
}

/* A call by somebody of the way: of an account, not the root user alone, so
 * nothing is said of names. */
static void any_call(struct alint_request *out, struct alint_arena *arena,
                     const struct alint_way *way) {
  const struct alint_identity *who = &way->identity;
  bool service = who->who == ALINT_WHO_SERVICE, anyone = !way->principal || !who->text;
  enum { MAX_KEYS = 3 };
  struct alint_context_key *keys = alint_arena_array(arena, MAX_KEYS, sizeof *keys);
  *out = (struct alint_request){
      .principal_kind = anyone ? ALINT_PRINCIPAL_AWS : way->principal->kind,
      .principal = anyone ? alint_text_literal(arena, ALINT_STR("*")) : who->text,
      .action = way->action,
      .keys = keys,
      .others = ALINT_MAYBE};
  if (!out->principal)
    alint_out_of_memory();
  if (out->principal_kind == ALINT_PRINCIPAL_STAR)
    out->principal_kind = ALINT_PRINCIPAL_AWS;
  const struct alint_text *is_service =
      alint_text_literal(arena, service ? ALINT_STR("true") : ALINT_STR("false"));
  if (!one_value(&keys[out->key_count++], arena, "aws:SecureTransport",
                 alint_text_literal(arena, ALINT_STR("true"))))
    alint_out_of_memory();
  if (who->who == ALINT_WHO_ANYONE || who->who == ALINT_WHO_UNKNOWN)
    return;
  if (!one_value(&keys[out->key_count++], arena, "aws:PrincipalIsAWSService", is_service))
    alint_out_of_memory();
  if (who->account && out->principal_kind == ALINT_PRINCIPAL_AWS &&
      !one_value(&keys[out->key_count++], arena, "aws:PrincipalAccount", who->account))
    alint_out_of_memory();
}

/* Whether the principal may be one of those whom the way's principal means. */
static bool is_one_of(const struct alint_identity *p, const struct alint_identity *way) {
  if (!p || p->who == ALINT_WHO_UNKNOWN || p->who == ALINT_WHO_ORPHAN)
    return true;
  bool session = p->who == ALINT_WHO_SESSION, user = p->who == ALINT_WHO_USER;
  bool same_account =
      p->account && way->account && alint_text_eq(p->account, way->account) != ALINT_NO;
  switch (way->who) {
  case ALINT_WHO_ANYONE:
  case ALINT_WHO_UNKNOWN:
    return true;
  case ALINT_WHO_ACCOUNT:
    return same_account &&
           (session || user || p->who == ALINT_WHO_ROLE || p->who == ALINT_WHO_FEDERATED_USER);
  case ALINT_WHO_ROLE:
    return same_account && session &&
           (!p->name || !way->name || alint_text_eq(p->name, way->name) != ALINT_NO);
  default:
    return false;
  }
}

static bool names_some(const struct alint_principal *named, size_t count,
                       const struct alint_way *way) {
  for (size_t i = 0; i < count; i++) {
    if (!way->principal || is_one_of(named[i].identity, &way->identity))
      return true;
  }
  return false;
}

static void collect(struct alint_denies *out, const struct alint_policy *policy,
                    const struct alint_decision *decision, const struct alint_way *way) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    const struct alint_statement_result *r = &decision->statements[i];
    bool some = names_some(s->principals, s->principal_count, way);
    bool but = names_some(s->not_principals, s->not_principal_count, way);
    bool named = r->principal != ALINT_NO || some;
    if (s->effect != ALINT_EFFECT_DENY || r->action == ALINT_NO || r->condition == ALINT_NO ||
        !named)
      continue;
    if (out->count == ALINT_MAX_TOLD_DENIES) {
      out->more = true;
      return;
    }
    out->items[out->count++] =
        (struct alint_narrowing){.deny = s, .somebody = r->principal != ALINT_YES || but};
  }
}

static bool has_deny(const struct alint_policy *policy) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (policy->statements[i].effect == ALINT_EFFECT_DENY)
      return true;
  }
  return false;
}

struct narrowing {
  struct alint_denies *out;
  struct alint_arena *scratch;
  const struct alint_policy *policy;
  const struct alint_way *way;
};

static int narrow(void *context) {
  struct narrowing *n = context;
  struct alint_request call;
  struct alint_decision decision;
  any_call(&call, n->scratch, n->way);
  alint_evaluate(&decision, n->scratch, n->policy, &call, true);
  collect(n->out, n->policy, &decision, n->way);
  return ALINT_OK;
}

void alint_way_narrowed(struct alint_denies *out, const struct alint_policy *policy,
                        const struct alint_way *way) {
  *out = (struct alint_denies){.count = 0};
  if (!has_deny(policy))
    return;
  struct narrowing n = {
      .out = out, .scratch = alint_arena_new(ALINT_MAX_SEARCH_BYTES), .policy = policy, .way = way};
  if (!n.scratch)
    alint_out_of_memory();
  int status = alint_protect(narrow, &n);
  alint_arena_free(n.scratch);
  if (status != ALINT_OK)
    alint_out_of_memory();
}
