/* SPDX-License-Identifier: Apache-2.0
 *
 * The verdict: some Allow matches and no Deny does.
 *
 * Source: IAM User Guide, "Policy evaluation logic". For a trust policy the
 * Allow must be explicit, whatever the account.
 */
#include "access/internal.h"
#include "assumelint/arena.h"
#include "model/match.h"

const char *alint_verdict_name(enum alint_verdict verdict) {
  switch (verdict) {
  case ALINT_IMPLICIT_DENY:
    return "implicit-deny";
  case ALINT_EXPLICIT_DENY:
    return "explicit-deny";
  case ALINT_ALLOW:
    return "allow";
  case ALINT_VERDICT_UNKNOWN:
    break;
  }
  return "unknown";
}

const struct alint_context_key *alint_request_key(const struct alint_request *request,
                                                  struct alint_str name) {
  char last = name.len > 0 ? alint_lower(name.ptr[name.len - 1]) : '\0';
  for (size_t i = 0; i < request->key_count; i++) {
    /* Keys start alike more often than they end alike. */
    struct alint_str key = request->keys[i].name;
    if (key.len == name.len && (key.len == 0 || alint_lower(key.ptr[key.len - 1]) == last) &&
        alint_str_eq_nocase(key, name))
      return &request->keys[i];
  }
  return NULL;
}

bool alint_reading(struct alint_evaluation *e, enum alint_unsettled point) {
  alint_assumptions bit = 1u << point;
  e->used |= bit;
  return !(e->flipped & bit);
}

enum alint_tri alint_unknown_hole(struct alint_evaluation *e, const struct alint_hole *hole) {
  if (!e->hole && e->key.len == 0)
    e->hole = hole;
  return ALINT_UNKNOWN;
}

enum alint_tri alint_unknown_key(struct alint_evaluation *e, struct alint_str key) {
  if (!e->hole && e->key.len == 0)
    e->key = key;
  return ALINT_UNKNOWN;
}

/* What one principal, and one statement, count as steps of a search. */
enum { STEPS_OF_A_PRINCIPAL = 24, STEPS_OF_A_STATEMENT = 24 };

static void count_steps(const struct alint_evaluation *e, size_t steps) {
  if (e->steps)
    *e->steps += steps;
}

static enum alint_tri any_principal(struct alint_evaluation *e,
                                    const struct alint_principal *principals, size_t count) {
  enum alint_tri out = ALINT_NO;
  for (size_t i = 0; i < count && out != ALINT_YES; i++) {
    count_steps(e, STEPS_OF_A_PRINCIPAL);
    out = alint_tri_or(out, alint_principal_matches(e, &principals[i]));
  }
  return out;
}

static enum alint_tri principal_part(struct alint_evaluation *e, const struct alint_statement *s) {
  if (s->has_not_principal && !s->has_principal) {
    enum alint_tri listed = any_principal(e, s->not_principals, s->not_principal_count);
    if (listed == ALINT_YES && !alint_reading(e, ALINT_U4_NOT_PRINCIPAL) && e->deny)
      return ALINT_YES;
    return alint_tri_not(listed);
  }
  return any_principal(e, s->principals, s->principal_count);
}

static enum alint_tri any_action(struct alint_evaluation *e, const struct alint_text *action,
                                 const struct alint_item *items, size_t count) {
  enum alint_tri out = ALINT_NO;
  count_steps(e, STEPS_OF_A_STATEMENT);
  for (size_t i = 0; i < count && out != ALINT_YES; i++) {
    count_steps(e, STEPS_OF_A_STATEMENT);
    enum alint_tri one = alint_match(items[i].text, action, ALINT_MATCH_GLOB | ALINT_MATCH_NOCASE);
    if (one == ALINT_UNKNOWN)
      alint_unknown_hole(e, alint_text_first_hole(items[i].text));
    out = alint_tri_or(out, one);
  }
  return out;
}

static enum alint_tri action_part(struct alint_evaluation *e, const struct alint_statement *s,
                                  const struct alint_text *action) {
  if (s->has_not_action && !s->has_action)
    return alint_tri_not(any_action(e, action, s->not_actions, s->not_action_count));
  return any_action(e, action, s->actions, s->action_count);
}

static enum alint_tri condition_part(struct alint_evaluation *e, const struct alint_statement *s,
                                     struct alint_statement_result *details) {
  enum alint_tri out = ALINT_YES;
  for (size_t i = 0; i < s->condition_count; i++) {
    if (out == ALINT_NO && !details->conditions)
      break;
    enum alint_tri one = alint_eval_condition(e, &s->conditions[i]);
    if (details->conditions) {
      details->conditions[i].condition = &s->conditions[i];
      details->conditions[i].result = one;
    }
    out = alint_tri_and(out, one);
  }
  if (s->condition_opaque)
    out = alint_tri_and(out, alint_unknown_hole(e, s->opaque_hole));
  return out;
}

static enum alint_tri eval_statement(struct alint_evaluation *e, const struct alint_statement *s,
                                     const struct alint_text *action,
                                     struct alint_statement_result *out) {
  e->deny = s->effect == ALINT_EFFECT_DENY;
  e->hole = NULL;
  e->key = (struct alint_str){NULL, 0};
  out->statement = s;
  out->principal = principal_part(e, s);
  out->all = out->principal;
  if (out->all == ALINT_NO && !out->conditions)
    return out->all;
  out->action = action_part(e, s, action);
  out->all = alint_tri_and(out->all, out->action);
  if (out->all == ALINT_NO && !out->conditions)
    return out->all;
  out->condition = condition_part(e, s, out);
  out->all = alint_tri_and(out->all, out->condition);
  return out->all;
}

/* What the statements say together, and who says it. */
struct tally {
  enum alint_tri allow, deny;
  const struct alint_statement *allowed_by, *denied_by;
  const struct alint_hole *hole;
  struct alint_str key;
};

static void count_statement(struct tally *tally, const struct alint_evaluation *e,
                            const struct alint_statement *s, enum alint_tri all) {
  if (all == ALINT_UNKNOWN && !tally->hole && tally->key.len == 0) {
    tally->hole = e->hole;
    tally->key = e->key;
  }
  bool unknown_effect = s->effect == ALINT_EFFECT_UNKNOWN;
  enum alint_tri capped = unknown_effect ? alint_tri_and(all, ALINT_UNKNOWN) : all;
  if (s->effect == ALINT_EFFECT_ALLOW || unknown_effect) {
    if (capped > tally->allow)
      tally->allowed_by = s;
    tally->allow = alint_tri_or(tally->allow, capped);
  }
  if (s->effect == ALINT_EFFECT_DENY || unknown_effect) {
    if (capped > tally->deny)
      tally->denied_by = s;
    tally->deny = alint_tri_or(tally->deny, capped);
  }
  if (unknown_effect && all != ALINT_NO && !tally->hole)
    tally->hole = s->opaque_hole;
}

static void conclude(struct alint_decision *out, const struct tally *tally) {
  if (tally->deny == ALINT_YES) {
    out->verdict = ALINT_EXPLICIT_DENY;
    out->decided_by = tally->denied_by;
  } else if (tally->allow == ALINT_NO) {
    out->verdict = ALINT_IMPLICIT_DENY;
  } else if (tally->allow == ALINT_YES && tally->deny == ALINT_NO) {
    out->verdict = ALINT_ALLOW;
    out->decided_by = tally->allowed_by;
  } else {
    out->verdict = ALINT_VERDICT_UNKNOWN;
    out->decided_by = tally->deny == ALINT_UNKNOWN ? tally->denied_by : tally->allowed_by;
    out->hole = tally->hole;
    out->key = tally->key;
  }
}

/* One action of the call. */
static void judge(struct alint_decision *out, struct alint_evaluation *e, struct alint_str action,
                  bool details) {
  const struct alint_policy *policy = e->policy;
  struct tally tally = {0};
  const struct alint_piece piece = {.literal = action};
  const struct alint_text text = {&piece, action.len > 0};
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    struct alint_statement_result scratch = {0};
    struct alint_statement_result *result = details ? &out->statements[i] : &scratch;
    count_statement(&tally, e, s, eval_statement(e, s, &text, result));
  }
  if (policy->statements_opaque) {
    tally.allow = alint_tri_or(tally.allow, ALINT_UNKNOWN);
    tally.deny = alint_tri_or(tally.deny, ALINT_UNKNOWN);
  }
  conclude(out, &tally);
}

/* How much a verdict hinders the whole call: the worst of its actions counts. */
static int hindrance(enum alint_verdict verdict) {
  switch (verdict) {
  case ALINT_ALLOW:
    return 0;
  case ALINT_VERDICT_UNKNOWN:
    return 1;
  case ALINT_IMPLICIT_DENY:
    return 2;
  case ALINT_EXPLICIT_DENY:
    break;
  }
  return 3;
}

static void judge_call(struct alint_decision *out, struct alint_evaluation *e, bool details) {
  judge(out, e, e->request->action, details);
  for (size_t i = 0; i < e->request->also_count; i++) {
    struct alint_decision companion = {0};
    judge(&companion, e, e->request->also[i], false);
    if (hindrance(companion.verdict) > hindrance(out->verdict)) {
      companion.statements = out->statements;
      *out = companion;
    }
  }
}

void alint_judge(struct alint_decision *out, struct alint_evaluation *e) {
  *out = (struct alint_decision){0};
  judge_call(out, e, false);
}

enum alint_tri alint_statement_meets(struct alint_evaluation *e,
                                     const struct alint_statement *statement,
                                     struct alint_str action) {
  const struct alint_piece piece = {.literal = action};
  const struct alint_text text = {&piece, 1};
  e->deny = statement->effect == ALINT_EFFECT_DENY;
  /* The action first: it is the cheaper question. */
  enum alint_tri out = action_part(e, statement, &text);
  return out == ALINT_NO ? out : alint_tri_and(out, principal_part(e, statement));
}

static void make_details(struct alint_decision *out, struct alint_arena *arena,
                         const struct alint_policy *policy) {
  out->statements = alint_arena_array(arena, policy->statement_count, sizeof *out->statements);
  for (size_t i = 0; i < policy->statement_count; i++)
    out->statements[i].conditions = alint_arena_array(arena, policy->statements[i].condition_count,
                                                      sizeof *out->statements[i].conditions);
}

/* A point decided if the verdict is another once it is read the other way. */
static void find_assumptions(struct alint_decision *out, struct alint_evaluation *e) {
  alint_assumptions met = e->used;
  for (unsigned point = 0; point < ALINT_UNSETTLED_COUNT; point++) {
    struct alint_decision other = {0};
    if (!(met & 1u << point))
      continue;
    e->flipped = 1u << point;
    judge_call(&other, e, false);
    if (other.verdict != out->verdict)
      out->assumptions |= 1u << point;
  }
}

void alint_evaluate(struct alint_decision *out, struct alint_arena *arena,
                    const struct alint_policy *policy, const struct alint_request *request,
                    bool details) {
  struct alint_evaluation e = {.arena = arena, .policy = policy, .request = request};
  *out = (struct alint_decision){0};
  e.variables = alint_policy_has_variables(policy);
  alint_identify_text(&e.caller, arena, request->principal_kind, request->principal);
  if (details)
    make_details(out, arena, policy);
  judge_call(out, &e, details);
  if (e.used != 0)
    find_assumptions(out, &e);
}
