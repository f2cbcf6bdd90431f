/* SPDX-License-Identifier: Apache-2.0
 *
 * One request against one role in an open world, and what the caller needs besides.
 *
 * Source: IAM User Guide, "Policy evaluation logic" and "Cross-account policy
 * evaluation logic"; STS API reference, AssumeRole: within one account a trust
 * policy that names the user or role is enough, one that names the account
 * hands the decision to it; between accounts both sides must allow.
 */
#include "simulate/simulation.h"

#include "evaluate/evaluation.h"

/* ---- What the caller needs ---------------------------------------------------------------- */

/* Whether a principal of the statement names the caller and not only its account. Anyone
 * counts as the caller itself: "All principals" of the User Guide. */
static bool names_caller(Evaluation *e, const Statement *statement) {
  for (size_t i = 0; i < statement->principal_count; i++) {
    const Principal *principal = &statement->principals[i];
    if (eval_principal_matches(e, principal) != TRI_YES)
      continue;
    Identity wanted = identity_of(e->arena, principal);
    if (wanted.kind != IDENTITY_ACCOUNT)
      return true;
  }
  return false;
}

CallerNeeds simulate_needs(Arena *arena, const Policy *policy, const Request *request,
                           const Statement *statement, const Text *role_account) {
  Evaluation e = {.arena = arena, .policy = policy, .request = request};
  if (request->principal_kind == PRINCIPAL_SERVICE)
    return (CallerNeeds){false, "a service needs only the trust policy"};
  if (request->principal_kind == PRINCIPAL_FEDERATED)
    return (CallerNeeds){false, "a token or assertion of the provider is enough"};
  e.caller = identity_of_text(arena, request->principal_kind, request->principal);
  const Text *account =
      e.caller.account ? e.caller.account : request_value(request, STR("aws:PrincipalAccount"));
  Tri same = account ? text_eq(account, role_account) : TRI_UNKNOWN;
  if (same == TRI_NO)
    return (CallerNeeds){true, "the caller is in another account than the role"};
  if (!names_caller(&e, statement))
    return (CallerNeeds){true,
                         "the trust policy names the caller's account, not the caller itself"};
  if (same == TRI_UNKNOWN)
    return (CallerNeeds){true, "unless the caller is in the role's own account"};
  return (CallerNeeds){false, "the trust policy names a caller in the role's own account"};
}

static void find_needs(Simulation *sim) {
  const Replayed *shown = sim->replay.shown;
  const Statement *statement = shown->decision.decided_by;
  Verdict verdict = sim->replay.verdict;
  bool may_pass = verdict == VERDICT_ALLOW ||
                  (verdict == VERDICT_UNKNOWN && statement && statement->effect == EFFECT_ALLOW);
  if (may_pass && statement)
    sim->needs = simulate_needs(sim->arena, shown->policy, &shown->request, statement,
                                sim->replay.role_account);
}

/* ---- From the request to the verdict -------------------------------------------------------- */

void simulate_run(Simulation *sim, const Options *options) {
  const Text *account = sim->account;
  sim->notes.arena = sim->arena;
  request_carry(&sim->request, &sim->notes);
  if (!account && options->account_count == 1)
    account = text_literal(sim->arena, str_of(options->accounts[0]));
  const ReplayRequest ask = {.role = sim->role,
                             .request = &sim->request,
                             .open = true,
                             .account = account,
                             .partition = sim->partition,
                             .details = true};
  sim->replay = simulate_replay(sim->arena, &ask);
  find_needs(sim);
  if (sim->replay.shown->trust->policy->malformation_count > 0)
    notes_add(&sim->notes, "IAM may refuse this policy as it is written: `assumelint scan` says "
                           "why");
}
