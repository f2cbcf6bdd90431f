/* SPDX-License-Identifier: Apache-2.0
 *
 * The verdict: some Allow matches and no Deny does.
 *
 * Source: IAM User Guide, "Policy evaluation logic". For a trust policy the
 * Allow must be explicit in every account.
 */
#include "assumelint/arena.h"
#include "evaluate/evaluation.h"
#include "model/match.h"

const char *verdict_name(Verdict verdict) {
  static const char *const names[] = {
      [VERDICT_IMPLICIT_DENY] = "implicit-deny",
      [VERDICT_EXPLICIT_DENY] = "explicit-deny",
      [VERDICT_ALLOW] = "allow",
      [VERDICT_UNKNOWN] = "unknown",
  };
  return names[verdict];
}

/* ---- Notes ------------------------------------------------------------------------- */

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

Tri eval_unknown_text(Evaluation *e, const Text *a, const Text *b) {
  const Hole *hole = text_first_hole(a);
  return eval_unknown_hole(e, hole ? hole : text_first_hole(b));
}

Tri eval_unknown_key(Evaluation *e, Str key) {
  if (!e->hole && e->key.len == 0)
    e->key = key;
  return TRI_UNKNOWN;
}

/* ---- One statement -------------------------------------------------------------------- */

/* Steps of a search that one principal and one statement take. */
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
  bool all_parts = out->conditions != NULL;
  out->statement = s;
  out->principal = out->all = principal_part(e, s);
  if (out->all != TRI_NO || all_parts) {
    out->action = action_part(e, s, action);
    out->all = tri_and(out->all, out->action);
  }
  if (out->all != TRI_NO || all_parts) {
    out->condition = condition_part(e, s, out);
    out->all = tri_and(out->all, out->condition);
  }
  return out->all;
}

/* ---- All statements ------------------------------------------------------------------- */

/* The results of all statements, and the first statement with each. */
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

static Decision conclude(const struct tally *tally) {
  if (tally->deny == TRI_YES)
    return (Decision){.verdict = VERDICT_EXPLICIT_DENY, .decided_by = tally->denied_by};
  if (tally->allow == TRI_NO)
    return (Decision){.verdict = VERDICT_IMPLICIT_DENY};
  if (tally->allow == TRI_YES && tally->deny == TRI_NO)
    return (Decision){.verdict = VERDICT_ALLOW, .decided_by = tally->allowed_by};
  bool deny = tally->deny == TRI_UNKNOWN;
  return (Decision){.verdict = VERDICT_UNKNOWN,
                    .decided_by = deny ? tally->denied_by : tally->allowed_by,
                    .hole = tally->hole,
                    .key = tally->key};
}

/* One action of the call. `details`: one for each statement, or NULL. */
static Decision judge_action(Evaluation *e, Str action, StatementResult *details) {
  const Policy *policy = e->policy;
  struct tally tally = {0};
  const Piece piece = {.literal = action};
  const Text text = {&piece, action.len > 0};
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    StatementResult scratch = {0};
    count_statement(&tally, e, s, eval_statement(e, s, &text, details ? &details[i] : &scratch));
  }
  if (policy->statements_opaque) {
    tally.allow = tri_or(tally.allow, TRI_UNKNOWN);
    tally.deny = tri_or(tally.deny, TRI_UNKNOWN);
  }
  return conclude(&tally);
}

/* The worst verdict of all actions is that of the call. */
static Decision judge_call(Evaluation *e, StatementResult *details) {
  static const unsigned char hindrance[] = {[VERDICT_ALLOW] = 0,
                                            [VERDICT_UNKNOWN] = 1,
                                            [VERDICT_IMPLICIT_DENY] = 2,
                                            [VERDICT_EXPLICIT_DENY] = 3};
  Decision out = judge_action(e, e->request->action, details);
  for (size_t i = 0; i < e->request->also_count; i++) {
    Decision companion = judge_action(e, e->request->also[i], NULL);
    if (hindrance[companion.verdict] > hindrance[out.verdict])
      out = companion;
  }
  return out;
}

Decision eval_actions(Evaluation *e) {
  return judge_call(e, NULL);
}

Tri eval_action_matches(Evaluation *e, const Statement *statement, Str action) {
  const Piece piece = {.literal = action};
  const Text text = {&piece, action.len > 0};
  return action_part(e, statement, &text);
}

Tri eval_statement_meets(Evaluation *e, const Statement *statement, Str action) {
  e->deny = statement->effect == EFFECT_DENY;
  /* The action first: it is the cheaper question. */
  Tri out = eval_action_matches(e, statement, action);
  return out == TRI_NO ? out : tri_and(out, principal_part(e, statement));
}

static StatementResult *new_details(Arena *arena, const Policy *policy) {
  StatementResult *out = arena_array(arena, policy->statement_count, sizeof *out);
  for (size_t i = 0; i < policy->statement_count; i++)
    out[i].conditions =
        arena_array(arena, policy->statements[i].condition_count, sizeof *out[i].conditions);
  return out;
}

/* A point decided if the verdict is another once it is read the other way. */
static Assumptions find_assumptions(Evaluation *e, Verdict verdict) {
  Assumptions met = e->used, out = 0;
  for (unsigned point = 0; point < UNSETTLED_COUNT; point++) {
    if (!(met & 1u << point))
      continue;
    e->flipped = 1u << point;
    if (judge_call(e, NULL).verdict != verdict)
      out |= 1u << point;
  }
  return out;
}

Decision eval_policy(Arena *arena, const Policy *policy, const Request *request, bool details) {
  Evaluation e = {.arena = arena, .policy = policy, .request = request};
  e.variables = policy_has_variables(policy);
  e.caller = identity_of_text(arena, request->principal_kind, request->principal);
  StatementResult *statements = details ? new_details(arena, policy) : NULL;
  Decision out = judge_call(&e, statements);
  out.statements = statements;
  out.assumptions = find_assumptions(&e, out.verdict);
  return out;
}
