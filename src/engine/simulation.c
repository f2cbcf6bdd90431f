/* SPDX-License-Identifier: Apache-2.0
 *
 * One request against one role in an open world, and what the caller needs besides.
 */
#include "engine/simulation.h"

/* A caller who is allowed may need more than the trust policy. */
static void find_needs(struct alint_simulation *sim) {
  const struct alint_replayed *shown = sim->replay.shown;
  const struct alint_statement *statement = shown->decision.decided_by;
  enum alint_verdict verdict = sim->replay.verdict;
  bool may_pass = verdict == ALINT_ALLOW || (verdict == ALINT_VERDICT_UNKNOWN && statement &&
                                             statement->effect == ALINT_EFFECT_ALLOW);
  if (!may_pass || !statement)
    return;
  alint_caller_needs(&sim->needs, sim->arena, shown->policy, &shown->request, statement,
                     sim->replay.role_account);
}

static void note_faults(struct alint_simulation *sim) {
  const struct alint_policy *policy = sim->replay.shown->trust->policy;
  if (policy->oddity_count > 0)
    alint_note(&sim->notes, "IAM may refuse this policy as it is written: `assumelint scan` says "
                            "why");
}

void alint_simulate(struct alint_simulation *sim, const struct alint_options *options) {
  const struct alint_text *account = sim->account;
  sim->notes.arena = sim->arena;
  alint_request_carry(&sim->request, &sim->notes);
  if (!account && options->account_count == 1)
    account = alint_text_literal(sim->arena, alint_str(options->accounts[0]));
  struct alint_replay_ask question = {.role = sim->role,
                                      .request = &sim->request,
                                      .open = true,
                                      .account = account,
                                      .partition = sim->partition,
                                      .details = true};
  alint_replay(&sim->replay, sim->arena, &question);
  find_needs(sim);
  note_faults(sim);
}
