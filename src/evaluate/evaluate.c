/* SPDX-License-Identifier: Apache-2.0
 *
 * The verdict: some Allow matches and no Deny does.
 *
 * Source: IAM User Guide, "Policy evaluation logic". For a trust policy the
 * Allow must be explicit, whatever the account.
 */
#include "assumelint/arena.h"
#include "evaluate/evaluation.h"
#include "model/match.h"

const char *verdict_name(Verdict verdict) {
  switch (verdict) {
  case VERDICT_IMPLICIT_DENY:
    return "implicit-deny";
  case VERDICT_EXPLICIT_DENY:
    return "explicit-deny";
  case VERDICT_ALLOW:
    return "allow";
  case VERDICT_UNKNOWN:
    break;
  }
  return "unknown";
}

const ContextKey *request_key(const Request *request, Str name) {
  char last = name.len > 0 ? ascii_lower(name.ptr[name.len - 1]) : '\0';
  for (size_t i = 0; i < request->key_count; i++) {
    /* Keys start alike more often than they end alike. */
    Str key = request->keys[i].name;
    if (key.len == name.len && (key.len == 0 || ascii_lower(key.ptr[key.len - 1]) == last) &&
        str_eq_nocase(key, name))
      return &request->keys[i];
  }
  return NULL;
}

bool eval_reading(Evaluation *e, UnsettledId point) {
  Assumptions bit = 1u << point;
  e->used |= bit;
  return !(e->flipped & bit);
}

Tri eval_unknown_hole(Evaluation *e, const Hole *hole) {
  if (!e->hole && e->key.len == 0)
    e->hole = hole;
  return TRI_UNKNOWN;
}

Tri eval_unknown_key(Evaluation *e, Str key) {
  if (!e->hole && e->key.len == 0)
    e->key = key;
  return TRI_UNKNOWN;
}

/* What one principal, and one statement, count as steps of a search. */
enum { STEPS_OF_A_PRINCIPAL = 24, STEPS_OF_A_STATEMENT = 24 };

static void count_steps(const Evaluation *e, size_t steps) {
  if (e->steps)
    *e->steps += steps;
}

static Tri any_principal(Evaluation *e, const Principal *principals, size_t count) {
  Tri out = TRI_NO;
  for (size_t i = 0; i < count && out != TRI_YES; i++) {
    count_steps(e, STEPS_OF_A_PRINCIPAL);
    out = tri_or(out, eval_principal_matches(e, &principals[i]));
  }
  return out;
}

static Tri principal_part(Evaluation *e, const Statement *s) {
  if (s->has_not_principal && !s->has_principal) {
    Tri listed = any_principal(e, s->not_principals, s->not_principal_count);
    if (listed == TRI_YES && !eval_reading(e, U4_NOT_PRINCIPAL) && e->deny)
      return TRI_YES;
    return tri_not(listed);
  }
  return any_principal(e, s->principals, s->principal_count);
}

static Tri any_action(Evaluation *e, const Text *action, const Item *items, size_t count) {
  Tri out = TRI_NO;
  count_steps(e, STEPS_OF_A_STATEMENT);
  for (size_t i = 0; i < count && out != TRI_YES; i++) {
    count_steps(e, STEPS_OF_A_STATEMENT);
    Tri one = text_match(items[i].text, action, MATCH_GLOB | MATCH_NOCASE);
    if (one == TRI_UNKNOWN)
      eval_unknown_hole(e, text_first_hole(items[i].text));
    out = tri_or(out, one);
  }
  return out;
}

static Tri action_part(Evaluation *e, const Statement *s, const Text *action) {
  if (s->has_not_action && !s->has_action)
    return tri_not(any_action(e, action, s->not_actions, s->not_action_count));
  return any_action(e, action, s->actions, s->action_count);
}

static Tri condition_part(Evaluation *e, const Statement *s, StatementResult *details) {
  Tri out = TRI_YES;
  for (size_t i = 0; i < s->condition_count; i++) {
    if (out == TRI_NO && !details->conditions)
      break;
    Tri one = eval_condition(e, &s->conditions[i]);
    if (details->conditions) {
      details->conditions[i].condition = &s->conditions[i];
      details->conditions[i].result = one;
    }
    out = tri_and(out, one);
  }
  if (s->condition_opaque)
    out = tri_and(out, eval_unknown_hole(e, s->opaque_hole));
  return out;
}

static Tri eval_statement(Evaluation *e, const Statement *s, const Text *action,
                          StatementResult *out) {
  e->deny = s->effect == EFFECT_DENY;
  e->hole = NULL;
  e->key = (Str){NULL, 0};
  out->statement = s;
  out->principal = principal_part(e, s);
  out->all = out->principal;
  if (out->all == TRI_NO && !out->conditions)
    return out->all;
  out->action = action_part(e, s, action);
  out->all = tri_and(out->all, out->action);
  if (out->all == TRI_NO && !out->conditions)
    return out->all;
  out->condition = condition_part(e, s, out);
  out->all = tri_and(out->all, out->condition);
  return out->all;
}

/* What the statements say together, and who says it. */
struct tally {
  Tri allow, deny;
  const Statement *allowed_by, *denied_by;
  const Hole *hole;
  Str key;
};

static void count_statement(struct tally *tally, const Evaluation *e, const Statement *s, Tri all) {
  if (all == TRI_UNKNOWN && !tally->hole && tally->key.len == 0) {
    tally->hole = e->hole;
    tally->key = e->key;
  }
  bool unknown_effect = s->effect == EFFECT_UNKNOWN;
  Tri capped = unknown_effect ? tri_and(all, TRI_UNKNOWN) : all;
  if (s->effect == EFFECT_ALLOW || unknown_effect) {
    if (capped > tally->allow)
      tally->allowed_by = s;
    tally->allow = tri_or(tally->allow, capped);
  }
  if (s->effect == EFFECT_DENY || unknown_effect) {
    if (capped > tally->deny)
      tally->denied_by = s;
    tally->deny = tri_or(tally->deny, capped);
  }
  if (unknown_effect && all != TRI_NO && !tally->hole)
    tally->hole = s->opaque_hole;
}

static void conclude(Decision *out, const struct tally *tally) {
  if (tally->deny == TRI_YES) {
    out->verdict = VERDICT_EXPLICIT_DENY;
    out->decided_by = tally->denied_by;
  } else if (tally->allow == TRI_NO) {
    out->verdict = VERDICT_IMPLICIT_DENY;
  } else if (tally->allow == TRI_YES && tally->deny == TRI_NO) {
    out->verdict = VERDICT_ALLOW;
    out->decided_by = tally->allowed_by;
  } else {
    out->verdict = VERDICT_UNKNOWN;
    out->decided_by = tally->deny == TRI_UNKNOWN ? tally->denied_by : tally->allowed_by;
    out->hole = tally->hole;
    out->key = tally->key;
  }
}

/* One action of the call. */
static void judge(Decision *out, Evaluation *e, Str action, bool details) {
  const Policy *policy = e->policy;
  struct tally tally = {0};
  const Piece piece = {.literal = action};
  const Text text = {&piece, action.len > 0};
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    StatementResult scratch = {0};
    StatementResult *result = details ? &out->statements[i] : &scratch;
    count_statement(&tally, e, s, eval_statement(e, s, &text, result));
  }
  if (policy->statements_opaque) {
    tally.allow = tri_or(tally.allow, TRI_UNKNOWN);
    tally.deny = tri_or(tally.deny, TRI_UNKNOWN);
  }
  conclude(out, &tally);
}

/* How much a verdict hinders the whole call: the worst of its actions counts. */
static int hindrance(Verdict verdict) {
  switch (verdict) {
  case VERDICT_ALLOW:
    return 0;
  case VERDICT_UNKNOWN:
    return 1;
  case VERDICT_IMPLICIT_DENY:
    return 2;
  case VERDICT_EXPLICIT_DENY:
    break;
  }
  return 3;
}

static void judge_call(Decision *out, Evaluation *e, bool details) {
  judge(out, e, e->request->action, details);
  for (size_t i = 0; i < e->request->also_count; i++) {
    Decision companion = {0};
    judge(&companion, e, e->request->also[i], false);
    if (hindrance(companion.verdict) > hindrance(out->verdict)) {
      companion.statements = out->statements;
      *out = companion;
    }
  }
}

void eval_actions(Decision *out, Evaluation *e) {
  *out = (Decision){0};
  judge_call(out, e, false);
}

Tri eval_statement_meets(Evaluation *e, const Statement *statement, Str action) {
  const Piece piece = {.literal = action};
  const Text text = {&piece, 1};
  e->deny = statement->effect == EFFECT_DENY;
  /* The action first: it is the cheaper question. */
  Tri out = action_part(e, statement, &text);
  return out == TRI_NO ? out : tri_and(out, principal_part(e, statement));
}

static void make_details(Decision *out, Arena *arena, const Policy *policy) {
  out->statements = arena_array(arena, policy->statement_count, sizeof *out->statements);
  for (size_t i = 0; i < policy->statement_count; i++)
    out->statements[i].conditions = arena_array(arena, policy->statements[i].condition_count,
                                                sizeof *out->statements[i].conditions);
}

/* A point decided if the verdict is another once it is read the other way. */
static void find_assumptions(Decision *out, Evaluation *e) {
  Assumptions met = e->used;
  for (unsigned point = 0; point < UNSETTLED_COUNT; point++) {
    Decision other = {0};
    if (!(met & 1u << point))
      continue;
    e->flipped = 1u << point;
    judge_call(&other, e, false);
    if (other.verdict != out->verdict)
      out->assumptions |= 1u << point;
  }
}

void eval_policy(Decision *out, Arena *arena, const Policy *policy, const Request *request,
                 bool details) {
  Evaluation e = {.arena = arena, .policy = policy, .request = request};
  *out = (Decision){0};
  e.variables = policy_has_variables(policy);
  e.caller = identity_of_text(arena, request->principal_kind, request->principal);
  if (details)
    make_details(out, arena, policy);
  judge_call(out, &e, details);
  if (e.used != 0)
    find_assumptions(out, &e);
}
