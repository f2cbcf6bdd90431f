/* SPDX-License-Identifier: Apache-2.0
 *
 * Asking all trust policies a role may have.
 */
#include "engine/replay.h"

#include "access/open_world.h"
#include "assumelint/arena.h"

static void ask_one(struct alint_replayed *out, struct alint_arena *arena,
                    const struct alint_replay_ask *ask, const struct alint_role *role,
                    const struct alint_trust *trust) {
  struct alint_policy *bound = NULL;
  *out = (struct alint_replayed){.trust = trust, .policy = trust->policy, .request = *ask->request};
  alint_bind_account(&bound, arena, trust->policy, ask->account, ask->partition);
  out->policy = bound;
  if (ask->open)
    alint_request_open(&out->request, arena, role, out->policy);
  else
    alint_request_complete(&out->request, arena);
  alint_evaluate(&out->decision, arena, out->policy, &out->request, ask->details);
  if (trust->state == ALINT_TRUST_UNKNOWN) {
    out->decision.verdict = ALINT_VERDICT_UNKNOWN;
    out->decision.hole = trust->hole;
  }
}

static bool denies(enum alint_verdict verdict) {
  return verdict == ALINT_IMPLICIT_DENY || verdict == ALINT_EXPLICIT_DENY;
}

/* Two kinds of deny are still a deny: the weaker claim is made. */
static enum alint_verdict join(enum alint_verdict a, enum alint_verdict b) {
  if (a == b)
    return a;
  return denies(a) && denies(b) ? ALINT_IMPLICIT_DENY : ALINT_VERDICT_UNKNOWN;
}

static void conclude(struct alint_replay *out) {
  out->verdict = out->alternatives[0].decision.verdict;
  for (size_t i = 1; i < out->count; i++) {
    enum alint_verdict verdict = out->alternatives[i].decision.verdict;
    out->depends = out->depends || verdict != out->alternatives[0].decision.verdict;
    out->verdict = join(out->verdict, verdict);
  }
  if (out->role->alternatives_cut) {
    out->depends = true;
    out->verdict = ALINT_VERDICT_UNKNOWN;
  }
  out->shown = &out->alternatives[0];
  for (size_t i = out->count; i-- > 0;) {
    if (out->alternatives[i].decision.verdict == out->verdict)
      out->shown = &out->alternatives[i];
  }
}

int alint_replay(struct alint_replay *out, struct alint_arena *arena,
                 const struct alint_replay_ask *question) {
  struct alint_role role = *question->role;
  struct alint_replay_ask bound = *question;
  const struct alint_replay_ask *ask = &bound;
  struct alint_identity caller;
  alint_identify_text(&caller, arena, ask->request->principal_kind, ask->request->principal);
  /* No call crosses partitions. */
  if (!bound.partition)
    bound.partition = caller.partition;
  *out = (struct alint_replay){.role = ask->role, .count = role.trust_count};
  role.account = alint_bind_text(arena, role.account, ask->account, ask->partition);
  out->role_account = role.account;
  out->alternatives = alint_arena_array(arena, out->count, sizeof *out->alternatives);
  if (!role.account)
    alint_out_of_memory();
  for (size_t i = 0; i < out->count; i++)
    ask_one(&out->alternatives[i], arena, ask, &role, &role.trusts[i]);
  conclude(out);
  return ALINT_OK;
}
