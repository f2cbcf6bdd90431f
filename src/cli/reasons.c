/* SPDX-License-Identifier: Apache-2.0
 *
 * The reasons of a decision, as text and as JSON.
 */
#include "cli/reasons.h"

#include "access/explain.h"
#include "cli/access_json.h"
#include "util/visible.h"

/* ---- Names ---------------------------------------------------------------------- */

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

static const char *effect_name(enum alint_effect effect) {
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

/* ---- Text ----------------------------------------------------------------------- */

struct printer {
  struct alint_out *out;
  struct alint_arena *arena;
  const struct alint_request *request;
  size_t indent;
};

static void print_line(const struct printer *p, struct alint_str label, const char *doubt,
                       struct alint_str why) {
  alint_out_fill(p->out, ' ', p->indent + 2);
  alint_out_visible_str(p->out, label);
  alint_out_text(p->out, ": ");
  alint_out_text(p->out, doubt);
  alint_out_visible_str(p->out, why);
  alint_out_text(p->out, "\n");
}

static const char *doubt(enum alint_tri result) {
  return result == ALINT_UNKNOWN ? "not known: " : "";
}

static void print_whys(const struct printer *p, const struct alint_statement_result *r) {
  const struct alint_statement *s = r->statement;
  /* Of a Deny that matches people ask why it does. */
  bool denied = r->all == ALINT_YES && s->effect == ALINT_EFFECT_DENY;
  if (r->principal != ALINT_YES)
    print_line(p, ALINT_STR("principal"), doubt(r->principal),
               alint_explain_principal(p->arena, p->request, s));
  if (r->action != ALINT_YES)
    print_line(p, ALINT_STR("action"), doubt(r->action),
               alint_explain_action(p->arena, p->request, s));
  for (size_t i = 0; i < s->condition_count; i++) {
    const struct alint_condition_result *c = &r->conditions[i];
    if (c->result == ALINT_YES && !denied)
      continue;
    struct alint_str label =
        alint_str_printf(p->arena, "%.*s %.*s", ALINT_FMT(c->condition->operator_name),
                         ALINT_FMT(c->condition->key));
    struct alint_str why = alint_explain_condition(p->arena, p->request, c->condition);
    bool said = alint_str_find_str(why, ALINT_STR("is not known")) < why.len;
    print_line(p, label, said ? "" : doubt(c->result), why);
  }
  if (s->condition_opaque)
    print_line(p, ALINT_STR("Condition"), "",
               ALINT_STR("a part of it is not known before deployment"));
}

static void print_statement(const struct printer *p, const struct alint_trust *trust,
                            const struct alint_statement_result *r) {
  static const char *const words[] = {
      [ALINT_NO] = "does not match", [ALINT_UNKNOWN] = "may match", [ALINT_YES] = "matches"};
  alint_out_fill(p->out, ' ', p->indent);
  alint_out_visible_str(p->out, alint_statement_name(p->arena, trust, r->statement));
  alint_out_text(p->out, ", ");
  alint_out_text(p->out, effect_name(r->statement->effect));
  alint_out_text(p->out, ": ");
  alint_out_text(p->out, words[r->all]);
  alint_out_text(p->out, "\n");
  print_whys(p, r);
}

/* Whether the statement had a say in the verdict. */
static bool is_decisive(const struct alint_decision *decision,
                        const struct alint_statement_result *r) {
  switch (decision->verdict) {
  case ALINT_ALLOW:
  case ALINT_EXPLICIT_DENY:
    return r->statement == decision->decided_by;
  case ALINT_IMPLICIT_DENY:
    return r->statement->effect != ALINT_EFFECT_DENY;
  case ALINT_VERDICT_UNKNOWN:
    return r->all == ALINT_UNKNOWN;
  }
  return true;
}

void alint_print_reasons(struct alint_out *out, struct alint_arena *arena,
                         const struct alint_replayed *replayed, bool only_decisive, size_t indent) {
  enum { MAX_DECISIVE = 5 };
  const struct printer p = {out, arena, &replayed->request, indent};
  const struct alint_decision *decision = &replayed->decision;
  size_t printed = 0, left = 0;
  for (size_t i = 0; i < replayed->policy->statement_count; i++) {
    const struct alint_statement_result *r = &decision->statements[i];
    if (only_decisive && !is_decisive(decision, r))
      continue;
    if (only_decisive && printed == MAX_DECISIVE) {
      left++;
      continue;
    }
    print_statement(&p, replayed->trust, r);
    printed++;
  }
  if (left > 0) {
    alint_out_fill(out, ' ', indent);
    alint_out_text(out, "and ");
    alint_out_size(out, left);
    alint_out_text(out, left == 1 ? " more statement\n" : " more statements\n");
  }
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

/* ---- JSON ------------------------------------------------------------------------ */

static const char *tri_name(enum alint_tri result) {
  static const char *const names[] = {
      [ALINT_NO] = "no", [ALINT_UNKNOWN] = "unknown", [ALINT_YES] = "match"};
  return names[result];
}

static void add_condition(struct alint_json *json, struct alint_arena *arena,
                          const struct alint_request *request,
                          const struct alint_condition_result *result) {
  alint_json_object(json);
  alint_add_str(json, "operator", result->condition->operator_name);
  alint_add_str(json, "key", result->condition->key);
  alint_add_string(json, "result", tri_name(result->result));
  alint_add_str(json, "why", alint_explain_condition(arena, request, result->condition));
  alint_json_end(json);
}

void alint_add_reasons(struct alint_json *json, struct alint_arena *arena,
                       const struct alint_replayed *replayed) {
  alint_json_key(json, "statements");
  alint_json_array(json);
  for (size_t i = 0; i < replayed->policy->statement_count; i++) {
    const struct alint_statement_result *r = &replayed->decision.statements[i];
    const struct alint_statement *s = r->statement;
    alint_json_object(json);
    alint_add_number(json, "statement", s->index);
    alint_add_str(json, "sid", alint_told_sid(replayed->trust, s));
    alint_add_string(json, "effect", effect_name(s->effect));
    alint_add_string(json, "principal", tri_name(r->principal));
    alint_add_string(json, "action", tri_name(r->action));
    alint_add_string(json, "condition", tri_name(r->condition));
    alint_json_key(json, "conditions");
    alint_json_array(json);
    for (size_t k = 0; k < s->condition_count; k++)
      add_condition(json, arena, &replayed->request, &r->conditions[k]);
    alint_json_end(json);
    alint_json_end(json);
  }
  alint_json_end(json);
}
