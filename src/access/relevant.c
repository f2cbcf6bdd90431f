/* SPDX-License-Identifier: Apache-2.0
 *
 * What of a policy a caller can meet: statements whose principals and actions
 * fit. A policy may hold hundreds for others; they are left out of a search.
 */
#include "access/search.h"
#include "assumelint/arena.h"

/* How many evaluations share one trial arena. */
enum { TRIALS = 256, STEPS_OF_A_TRIAL = 16, STEPS_OF_A_PRINCIPAL = 16 };

void search_spend(Search *s, size_t steps) {
  s->steps += steps;
  if (s->steps > s->max_steps && s->status == OK)
    s->status = ERR_LIMIT;
}

Evaluation search_trial(Search *s, Presence others) {
  search_spend(s, STEPS_OF_A_TRIAL);
  if (s->trials++ % TRIALS == 0) {
    arena_free(s->trial);
    s->trial = arena_new(MAX_SEARCH_BYTES);
    if (!s->trial)
      out_of_memory();
  }
  s->request.others = others;
  return (Evaluation){.arena = s->trial,
                      .policy = &s->relevant,
                      .request = &s->request,
                      .caller = s->caller,
                      .variables = policy_has_variables(s->policy),
                      .steps = &s->steps};
}

bool search_use_matters(const Search *s, const ConditionUse *use) {
  return s->matters[use->statement - s->policy->statements];
}

static const char *const companions[] = {"sts:TagSession", "sts:SetSourceIdentity",
                                         "sts:SetContext"};

/* Whether the statement speaks of the caller and of a companion action. */
static bool meets_companion(Evaluation *e, const Statement *statement) {
  for (size_t i = 0; i < sizeof companions / sizeof *companions; i++) {
    if (eval_statement_meets(e, statement, str_of(companions[i])) != TRI_NO)
      return true;
  }
  return false;
}

/* The same of a statement whose principal the caller is. */
static bool speaks_of_companion(const Statement *statement) {
  return statement->action_count > 1 || statement->has_not_action ||
         (statement->action_count == 1 && !text_is(statement->actions[0].text, "sts:AssumeRole"));
}

/* ---- For whatever caller of the way ------------------------------------------------ */

static bool is_caller_of_account(IdentityKind who) {
  return who == IDENTITY_ACCOUNT || who == IDENTITY_ROLE || who == IDENTITY_USER ||
         who == IDENTITY_SESSION || who == IDENTITY_FEDERATED_USER;
}

/* Whether a principal may be a caller of the way at all; when in doubt, yes. */
static bool may_be(const Search *s, const Principal *principal) {
  const Identity *p = principal->identity, *way = &s->way->identity;
  bool stranger = adversary_caller(s->adversary) == CALLER_STRANGER;
  if (!p || p->text != principal->value.text)
    return true;
  /* A stranger's account stands nowhere in the policy. */
  if (stranger && is_caller_of_account(p->kind) && p->account)
    return text_first_hole(p->account) != NULL;
  if (stranger || !is_caller_of_account(way->kind) || !is_caller_of_account(p->kind) ||
      !p->account || !way->account)
    return true;
  return text_eq(p->account, way->account) != TRI_NO;
}

static bool may_meet(Search *s, const Statement *statement) {
  if (statement == s->way->statement)
    return true;
  /* Another Allow is a way of its own. */
  if (statement->effect == EFFECT_ALLOW && !speaks_of_companion(statement))
    return false;
  if (statement->has_not_principal || statement->effect == EFFECT_UNKNOWN)
    return true;
  for (size_t i = 0; i < statement->principal_count; i++) {
    search_spend(s, STEPS_OF_A_PRINCIPAL);
    if (may_be(s, &statement->principals[i]))
      return true;
  }
  return false;
}

/* The search goes on with the statements alone that somebody may meet and that play a part. */
void search_keep_meetable(Search *s) {
  const Policy *policy = s->policy;
  Statement *kept = arena_array(s->arena, policy->statement_count, sizeof *kept);
  Policy *out = arena_alloc(s->arena, sizeof *out);
  Way *way = arena_alloc(s->arena, sizeof *way);
  size_t count = 0;
  *out = *policy;
  *way = *s->way;
  for (size_t i = 0; i < policy->statement_count; i++) {
    search_spend(s, STEPS_OF_A_PRINCIPAL);
    if (!may_meet(s, &policy->statements[i]))
      continue;
    if (&policy->statements[i] == s->way->statement)
      way->statement = &kept[count];
    kept[count++] = policy->statements[i];
  }
  out->statements = kept;
  out->statement_count = count;
  s->policy = out;
  s->way = way;
}

/* ---- For one caller ------------------------------------------------------------------ */

/* Of many principals only the one that is the caller. */
static void keep_principal(Evaluation *e, Statement *statement) {
  for (size_t i = 0; i < statement->principal_count; i++) {
    if (eval_principal_matches(e, &statement->principals[i]) == TRI_YES) {
      statement->principals += i;
      statement->principal_count = 1;
      return;
    }
  }
}

void search_find_relevant(Search *s) {
  const Policy *policy = s->policy;
  Statement *kept = arena_array(s->arena, policy->statement_count, sizeof *kept);
  Principal *own = arena_alloc(s->arena, sizeof *own);
  size_t count = 0;
  s->steps_around = s->way->action.len == 0;
  if (!s->matters)
    s->matters = arena_array(s->arena, policy->statement_count, sizeof *s->matters);
  s->caller = identity_of_text(s->arena, s->request.principal_kind, s->request.principal);
  s->relevant = *policy;
  if (s->way->principal)
    *own = *s->way->principal;
  Evaluation e = search_trial(s, KEY_MAYBE);
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *statement = &policy->statements[i];
    s->matters[i] = statement == s->way->statement;
    bool companion =
        s->matters[i] ? speaks_of_companion(statement) : meets_companion(&e, statement);
    bool denies = statement->effect != EFFECT_ALLOW;
    /* Another Allow is a way of its own. */
    if (!companion && !s->matters[i] &&
        (!denies || eval_statement_meets(&e, statement, s->request.action) == TRI_NO))
      continue;
    s->matters[i] = true;
    s->steps_around = s->steps_around || denies || companion;
    kept[count] = *statement;
    if (statement == s->way->statement && s->way->principal) {
      kept[count].principals = own;
      kept[count].principal_count = 1;
    } else {
      keep_principal(&e, &kept[count]);
    }
    count++;
  }
  s->relevant.statements = kept;
  s->relevant.statement_count = count;
}
