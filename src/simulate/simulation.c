/* SPDX-License-Identifier: Apache-2.0
 *
 * One request against one role in an open world, and what the caller needs besides.
 */
#include "simulate/simulation.h"

/* A caller who is allowed may need more than the trust policy. */
static void find_needs(Simulation *sim) {
  const Replayed *shown = sim->replay.shown;
  const Statement *statement = shown->decision.decided_by;
  Verdict verdict = sim->replay.verdict;
  bool may_pass = verdict == VERDICT_ALLOW ||
                  (verdict == VERDICT_UNKNOWN && statement && statement->effect == EFFECT_ALLOW);
  if (!may_pass || !statement)
    return;
  request_caller_needs(&sim->needs, sim->arena, shown->policy, &shown->request, statement,
                       sim->replay.role_account);
}

static void note_faults(Simulation *sim) {
  const Policy *policy = sim->replay.shown->trust->policy;
  if (policy->malformation_count > 0)
    notes_add(&sim->notes, "IAM may refuse this policy as it is written: `assumelint scan` says "
                           "why");
}

void simulate_simulate(Simulation *sim, const Options *options) {
  const Text *account = sim->account;
  sim->notes.arena = sim->arena;
  request_carry(&sim->request, &sim->notes);
  if (!account && options->account_count == 1)
    account = text_literal(sim->arena, str_of(options->accounts[0]));
  ReplayRequest question = {.role = sim->role,
                            .request = &sim->request,
                            .open = true,
                            .account = account,
                            .partition = sim->partition,
                            .details = true};
  simulate_replay(&sim->replay, sim->arena, &question);
  find_needs(sim);
  note_faults(sim);
}
