/* SPDX-License-Identifier: Apache-2.0
 *
 * Words that both formats share.
 */
#include "report/access_words.h"

#include "access/explain.h"

/* ---- Trust ------------------------------------------------------------------------ */

static const struct alint_trust *worst(const struct alint_role *role) {
  static const unsigned char weight[] = {[ALINT_TRUST_KNOWN] = 0,
                                         [ALINT_TRUST_MISSING] = 1,
                                         [ALINT_TRUST_BROKEN] = 2,
                                         [ALINT_TRUST_UNKNOWN] = 3};
  const struct alint_trust *out = &role->trusts[0];
  for (size_t i = 1; i < role->trust_count; i++) {
    if (weight[role->trusts[i].state] > weight[out->state])
      out = &role->trusts[i];
  }
  return out;
}

const char *alint_trust_state_name(const struct alint_role *role) {
  static const char *const names[] = {[ALINT_TRUST_KNOWN] = "known",
                                      [ALINT_TRUST_MISSING] = "missing",
                                      [ALINT_TRUST_BROKEN] = "broken",
                                      [ALINT_TRUST_UNKNOWN] = "unknown"};
  const struct alint_trust *trust = worst(role);
  bool opaque = role->alternatives_cut;
  for (size_t i = 0; i < role->trust_count; i++)
    opaque = opaque || role->trusts[i].policy->statements_opaque;
  return trust->state == ALINT_TRUST_KNOWN && opaque ? "unknown" : names[trust->state];
}

struct alint_str alint_trust_why(struct alint_arena *arena, const struct alint_role *role) {
  const struct alint_trust *trust = worst(role);
  const struct alint_hole *hole = trust->hole;
  switch (trust->state) {
  case ALINT_TRUST_MISSING:
    return ALINT_STR("there is no trust policy");
  case ALINT_TRUST_BROKEN:
    return ALINT_STR("the trust policy is none: `assumelint scan` says why");
  case ALINT_TRUST_UNKNOWN:
    if (!hole || hole->sensitive)
      return ALINT_STR("the trust policy is not known");
    return alint_str_printf(arena, "the trust policy is not known: it comes from ${%.*s}",
                            ALINT_FMT(alint_hole_shown(arena, hole)));
  case ALINT_TRUST_KNOWN:
    break;
  }
  if (role->alternatives_cut)
    return ALINT_STR("conditions and parameters have more values than were tried");
  for (size_t i = 0; i < role->trust_count; i++) {
    if (role->trusts[i].policy->statements_opaque)
      return ALINT_STR("some statements of the trust policy are not known");
  }
  return (struct alint_str){NULL, 0};
}

/* ---- Ways ------------------------------------------------------------------------- */

struct alint_str alint_way_principal(struct alint_arena *arena, const struct alint_way *way) {
  if (way->principal && way->identity.who == ALINT_WHO_ANYONE)
    return ALINT_STR("anyone");
  if (way->principal)
    return alint_text_print(arena, way->principal->value.text);
  const struct alint_statement *s = way->statement;
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add(&buf, "anyone but ");
  for (size_t i = 0; i < s->not_principal_count; i++) {
    alint_buf_add(&buf, i > 0 ? ", " : "");
    alint_buf_add_str(&buf, alint_text_print(arena, s->not_principals[i].value.text));
  }
  return alint_buf_str(&buf);
}

/* ---- Statements and verdicts ------------------------------------------------------ */

struct alint_str alint_told_sid(const struct alint_trust *trust,
                                const struct alint_statement *statement) {
  if (!statement->has_sid || statement->sid.len == 0)
    return (struct alint_str){NULL, 0};
  return trust->sensitive ? ALINT_STR("(sensitive)") : statement->sid;
}

struct alint_str alint_statement_name(struct alint_arena *arena, const struct alint_trust *trust,
                                      const struct alint_statement *statement) {
  struct alint_str sid = alint_told_sid(trust, statement);
  if (!sid.ptr)
    return alint_str_printf(arena, "statement %zu", statement->index);
  return alint_str_printf(arena, "statement %zu (%.*s)", statement->index, ALINT_FMT(sid));
}

const char *alint_effect_name(enum alint_effect effect) {
  switch (effect) {
  case ALINT_EFFECT_ALLOW:
    return "Allow";
  case ALINT_EFFECT_DENY:
    return "Deny";
  case ALINT_EFFECT_UNKNOWN:
    return "unknown";
  case ALINT_EFFECT_OTHER:
    break;
  }
  return "none";
}

static struct alint_str undecided_by(struct alint_arena *arena,
                                     const struct alint_replayed *replayed) {
  const struct alint_decision *decision = &replayed->decision;
  const struct alint_hole *hole = decision->hole;
  if (hole && alint_str_starts(hole->give, "--context"))
    return alint_str_printf(arena, "%.*s, which the request does not tell: give it with %.*s",
                            ALINT_FMT(alint_hole_shown(arena, hole)), ALINT_FMT(hole->give));
  if (hole && hole->give.len > 0)
    return alint_str_printf(
        arena, "${%.*s}, which has no value yet: %s%.*s", ALINT_FMT(alint_hole_shown(arena, hole)),
        alint_str_starts(hole->give, "--") ? "give it with " : "", ALINT_FMT(hole->give));
  if (hole && hole->sensitive)
    return ALINT_STR("a sensitive value");
  if (hole)
    return alint_str_printf(arena, "${%.*s}, which has no value yet",
                            ALINT_FMT(alint_hole_shown(arena, hole)));
  if (decision->key.len > 0)
    return alint_str_printf(arena,
                            "%.*s, which the request does not tell: give it with --context "
                            "%.*s=..., or say --absent %.*s",
                            ALINT_FMT(decision->key), ALINT_FMT(decision->key),
                            ALINT_FMT(decision->key));
  return ALINT_STR("a part of the policy that is not known");
}

struct alint_str alint_undecided_line(struct alint_arena *arena,
                                      const struct alint_replay *replay) {
  if (replay->verdict != ALINT_VERDICT_UNKNOWN)
    return (struct alint_str){NULL, 0};
  if (!replay->depends)
    return undecided_by(arena, replay->shown);
  if (replay->role->alternatives_cut)
    return ALINT_STR("conditions and parameters with more values than were tried");
  struct alint_buf buf = alint_buf(arena);
  for (size_t i = 0; i < replay->count; i++) {
    const struct alint_replayed *one = &replay->alternatives[i];
    alint_buf_addf(&buf, "%s%s when %.*s", i > 0 ? "; " : "",
                   alint_verdict_name(one->decision.verdict), ALINT_FMT(one->trust->when));
  }
  return alint_buf_str(&buf);
}
