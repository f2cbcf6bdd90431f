/* SPDX-License-Identifier: Apache-2.0
 *
 * What of a policy a caller can meet: statements whose principals and actions
 * fit. A policy may hold hundreds for others; they are left out of a search.
 */
#include "access/search.h"
#include "assumelint/arena.h"

/* How many evaluations share one trial arena. */
enum { TRIALS = 256, STEPS_OF_A_TRIAL = 16, STEPS_OF_A_PRINCIPAL = 16 };

void alint_spend(struct alint_search *s, size_t steps) {
  s->steps += steps;
  if (s->steps > s->max_steps && s->status == ALINT_OK)
    s->status = ALINT_ELIMIT;
}

struct alint_evaluation alint_trial(struct alint_search *s, enum alint_presence others) {
  alint_spend(s, STEPS_OF_A_TRIAL);
  if (s->trials++ % TRIALS == 0) {
    alint_arena_free(s->trial);
    s->trial = alint_arena_new(ALINT_MAX_SEARCH_BYTES);
    if (!s->trial)
      alint_out_of_memory();
  }
  s->request.others = others;
  return (struct alint_evaluation){.arena = s->trial,
                                   .policy = &s->relevant,
                                   .request = &s->request,
                                   .caller = s->caller,
                                   .variables = alint_policy_has_variables(s->policy),
                                   .steps = &s->steps};
}

bool alint_use_matters(const struct alint_search *s, const struct alint_use *use) {
  return s->matters[use->statement - s->policy->statements];
}

static const char *const companions[] = {"sts:TagSession", "sts:SetSourceIdentity",
                                         "sts:SetContext"};

/* Whether the statement speaks of the caller and of a companion action. */
static bool meets_companion(struct alint_evaluation *e, const struct alint_statement *statement) {
  for (size_t i = 0; i < sizeof companions / sizeof *companions; i++) {
    if (alint_statement_meets(e, statement, alint_str(companions[i])) != ALINT_NO)
      return true;
  }
  return false;
}

/* The same of a statement whose principal the caller is. */
static bool speaks_of_companion(const struct alint_statement *statement) {
  return statement->action_count > 1 || statement->has_not_action ||
         (statement->action_count == 1 &&
          !alint_text_is(statement->actions[0].text, "sts:AssumeRole"));
}

/* ---- For whatever caller of the way ------------------------------------------------ */

static bool is_caller_of_account(enum alint_who who) {
  return who == ALINT_WHO_ACCOUNT || who == ALINT_WHO_ROLE || who == ALINT_WHO_USER ||
         who == ALINT_WHO_SESSION || who == ALINT_WHO_FEDERATED_USER;
}

/* Whether a principal may be a caller of the way at all; when in doubt, yes. */
static bool may_be(const struct alint_search *s, const struct alint_principal *principal) {
  const struct alint_identity *p = principal->identity, *way = &s->way->identity;
  bool stranger = alint_adversary_caller(s->adversary) == ALINT_CALLER_STRANGER;
  if (!p || p->text != principal->value.text)
    return true;
  /* A stranger's account stands nowhere in the policy. */
  if (stranger && is_caller_of_account(p->who) && p->account)
    return alint_text_first_hole(p->account) != NULL;
  if (stranger || !is_caller_of_account(way->who) || !is_caller_of_account(p->who) || !p->account ||
      !way->account)
    return true;
  return alint_text_eq(p->account, way->account) != ALINT_NO;
}

static bool may_meet(struct alint_search *s, const struct alint_statement *statement) {
  if (statement == s->way->statement)
    return true;
  /* Another Allow is a way of its own. */
  if (statement->effect == ALINT_EFFECT_ALLOW && !speaks_of_companion(statement))
    return false;
  if (statement->has_not_principal || statement->effect == ALINT_EFFECT_UNKNOWN)
    return true;
  for (size_t i = 0; i < statement->principal_count; i++) {
    alint_spend(s, STEPS_OF_A_PRINCIPAL);
    if (may_be(s, &statement->principals[i]))
      return true;
  }
  return false;
}

/* The search goes on with the statements alone that somebody may meet and that play a part. */
void alint_keep_meetable(struct alint_search *s) {
  const struct alint_policy *policy = s->policy;
  struct alint_statement *kept = alint_arena_array(s->arena, policy->statement_count, sizeof *kept);
  struct alint_policy *out = alint_arena_alloc(s->arena, sizeof *out);
  struct alint_way *way = alint_arena_alloc(s->arena, sizeof *way);
  size_t count = 0;
  *out = *policy;
  *way = *s->way;
  for (size_t i = 0; i < policy->statement_count; i++) {
    alint_spend(s, STEPS_OF_A_PRINCIPAL);
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
static void keep_principal(struct alint_evaluation *e, struct alint_statement *statement) {
  for (size_t i = 0; i < statement->principal_count; i++) {
    if (alint_principal_matches(e, &statement->principals[i]) == ALINT_YES) {
      statement->principals += i;
      statement->principal_count = 1;
      return;
    }
  }
}

void alint_find_relevant(struct alint_search *s) {
  const struct alint_policy *policy = s->policy;
  struct alint_statement *kept = alint_arena_array(s->arena, policy->statement_count, sizeof *kept);
  struct alint_principal *own = alint_arena_alloc(s->arena, sizeof *own);
  size_t count = 0;
  s->steps_around = s->way->action.len == 0;
  if (!s->matters)
    s->matters = alint_arena_array(s->arena, policy->statement_count, sizeof *s->matters);
  if (!s->matters)
    alint_out_of_memory();
  alint_identify_text(&s->caller, s->arena, s->request.principal_kind, s->request.principal);
  s->relevant = *policy;
  if (s->way->principal)
    *own = *s->way->principal;
  struct alint_evaluation e = alint_trial(s, ALINT_MAYBE);
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *statement = &policy->statements[i];
    s->matters[i] = statement == s->way->statement;
    bool companion =
        s->matters[i] ? speaks_of_companion(statement) : meets_companion(&e, statement);
    bool denies = statement->effect != ALINT_EFFECT_ALLOW;
    /* Another Allow is a way of its own. */
    if (!companion && !s->matters[i] &&
        (!denies || alint_statement_meets(&e, statement, s->request.action) == ALINT_NO))
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
