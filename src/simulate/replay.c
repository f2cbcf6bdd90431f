/* SPDX-License-Identifier: Apache-2.0
 *
 * Asking all trust policies a role may have.
 */
#include "simulate/replay.h"

#include "assumelint/arena.h"
#include "simulate/open_world.h"

static void ask_one(Replayed *out, Arena *arena, const ReplayRequest *ask, const Role *role,
                    const Trust *trust) {
  Policy *bound = NULL;
  *out = (Replayed){.trust = trust, .policy = trust->policy, .request = *ask->request};
  simulate_bind_account(&bound, arena, trust->policy, ask->account, ask->partition);
  out->policy = bound;
  if (ask->open)
    request_open(&out->request, arena, role, out->policy);
  else
    request_complete(&out->request, arena);
  eval_policy(&out->decision, arena, out->policy, &out->request, ask->details);
  if (trust->state == TRUST_UNKNOWN) {
    out->decision.verdict = VERDICT_UNKNOWN;
    out->decision.hole = trust->hole;
  }
}

static bool denies(Verdict verdict) {
  return verdict == VERDICT_IMPLICIT_DENY || verdict == VERDICT_EXPLICIT_DENY;
}

/* Two kinds of deny are still a deny: the weaker claim is made. */
static Verdict join(Verdict a, Verdict b) {
  if (a == b)
    return a;
  return denies(a) && denies(b) ? VERDICT_IMPLICIT_DENY : VERDICT_UNKNOWN;
}

static void conclude(Replay *out) {
  out->verdict = out->alternatives[0].decision.verdict;
  for (size_t i = 1; i < out->count; i++) {
    Verdict verdict = out->alternatives[i].decision.verdict;
    out->depends = out->depends || verdict != out->alternatives[0].decision.verdict;
    out->verdict = join(out->verdict, verdict);
  }
  if (out->role->alternatives_cut) {
    out->depends = true;
    out->verdict = VERDICT_UNKNOWN;
  }
  out->shown = &out->alternatives[0];
  for (size_t i = out->count; i-- > 0;) {
    if (out->alternatives[i].decision.verdict == out->verdict)
      out->shown = &out->alternatives[i];
  }
}

int simulate_replay(Replay *out, Arena *arena, const ReplayRequest *question) {
  Role role = *question->role;
  ReplayRequest bound = *question;
  const ReplayRequest *ask = &bound;
  Identity caller = identity_of_text(arena, ask->request->principal_kind, ask->request->principal);
  /* No call crosses partitions. */
  if (!bound.partition)
    bound.partition = caller.partition;
  *out = (Replay){.role = ask->role, .count = role.trust_count};
  role.account = simulate_bind_text(arena, role.account, ask->account, ask->partition);
  out->role_account = role.account;
  out->alternatives = arena_array(arena, out->count, sizeof *out->alternatives);
  if (!role.account)
    out_of_memory();
  for (size_t i = 0; i < out->count; i++)
    ask_one(&out->alternatives[i], arena, ask, &role, &role.trusts[i]);
  conclude(out);
  return OK;
}
