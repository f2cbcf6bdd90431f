/* SPDX-License-Identifier: Apache-2.0
 *
 * One call for reading: the verdict, and what each statement made of it, and why.
 */
#include "access/explain.h"
#include "access/unsettled.h"
#include "report/access_text.h"
#include "report/access_words.h"
#include "util/visible.h"

/* ---- Reasons -------------------------------------------------------------------- */

struct reasons {
  struct alint_out *out;
  struct alint_arena *arena;
  const struct alint_request *request;
};

static void print_why(const struct reasons *p, struct alint_str label, const char *doubt,
                      struct alint_str why) {
  alint_out_format(p->out, "    %.*s: %s%.*s\n", ALINT_FMT(label), doubt, ALINT_FMT(why));
}

static const char *doubt(enum alint_tri result) {
  return result == ALINT_UNKNOWN ? "not known: " : "";
}

static void print_whys(const struct reasons *p, const struct alint_statement_result *r) {
  const struct alint_statement *s = r->statement;
  /* Of a Deny that matches people ask why it does. */
  bool denied = r->all == ALINT_YES && s->effect == ALINT_EFFECT_DENY;
  if (r->principal != ALINT_YES)
    print_why(p, ALINT_STR("principal"), doubt(r->principal),
              alint_explain_principal(p->arena, p->request, s));
  if (r->action != ALINT_YES)
    print_why(p, ALINT_STR("action"), doubt(r->action),
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
    print_why(p, label, said ? "" : doubt(c->result), why);
  }
  if (s->condition_opaque)
    print_why(p, ALINT_STR("Condition"), "",
              ALINT_STR("a part of it is not known before deployment"));
}

static void print_statement(const struct reasons *p, const struct alint_trust *trust,
                            const struct alint_statement_result *r) {
  static const char *const words[] = {
      [ALINT_NO] = "does not match", [ALINT_UNKNOWN] = "may match", [ALINT_YES] = "matches"};
  struct alint_str name = alint_statement_name(p->arena, trust, r->statement);
  alint_out_format(p->out, "  %.*s, %s: %s\n", ALINT_FMT(name),
                   alint_effect_name(r->statement->effect), words[r->all]);
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

static void print_reasons(struct alint_out *out, struct alint_arena *arena,
                          const struct alint_replayed *replayed, bool only_decisive) {
  enum { MAX_DECISIVE = 5 };
  const struct reasons p = {out, arena, &replayed->request};
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
  if (left > 0)
    alint_out_format(out, "  and %zu more statement%s\n", left, left == 1 ? "" : "s");
}

/* ---- simulate ------------------------------------------------------------------- */

static void print_verdict(struct alint_out *out, enum alint_verdict verdict, bool color) {
  static const char *const colors[] = {[ALINT_IMPLICIT_DENY] = "\033[1;31m",
                                       [ALINT_EXPLICIT_DENY] = "\033[1;31m",
                                       [ALINT_ALLOW] = "\033[1;32m",
                                       [ALINT_VERDICT_UNKNOWN] = "\033[1;33m"};
  alint_out_text(out, color ? colors[verdict] : NULL);
  alint_out_text(out, alint_verdict_name(verdict));
  alint_out_text(out, color ? "\033[0m" : NULL);
}

/* "allow: P calls sts:AssumeRole on Resources.Vendor (vendor.yaml:3)" */
static void print_head(const struct alint_access_printer *p, const struct alint_simulation *sim) {
  struct alint_out *out = p->out;
  struct alint_role_line at = alint_role_line(sim->input, sim->role);
  struct alint_str caller = alint_text_print(sim->arena, sim->request.principal);
  print_verdict(out, sim->replay.verdict, p->color);
  alint_out_format(out, ": %.*s calls %.*s on %.*s (%s:%zu)\n", ALINT_FMT(caller),
                   ALINT_FMT(sim->request.action), ALINT_FMT(sim->role->address), at.path, at.line);
}

static void print_decided(const struct alint_access_printer *p,
                          const struct alint_simulation *sim) {
  const struct alint_replayed *shown = sim->replay.shown;
  const struct alint_statement *by = shown->decision.decided_by;
  struct alint_str undecided = alint_undecided_line(sim->arena, &sim->replay);
  if (undecided.ptr)
    alint_print_line(p, 2, sim->replay.depends ? "depends: " : "undecided by: ", undecided);
  else if (by)
    alint_print_line(p, 2, "decided by: ", alint_statement_name(sim->arena, shown->trust, by));
  else
    alint_print_line(p, 2, "decided by: ", ALINT_STR("no statement: nothing allows the call"));
  if (sim->replay.count > 1 && shown->trust->when.len > 0)
    alint_print_line(
        p, 2, "shown: ",
        alint_str_printf(sim->arena, "the policy when %.*s", ALINT_FMT(shown->trust->when)));
}

void alint_simulation_text(struct alint_access_printer *p, const struct alint_simulation *sim) {
  print_head(p, sim);
  print_decided(p, sim);
  print_reasons(p->out, sim->arena, sim->replay.shown, false);
  if (sim->needs.why)
    alint_out_format(p->out, "  also needs: %s (%s)\n",
                     sim->needs.identity_policy
                         ? "an identity policy of the caller that allows the call"
                         : "nothing",
                     sim->needs.why);
  if (sim->unmet)
    alint_print_line(p, 2, "expected: ", alint_str(sim->unmet));
  for (size_t n = 0; n < ALINT_UNSETTLED_COUNT; n++) {
    const struct alint_unsettled_point *point = alint_unsettled_point(n);
    if (sim->replay.shown->decision.assumptions & 1u << n)
      alint_print_line(p, 2, "assumes: ",
                       alint_str_printf(sim->arena, "%s, %s (assumelint explain %s)", point->id,
                                        point->title, point->id));
  }
  for (size_t i = 0; i < sim->notes.count && !p->quiet; i++)
    alint_print_line(p, 2, "note: ", sim->notes.items[i]);
}

/* ---- A case of test, where it failed -------------------------------------------- */

void alint_tested_text(struct alint_access_printer *p, const struct alint_case_result *result) {
  struct alint_out *out = p->out;
  const struct alint_replay *replay = result->replay;
  if (!replay || result->passed)
    return;
  struct alint_str undecided = alint_undecided_line(p->arena, replay);
  alint_out_format(out, "%s:%zu: ", result->path, result->line);
  alint_out_text(out, p->color ? "\033[1;31m" : NULL);
  alint_out_visible_str(out, result->name);
  alint_out_text(out, p->color ? "\033[0m" : NULL);
  alint_out_format(out, ": expected %s, got %s\n", result->expect,
                   alint_verdict_name(replay->verdict));
  if (undecided.ptr)
    alint_print_line(p, 2, "undecided by: ", undecided);
  if (!replay->depends)
    print_reasons(out, p->arena, replay->shown, true);
  if (!replay->depends && replay->verdict == ALINT_IMPLICIT_DENY &&
      replay->shown->policy->statement_count == 0)
    alint_out_text(out, "  the policy has no statement\n");
}
