/* SPDX-License-Identifier: Apache-2.0
 *
 * Asking all trust policies a role may have.
 *
 * Before that the role's own account and partition get their values where the user has given
 * them: by the role's ARN, or because there is one own account only.
 */
#include "simulate/replay.h"

#include <string.h>

#include "assumelint/arena.h"
#include "simulate/open_world.h"

/* ---- The role's own account ------------------------------------------------------------ */

struct binder {
  Arena *arena;
  const Text *account, *partition;
};

static const Text *value_of(const struct binder *b, const Hole *hole) {
  if (hole && hole->kind == HOLE_OWN_ACCOUNT)
    return b->account;
  return hole && hole->kind == HOLE_PARTITION ? b->partition : NULL;
}

static const Text *bind(const struct binder *b, const Text *text) {
  const Text **parts = arena_array(b->arena, text->count, sizeof *parts);
  Text *single = arena_array(b->arena, text->count, sizeof *single);
  bool changes = false;
  for (size_t i = 0; i < text->count; i++) {
    const Text *value = value_of(b, text->pieces[i].hole);
    single[i] = (Text){&text->pieces[i], 1};
    parts[i] = value ? value : &single[i];
    changes = changes || value;
  }
  return changes ? text_concat(b->arena, parts, text->count) : text;
}

static void *copy_array(const struct binder *b, const void *items, size_t count, size_t size) {
  void *out = arena_array(b->arena, count, size);
  if (count > 0)
    memcpy(out, items, count * size);
  return out;
}

static Item *bind_items(const struct binder *b, const Item *items, size_t count) {
  Item *out = copy_array(b, items, count, sizeof *items);
  for (size_t i = 0; i < count; i++)
    out[i].text = bind(b, items[i].text);
  return out;
}

static Principal *bind_principals(const struct binder *b, const Principal *principals,
                                  size_t count) {
  Principal *out = copy_array(b, principals, count, sizeof *principals);
  for (size_t i = 0; i < count; i++) {
    out[i].value.text = bind(b, principals[i].value.text);
    out[i].identity = NULL; /* of another text now */
  }
  return out;
}

static void bind_statement(const struct binder *b, Statement *s) {
  s->principals = bind_principals(b, s->principals, s->principal_count);
  s->not_principals = bind_principals(b, s->not_principals, s->not_principal_count);
  s->conditions = copy_array(b, s->conditions, s->condition_count, sizeof *s->conditions);
  for (size_t i = 0; i < s->condition_count; i++) {
    Condition *condition = &s->conditions[i];
    condition->values = bind_items(b, condition->values, condition->value_count);
  }
}

/* A copy of the policy with the values; it shares what does not change. */
static Policy *bind_policy(const struct binder *b, const Policy *policy) {
  Policy *out = copy_array(b, policy, 1, sizeof *policy);
  out->statements =
      copy_array(b, policy->statements, policy->statement_count, sizeof *policy->statements);
  for (size_t i = 0; i < policy->statement_count; i++)
    bind_statement(b, &out->statements[i]);
  return out;
}

/* ---- The verdict ------------------------------------------------------------------------ */

static Replayed ask_one(const struct binder *b, const ReplayRequest *ask, const Role *role,
                        const Trust *trust) {
  Replayed out = {.trust = trust, .request = *ask->request};
  out.policy = bind_policy(b, trust->policy);
  if (ask->open)
    request_open(&out.request, b->arena, role, out.policy);
  else
    request_complete(&out.request, b->arena);
  out.decision = eval_policy(b->arena, out.policy, &out.request, ask->details);
  if (trust->state == TRUST_UNKNOWN) {
    out.decision.verdict = VERDICT_UNKNOWN;
    out.decision.hole = trust->hole;
  }
  return out;
}

static bool denies(Verdict verdict) {
  return verdict == VERDICT_IMPLICIT_DENY || verdict == VERDICT_EXPLICIT_DENY;
}

/* Two kinds of deny are still a deny: the weaker one. */
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

Replay simulate_replay(Arena *arena, const ReplayRequest *ask) {
  Identity caller = identity_of_text(arena, ask->request->principal_kind, ask->request->principal);
  /* No call crosses partitions. */
  const Text *partition = ask->partition ? ask->partition : caller.partition;
  const struct binder b = {arena, ask->account, partition};
  Role role = *ask->role;
  role.account = bind(&b, role.account);
  Replay out = {.role = ask->role, .role_account = role.account, .count = role.trust_count};
  out.alternatives = arena_array(arena, out.count, sizeof *out.alternatives);
  for (size_t i = 0; i < out.count; i++)
    out.alternatives[i] = ask_one(&b, ask, &role, &role.trusts[i]);
  conclude(&out);
  return out;
}
