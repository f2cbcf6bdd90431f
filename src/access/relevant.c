/* SPDX-License-Identifier: Apache-2.0
 *
 * What of a policy a caller can meet: statements whose principals and actions
 * fit. A policy may hold hundreds for others; they are left out of a search.
 */
#include "access/search.h"
#include "assumelint/arena.h"

/* How many evaluations share one trial arena. */
enum { TRIALS = 256 };

struct alint_evaluation alint_trial(struct alint_search *s, enum alint_presence others) {
  if (s->trials++ % TRIALS == 0) {
    alint_arena_free(s->trial);
    s->trial = alint_arena_new(ALINT_MAX_SEARCH_BYTES);
    if (!s->trial)
      s->status = ALINT_ENOMEM;
  }
  s->request.others = others;
  return (struct alint_evaluation){.arena = s->trial ? s->trial : s->arena,
                                   .policy = &s->relevant,
                                   .request = &s->request,
                                   .caller = s->caller,
                                   .variables = alint_policy_has_variables(s->policy)};
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
  size_t count = 0;
  s->steps_around = s->way->action.len == 0;
  s->weight = 0;
  if (!s->matters)
    s->matters = alint_arena_array(s->arena, policy->statement_count, sizeof *s->matters);
  if (!kept || !s->matters ||
      alint_identify_text(&s->caller, s->arena, s->request.principal_kind, s->request.principal) !=
          ALINT_OK) {
    s->status = ALINT_ENOMEM;
    return;
  }
  s->relevant = *policy;
  struct alint_evaluation e = alint_trial(s, ALINT_MAYBE);
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *statement = &policy->statements[i];
    bool companion = meets_companion(&e, statement);
    bool denies = statement->effect != ALINT_EFFECT_ALLOW;
    s->matters[i] = statement == s->way->statement;
    if (!companion && !s->matters[i] &&
        alint_statement_meets(&e, statement, s->request.action) == ALINT_NO)
      continue;
    s->matters[i] = s->matters[i] || companion || denies;
    s->steps_around = s->steps_around || denies || companion;
    kept[count] = *statement;
    keep_principal(&e, &kept[count++]);
    s->weight += 1 + statement->condition_count;
  }
  s->weight = 1 + s->weight / 32;
  s->relevant.statements = kept;
  s->relevant.statement_count = count;
  if (e.failed)
    s->status = ALINT_ENOMEM;
}
