/* SPDX-License-Identifier: Apache-2.0
 *
 * Words that both formats share.
 */
#include "report/access_words.h"

#include "assumelint/buf.h"
#include "simulate/explain.h"

/* ---- Trust ------------------------------------------------------------------------ */

static const Trust *worst(const Role *role) {
  static const unsigned char weight[] = {
      [TRUST_KNOWN] = 0, [TRUST_MISSING] = 1, [TRUST_BROKEN] = 2, [TRUST_UNKNOWN] = 3};
  const Trust *out = &role->trusts[0];
  for (size_t i = 1; i < role->trust_count; i++) {
    if (weight[role->trusts[i].state] > weight[out->state])
      out = &role->trusts[i];
  }
  return out;
}

const char *report_trust_state_name(const Role *role) {
  static const char *const names[] = {[TRUST_KNOWN] = "known",
                                      [TRUST_MISSING] = "missing",
                                      [TRUST_BROKEN] = "broken",
                                      [TRUST_UNKNOWN] = "unknown"};
  TrustState state = worst(role)->state;
  return state == TRUST_KNOWN && engine_role_is_part(role) ? "unknown" : names[state];
}

Str report_trust_why(Arena *arena, const Role *role) {
  const Trust *trust = worst(role);
  const Hole *hole = trust->hole;
  switch (trust->state) {
  case TRUST_MISSING:
    return STR("there is no trust policy");
  case TRUST_BROKEN:
    return STR("the trust policy is not valid: `assumelint scan` says why");
  case TRUST_UNKNOWN:
    if (!hole || hole->sensitive)
      return STR("the trust policy is not known");
    return str_printf(arena, "the trust policy is not known: it comes from ${%.*s}",
                      STR_FMT(hole_shown(arena, hole)));
  case TRUST_KNOWN:
    break;
  }
  if (role->alternatives_cut)
    return STR("conditions and parameters have more combinations than were tried");
  return engine_role_is_part(role) ? STR("some statements of the trust policy are not known")
                                   : (Str){NULL, 0};
}

/* ---- Ways ------------------------------------------------------------------------- */

Str report_way_principal(Arena *arena, const Way *way) {
  if (way->principal && way->identity.kind == IDENTITY_ANYONE)
    return STR("anyone");
  if (way->principal)
    return text_print(arena, way->principal->value.text);
  const Statement *s = way->statement;
  Buf buf = buf_in(arena);
  buf_add(&buf, "anyone but ");
  for (size_t i = 0; i < s->not_principal_count; i++) {
    buf_add(&buf, i > 0 ? ", " : "");
    buf_add_str(&buf, text_print(arena, s->not_principals[i].value.text));
  }
  return buf_str(&buf);
}

/* ---- Statements and verdicts ------------------------------------------------------ */

Str report_shown_sid(const Trust *trust, const Statement *statement) {
  if (!statement->has_sid || statement->sid.len == 0)
    return (Str){NULL, 0};
  return trust->sensitive ? STR("(sensitive)") : statement->sid;
}

Str report_statement_name(Arena *arena, const Trust *trust, const Statement *statement) {
  Str sid = report_shown_sid(trust, statement);
  if (!sid.ptr)
    return str_printf(arena, "statement %zu", statement->index);
  return str_printf(arena, "statement %zu (%.*s)", statement->index, STR_FMT(sid));
}

const char *report_effect_name(Effect effect) {
  static const char *const names[] = {[EFFECT_ALLOW] = "Allow",
                                      [EFFECT_DENY] = "Deny",
                                      [EFFECT_OTHER] = "none",
                                      [EFFECT_UNKNOWN] = "unknown"};
  return names[effect];
}

static Str undecided_by(Arena *arena, const Replayed *replayed) {
  const Decision *decision = &replayed->decision;
  const Hole *hole = decision->hole;
  if (hole && str_starts(hole->give, "--context"))
    return str_printf(arena, "%.*s, which the request does not have: give it with %.*s",
                      STR_FMT(hole_shown(arena, hole)), STR_FMT(hole->give));
  if (hole && hole->give.len > 0)
    return str_printf(arena, "${%.*s}, which has no value yet: %s%.*s",
                      STR_FMT(hole_shown(arena, hole)),
                      str_starts(hole->give, "--") ? "give it with " : "", STR_FMT(hole->give));
  if (hole && hole->sensitive)
    return STR("a sensitive value");
  if (hole)
    return str_printf(arena, "${%.*s}, which has no value yet", STR_FMT(hole_shown(arena, hole)));
  if (decision->key.len > 0)
    return str_printf(arena,
                      "%.*s, which the request does not have: give it with --context "
                      "%.*s=..., or say --absent %.*s",
                      STR_FMT(decision->key), STR_FMT(decision->key), STR_FMT(decision->key));
  return STR("a part of the policy that is not known");
}

Str report_undecided_line(Arena *arena, const Replay *replay) {
  if (replay->verdict != VERDICT_UNKNOWN)
    return (Str){NULL, 0};
  if (!replay->depends)
    return undecided_by(arena, replay->shown);
  if (replay->role->alternatives_cut)
    return STR("conditions and parameters with more combinations than were tried");
  Buf buf = buf_in(arena);
  for (size_t i = 0; i < replay->count; i++) {
    const Replayed *one = &replay->alternatives[i];
    buf_addf(&buf, "%s%s when %.*s", i > 0 ? "; " : "", verdict_name(one->decision.verdict),
             STR_FMT(one->trust->when));
  }
  return buf_str(&buf);
}
