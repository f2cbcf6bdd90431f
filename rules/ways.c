/* SPDX-License-Identifier: Apache-2.0
 *
 * What rules ask of ways in.
 */
#include "rules/ways.h"

#include <string.h>

#include "assumelint/arena.h"

bool way_open(const Way *way, AdversaryId adversary) {
  return way->attempts[adversary].outcome == WAY_OPEN;
}

bool way_dead(const Way *way) {
  return way->attempts[ADVERSARY_INTENDED].outcome == WAY_CLOSED;
}

const Way *way_of(const Check *check, const Statement *statement, bool (*test)(const Way *)) {
  for (size_t i = 0; check->ways && i < check->ways->count; i++) {
    const Way *way = &check->ways->items[i];
    if (way->statement == statement && test(way))
      return way;
  }
  return NULL;
}

/* ---- Subjects ------------------------------------------------------------------------ */

static const char *labelled(Draft *draft, const char *before, const char *name, Str label) {
  Arena *arena = draft->check->arena;
  if (label.len == 0)
    return str_printf(arena, "%s%s", before, name).ptr;
  return str_printf(arena, "%s%s (%.*s)", before, name, STR_FMT(label)).ptr;
}

static const char *account_subject(Draft *draft, const Way *way) {
  if (way->owner == OWNER_OWN)
    return "the role's own account";
  /* An account id is shown even where the policy is sensitive. */
  const Text *id = way->identity.account ? way->identity.account : way->fixed_account;
  const char *account = id ? draft_quote_name(draft, text_print(draft->check->arena, id))
                           : draft_quote_principal(draft, &way->identity);
  return labelled(draft, "account ", account, way->owner_label);
}

const char *way_subject(Draft *draft, const Way *way) {
  switch (way->identity.kind) {
  case IDENTITY_ANYONE:
    return way->fixed_account && !way_open(way, ADVERSARY_STRANGER) ? account_subject(draft, way)
                                                                    : "everybody";
  case IDENTITY_ACCOUNT:
    return account_subject(draft, way);
  default:
    break;
  }
  return labelled(draft, "", draft_quote_principal(draft, &way->identity), way->owner_label);
}

/* ---- How bad it is ------------------------------------------------------------------- */

bool way_is_third_party(const Way *way) {
  return way->owner == OWNER_VENDOR || way->owner == OWNER_EXTERNAL || way->owner == OWNER_UNKNOWN;
}

Severity way_missing_id_severity(const Way *way) {
  if (way->owner == OWNER_VENDOR || way->owner == OWNER_EXTERNAL)
    return SEVERITY_HIGH;
  return way->identity.kind == IDENTITY_ACCOUNT || way->fixed_account ? SEVERITY_MEDIUM
                                                                      : SEVERITY_LOW;
}

/* The base severity of the worst rule that reports this adversary. */
static Severity base_severity(AdversaryId adversary) {
  Severity worst = SEVERITY_NONE;
  for (size_t i = 0; rule_list[i]; i++) {
    const RuleChecks *checks = rule_list[i]->checks;
    bool reports = checks && (checks->way || checks->any_way) && checks->adversary == adversary;
    if (reports && rule_list[i]->severity > worst)
      worst = rule_list[i]->severity;
  }
  return worst;
}

Severity way_severity(const Way *way, AdversaryId adversary) {
  switch (adversary) {
  case ADVERSARY_OTHER_CUSTOMER:
    if (!way_is_third_party(way))
      return SEVERITY_NONE;
    if (!statement_asks_key(way->statement, "sts:ExternalId"))
      return way_missing_id_severity(way);
    break;
  case ADVERSARY_OTHER_SUBJECT: /* at the worst, any pod of a cluster */
    return SEVERITY_HIGH;
  case ADVERSARY_WITHOUT_MFA:
    if (!statement_asks_key(way->statement, "aws:MultiFactorAuthPresent"))
      return SEVERITY_NONE;
    break;
  default:
    break;
  }
  return base_severity(adversary);
}

Severity way_certain_severity(const Way *way) {
  Severity certain = SEVERITY_NONE;
  for (AdversaryId a = ADVERSARY_STRANGER; a < ADVERSARY_COUNT; a++) {
    Severity severity = way_severity(way, a);
    if (way_open(way, a) && severity > certain)
      certain = severity;
  }
  return certain;
}

/* ---- Statements that speak of a principal -------------------------------------------- */

static bool same_account(const Identity *a, const Identity *b) {
  return a->account && b->account && text_eq(a->account, b->account) == TRI_YES;
}

/* Whether the statement names the principal of the way, everybody, or another principal of its
 * account. */
static bool is_named_in(const Check *check, const Way *way, const Statement *statement) {
  for (size_t i = 0; i < statement->principal_count; i++) {
    const Principal *principal = &statement->principals[i];
    Identity named = identity_of(check->arena, principal);
    if (named.kind == IDENTITY_ANYONE || same_account(&named, &way->identity) ||
        (way->principal && principal->kind == way->principal->kind &&
         text_same(principal->value.text, way->principal->value.text)))
      return true;
  }
  return false;
}

const Condition *way_find_condition(const Check *check, const Way *way, ConditionTest *test) {
  const Policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    if (s != way->statement && !(s->effect == EFFECT_DENY && is_named_in(check, way, s)))
      continue;
    for (size_t k = 0; k < s->condition_count; k++) {
      if (test(check, way, s, &s->conditions[k]))
        return &s->conditions[k];
    }
  }
  return NULL;
}

bool way_asks_external_id(const Check *check, const Way *way) {
  const Policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    if (statement_asks_key(s, "sts:ExternalId") &&
        (s == way->statement || is_named_in(check, way, s)))
      return true;
  }
  return false;
}

/* ---- Calls ----------------------------------------------------------------------------- */

/* The pattern with an x for each wildcard. */
static const Text *as_value(Arena *arena, Str pattern) {
  char *value = arena_copy(arena, pattern.ptr, pattern.len);
  for (size_t i = 0; i < pattern.len; i++)
    value[i] = value[i] == '*' || value[i] == '?' ? 'x' : value[i];
  return text_literal(arena, str_n(value, pattern.len));
}

static void replace_key(Request *call, Arena *arena, Str key, Str pattern) {
  const Text **values = arena_alloc(arena, sizeof *values);
  ContextKey *keys = arena_array(arena, call->key_count + 1, sizeof *keys);
  size_t n = 0;
  *values = as_value(arena, pattern);
  for (size_t i = 0; i < call->key_count; i++) {
    if (!str_eq_nocase(call->keys[i].name, key))
      keys[n++] = call->keys[i];
  }
  keys[n++] =
      (ContextKey){.name = key, .presence = KEY_PRESENT, .values = values, .value_count = 1};
  call->keys = keys;
  call->key_count = n;
}

Attempt *way_call_with(const Check *check, const Way *way, Str key, Str pattern) {
  if (!way_open(way, ADVERSARY_INTENDED))
    return NULL;
  Attempt *attempt = arena_alloc(check->arena, sizeof *attempt);
  Request *call = arena_alloc(check->arena, sizeof *call);
  *call = *way->attempts[ADVERSARY_INTENDED].witness;
  replace_key(call, check->arena, key, pattern);
  Decision decision = eval_policy(check->arena, check->trust->policy, call, false);
  if (decision.verdict != VERDICT_ALLOW)
    return NULL;
  *attempt = (Attempt){.outcome = WAY_OPEN, .witness = call, .assumptions = decision.assumptions};
  return attempt;
}
