/* SPDX-License-Identifier: Apache-2.0
 *
 * One request against one role in an open world, and what the caller needs besides.
 */
#include "engine/simulation.h"

/* A caller who is allowed may need more than the trust policy. */
static int find_needs(struct alint_simulation *sim) {
  const struct alint_replayed *shown = sim->replay.shown;
  const struct alint_statement *statement = shown->decision.decided_by;
  enum alint_verdict verdict = sim->replay.verdict;
  bool may_pass = verdict == ALINT_ALLOW || (verdict == ALINT_VERDICT_UNKNOWN && statement &&
                                             statement->effect == ALINT_EFFECT_ALLOW);
  if (!may_pass || !statement)
    return ALINT_OK;
  return alint_caller_needs(&sim->needs, sim->arena, shown->policy, &shown->request, statement,
                            sim->replay.role_account);
}

static void note_faults(struct alint_simulation *sim) {
  const struct alint_policy *policy = sim->replay.shown->trust->policy;
  if (policy->oddity_count > 0)
    alint_note(&sim->notes, "IAM may refuse this policy as it is written: `assumelint scan` says "
                            "why");
}

int alint_simulate(struct alint_simulation *sim, const struct alint_options *options) {
  const struct alint_text *account = sim->account;
  sim->notes.arena = sim->arena;
  int status = alint_request_carry(&sim->request, &sim->notes);
  if (status == ALINT_OK && !account && options->account_count == 1) {
    account = alint_text_literal(sim->arena, alint_str(options->accounts[0]));
    status = account ? ALINT_OK : ALINT_ENOMEM;
  }
  struct alint_replay_ask question = {.role = sim->role,
                                      .request = &sim->request,
                                      .open = true,
                                      .account = account,
                                      .partition = sim->partition,
                                      .details = true};
  if (status == ALINT_OK)
    status = alint_replay(&sim->replay, sim->arena, &question);
  if (status == ALINT_OK)
    status = find_needs(sim);
  if (status == ALINT_OK)
    note_faults(sim);
  return status == ALINT_OK && sim->notes.failed ? ALINT_ENOMEM : status;
}
