/* SPDX-License-Identifier: Apache-2.0
 *
 * `simulate` and `test` for reading: the verdict, and whether each statement matched
 * and why.
 */
#include "facts/unsettled.h"
#include "report/access_text.h"
#include "report/access_words.h"
#include "simulate/explain.h"
#include "util/visible.h"

/* ---- Reasons -------------------------------------------------------------------- */

struct reasons {
  Out *out;
  Arena *arena;
  const Request *request;
};

static void print_why(const struct reasons *p, Str label, const char *doubt, Str why) {
  out_format(p->out, "    %.*s: %s%.*s\n", STR_FMT(label), doubt, STR_FMT(why));
}

static const char *doubt(Tri result) {
  return result == TRI_UNKNOWN ? "not known: " : "";
}

static void print_whys(const struct reasons *p, const StatementResult *r) {
  const Statement *s = r->statement;
  /* The conditions of a matching Deny are the reason for the verdict. */
  bool denied = r->all == TRI_YES && s->effect == EFFECT_DENY;
  if (r->principal != TRI_YES)
    print_why(p, STR("principal"), doubt(r->principal), explain_principal(p->arena, p->request, s));
  if (r->action != TRI_YES)
    print_why(p, STR("action"), doubt(r->action), explain_action(p->arena, p->request, s));
  for (size_t i = 0; i < s->condition_count; i++) {
    const ConditionResult *c = &r->conditions[i];
    if (c->result == TRI_YES && !denied)
      continue;
    Str label = str_printf(p->arena, "%.*s %.*s", STR_FMT(c->condition->operator_name),
                           STR_FMT(c->condition->key));
    Str why = explain_condition(p->arena, p->request, c->condition);
    bool said = str_find_str(why, STR("is not known")) < why.len;
    print_why(p, label, said ? "" : doubt(c->result), why);
  }
  if (s->condition_opaque)
    print_why(p, STR("Condition"), "", STR("a part of it is not known before deployment"));
}

static void print_statement(const struct reasons *p, const Trust *trust, const StatementResult *r) {
  static const char *const words[] = {
      [TRI_NO] = "does not match", [TRI_UNKNOWN] = "may match", [TRI_YES] = "matches"};
  Str name = report_statement_name(p->arena, trust, r->statement);
  out_format(p->out, "  %.*s, %s: %s\n", STR_FMT(name), report_effect_name(r->statement->effect),
             words[r->all]);
  print_whys(p, r);
}

/* Whether the verdict depends on the statement. */
static bool is_decisive(const Decision *decision, const StatementResult *r) {
  switch (decision->verdict) {
  case VERDICT_ALLOW:
  case VERDICT_EXPLICIT_DENY:
    return r->statement == decision->decided_by;
  case VERDICT_IMPLICIT_DENY:
    return r->statement->effect != EFFECT_DENY;
  case VERDICT_UNKNOWN:
    return r->all == TRI_UNKNOWN;
  }
  return true;
}

static void print_reasons(Out *out, Arena *arena, const Replayed *replayed, bool only_decisive) {
  enum { MAX_DECISIVE = 5 };
  const struct reasons p = {out, arena, &replayed->request};
  const Decision *decision = &replayed->decision;
  size_t printed = 0, left = 0;
  for (size_t i = 0; i < replayed->policy->statement_count; i++) {
    const StatementResult *r = &decision->statements[i];
    if (only_decisive && !is_decisive(decision, r))
      continue;
    if (only_decisive && printed == MAX_DECISIVE) {
      left++;
      continue;
    }
    print_statement(&p, replayed->trust, r);
    printed++;
  }
  if (left > 0)
    out_format(out, "  and %zu more statement%s\n", left, left == 1 ? "" : "s");
}

/* ---- simulate ------------------------------------------------------------------- */

static void print_verdict(Out *out, Verdict verdict, bool color) {
  static const char *const colors[] = {[VERDICT_IMPLICIT_DENY] = "\033[1;31m",
                                       [VERDICT_EXPLICIT_DENY] = "\033[1;31m",
                                       [VERDICT_ALLOW] = "\033[1;32m",
                                       [VERDICT_UNKNOWN] = "\033[1;33m"};
  out_text(out, color ? colors[verdict] : NULL);
  out_text(out, verdict_name(verdict));
  out_text(out, color ? "\033[0m" : NULL);
}

/* "allow: P calls sts:AssumeRole on Resources.Vendor (vendor.yaml:3)" */
static void print_head(const AccessPrinter *p, const Simulation *sim) {
  Out *out = p->out;
  RoleLine at = engine_role_line(sim->input, sim->role);
  Str caller = text_print(sim->arena, sim->request.principal);
  print_verdict(out, sim->replay.verdict, p->color);
  out_format(out, ": %.*s calls %.*s on %.*s (%s:%zu)\n", STR_FMT(caller),
             STR_FMT(sim->request.action), STR_FMT(sim->role->address), at.path, at.line);
}

static void print_decided(const AccessPrinter *p, const Simulation *sim) {
  const Replayed *shown = sim->replay.shown;
  const Statement *by = shown->decision.decided_by;
  Str undecided = report_undecided_line(sim->arena, &sim->replay);
  if (undecided.ptr)
    report_print_line(p, 2, sim->replay.depends ? "depends: " : "undecided by: ", undecided);
  else if (by)
    report_print_line(p, 2, "decided by: ", report_statement_name(sim->arena, shown->trust, by));
  else
    report_print_line(p, 2, "decided by: ", STR("no statement: nothing allows the call"));
  if (sim->replay.count > 1 && shown->trust->when.len > 0)
    report_print_line(p, 2, "shown: ",
                      str_printf(sim->arena, "the policy when %.*s", STR_FMT(shown->trust->when)));
}

void report_simulation_text(AccessPrinter *p, const Simulation *sim) {
  print_head(p, sim);
  print_decided(p, sim);
  print_reasons(p->out, sim->arena, sim->replay.shown, false);
  if (sim->needs.why)
    out_format(p->out, "  also needs: %s (%s)\n",
               sim->needs.identity_policy ? "an identity policy of the caller that allows the call"
                                          : "nothing",
               sim->needs.why);
  if (sim->unmet)
    report_print_line(p, 2, "expected: ", str_of(sim->unmet));
  for (size_t n = 0; n < UNSETTLED_COUNT; n++) {
    const UnsettledPoint *point = unsettled_point(n);
    if (sim->replay.shown->decision.assumptions & 1u << n)
      report_print_line(p, 2, "assumes: ",
                        str_printf(sim->arena, "%s, %s (assumelint explain %s)", point->id,
                                   point->title, point->id));
  }
  for (size_t i = 0; i < sim->notes.count && !p->quiet; i++)
    report_print_line(p, 2, "note: ", sim->notes.items[i]);
}

/* ---- A case of test, where it failed -------------------------------------------- */

void report_tested_text(AccessPrinter *p, const CaseResult *result) {
  Out *out = p->out;
  const Replay *replay = result->replay;
  if (!replay || result->passed)
    return;
  Str undecided = report_undecided_line(p->arena, replay);
  out_format(out, "%s:%zu: ", result->path, result->line);
  out_text(out, p->color ? "\033[1;31m" : NULL);
  out_visible_str(out, result->name);
  out_text(out, p->color ? "\033[0m" : NULL);
  out_format(out, ": expected %s, got %s\n", result->expect, verdict_name(replay->verdict));
  if (undecided.ptr)
    report_print_line(p, 2, "undecided by: ", undecided);
  if (!replay->depends)
    print_reasons(out, p->arena, replay->shown, true);
  if (!replay->depends && replay->verdict == VERDICT_IMPLICIT_DENY &&
      replay->shown->policy->statement_count == 0)
    out_text(out, "  the policy has no statement\n");
}
