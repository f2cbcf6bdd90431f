/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint simulate`: one request against one role, and why the verdict is
 * what it is. It is the verdict of the trust policy: what else the caller needs
 * is said besides.
 */
#include <unistd.h>

#include "access/open_world.h"
#include "access/unsettled.h"
#include "assumelint/arena.h"
#include "cli/access_json.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/output.h"
#include "cli/pick_role.h"
#include "cli/reasons.h"
#include "cli/request_options.h"
#include "util/visible.h"

struct simulation {
  const struct alint_settings *settings;
  struct alint_arena *arena;
  struct alint_request request;
  struct alint_picked picked;
  struct alint_notes notes;
  struct alint_replay replay;
  struct alint_needs needs;
  struct alint_loaded inputs;
  int exit_status;
};

/* ---- Asking ---------------------------------------------------------------------- */

/* A caller who is allowed may need more than the trust policy. */
static int find_needs(struct simulation *sim) {
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

static void note_faults(struct simulation *sim) {
  const struct alint_policy *policy = sim->replay.shown->trust->policy;
  if (policy->oddity_count > 0)
    alint_note(&sim->notes, "IAM may refuse this policy as it is written: `assumelint scan` says "
                            "why");
}

static int ask(struct simulation *sim) {
  const struct alint_options *options = &sim->settings->options;
  const struct alint_text *account = sim->picked.account;
  int status = alint_request_carry(&sim->request, &sim->notes);
  if (status == ALINT_OK && !account && options->account_count == 1) {
    account = alint_text_literal(sim->arena, alint_str(options->accounts[0]));
    status = account ? ALINT_OK : ALINT_ENOMEM;
  }
  struct alint_replay_ask question = {.role = sim->picked.role,
                                      .request = &sim->request,
                                      .open = true,
                                      .account = account,
                                      .partition = sim->picked.partition,
                                      .details = true};
  if (status == ALINT_OK)
    status = alint_replay(&sim->replay, sim->arena, &question);
  if (status == ALINT_OK)
    status = find_needs(sim);
  if (status == ALINT_OK)
    note_faults(sim);
  return status == ALINT_OK && sim->notes.failed ? ALINT_ENOMEM : status;
}

/* ---- Text ------------------------------------------------------------------------ */

static void print_note(struct alint_out *out, const char *label, struct alint_str text) {
  alint_out_text(out, "  ");
  alint_out_text(out, label);
  alint_out_text(out, " ");
  alint_out_visible_str(out, text);
  alint_out_text(out, "\n");
}

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
static void print_head(struct alint_out *out, struct simulation *sim, bool color) {
  struct alint_role_line at = alint_role_line(sim->picked.input, sim->picked.role);
  print_verdict(out, sim->replay.verdict, color);
  alint_out_text(out, ": ");
  alint_out_visible_str(out, alint_text_print(sim->arena, sim->request.principal));
  alint_out_text(out, " calls ");
  alint_out_visible_str(out, sim->request.action);
  alint_out_text(out, " on ");
  alint_out_visible_str(out, sim->picked.role->address);
  alint_out_text(out, " (");
  alint_out_visible(out, at.path);
  alint_out_text(out, ":");
  alint_out_size(out, at.line);
  alint_out_text(out, ")\n");
}

static void print_decided(struct alint_out *out, struct simulation *sim) {
  const struct alint_replayed *shown = sim->replay.shown;
  const struct alint_statement *by = shown->decision.decided_by;
  struct alint_str undecided = alint_undecided_line(sim->arena, &sim->replay);
  if (undecided.ptr)
    print_note(out, sim->replay.depends ? "depends:" : "undecided by:", undecided);
  else if (by)
    print_note(out, "decided by:", alint_statement_name(sim->arena, shown->trust, by));
  else
    print_note(out, "decided by:", ALINT_STR("no statement: nothing allows the call"));
  if (sim->replay.count > 1 && shown->trust->when.len > 0)
    print_note(out, "shown:",
               alint_str_printf(sim->arena, "the policy when %.*s", ALINT_FMT(shown->trust->when)));
}

static void print_needs(struct alint_out *out, const struct simulation *sim) {
  if (!sim->needs.why)
    return;
  alint_out_text(out, sim->needs.identity_policy
                          ? "  also needs: an identity policy of the caller that allows the call ("
                          : "  also needs: nothing (");
  alint_out_text(out, sim->needs.why);
  alint_out_text(out, ")\n");
}

static bool is_met(enum alint_expectation expect, enum alint_verdict verdict) {
  switch (expect) {
  case ALINT_EXPECT_ALLOW:
    return verdict == ALINT_ALLOW;
  case ALINT_EXPECT_DENY:
    return verdict == ALINT_IMPLICIT_DENY || verdict == ALINT_EXPLICIT_DENY;
  case ALINT_EXPECT_NOTHING:
    break;
  }
  return true;
}

static void print_text(struct alint_out *out, struct simulation *sim) {
  print_head(out, sim, alint_want_color(sim->settings->color, STDOUT_FILENO));
  print_decided(out, sim);
  alint_print_reasons(out, sim->arena, sim->replay.shown, false, 2);
  print_needs(out, sim);
  if (!is_met(sim->settings->expect, sim->replay.verdict))
    print_note(out, "expected:",
               sim->settings->expect == ALINT_EXPECT_ALLOW ? ALINT_STR("allow")
                                                           : ALINT_STR("deny"));
  for (size_t n = 0; n < ALINT_UNSETTLED_COUNT; n++) {
    const struct alint_unsettled_point *point = alint_unsettled_point(n);
    if (sim->replay.shown->decision.assumptions & 1u << n)
      print_note(out, "assumes:",
                 alint_str_printf(sim->arena, "%s, %s (assumelint explain %s)", point->id,
                                  point->title, point->id));
  }
  for (size_t i = 0; i < sim->notes.count && !sim->settings->quiet; i++)
    print_note(out, "note:", sim->notes.items[i]);
}

/* ---- JSON ------------------------------------------------------------------------ */

static void add_alternatives(struct alint_json *json, const struct alint_replay *replay) {
  alint_json_key(json, "alternatives");
  alint_json_array(json);
  for (size_t i = 0; i < replay->count && replay->count > 1; i++) {
    alint_json_object_inline(json);
    alint_add_str(json, "when", replay->alternatives[i].trust->when);
    alint_add_string(json, "verdict", alint_verdict_name(replay->alternatives[i].decision.verdict));
    alint_json_end(json);
  }
  alint_json_end(json);
}

static void add_decided_by(struct alint_json *json, const struct alint_replay *replay) {
  const struct alint_replayed *shown = replay->shown;
  const struct alint_statement *by = replay->depends ? NULL : shown->decision.decided_by;
  alint_json_key(json, "decided_by");
  if (!by) {
    alint_json_null(json);
    return;
  }
  alint_json_object_inline(json);
  alint_add_number(json, "statement", by->index);
  alint_add_str(json, "sid", alint_told_sid(shown->trust, by));
  alint_json_end(json);
}

static void print_json(struct alint_out *out, struct simulation *sim) {
  struct alint_json json = alint_json(out);
  const struct alint_replayed *shown = sim->replay.shown;
  alint_json_object(&json);
  alint_add_number(&json, "schema_version", 1);
  alint_add_str(&json, "role", sim->picked.role->label);
  alint_add_str(&json, "address", sim->picked.role->address);
  alint_json_key(&json, "request");
  alint_json_object(&json);
  alint_add_request(&json, sim->arena, &shown->request, false);
  alint_json_end(&json);
  alint_add_string(&json, "verdict", alint_verdict_name(sim->replay.verdict));
  add_decided_by(&json, &sim->replay);
  alint_add_str(&json, "undecided_by", alint_undecided_line(sim->arena, &sim->replay));
  alint_add_reasons(&json, sim->arena, shown);
  add_alternatives(&json, &sim->replay);
  alint_add_string(&json, "also_needs", sim->needs.identity_policy ? "identity-policy" : NULL);
  alint_add_assumptions(&json, shown->decision.assumptions);
  alint_json_key(&json, "notes");
  alint_json_array(&json);
  for (size_t i = 0; i < sim->notes.count; i++)
    alint_json_str(&json, sim->notes.items[i]);
  alint_json_end(&json);
  alint_json_end(&json);
  alint_out_text(out, "\n");
}

/* ---- The command ------------------------------------------------------------------- */

/* The role, and the request against it; false when that was told to be impossible. */
static bool prepare(struct simulation *sim, const struct alint_loaded *inputs) {
  struct alint_str problem = ALINT_STR("out of memory");
  int status =
      alint_pick_role(&sim->picked, &problem, sim->arena, inputs, alint_str(sim->settings->role));
  if (status == ALINT_OK) {
    for (size_t i = 0; i < sim->picked.role->trust_count; i++) {
      if (sim->picked.role->trusts[i].state == ALINT_TRUST_BROKEN) {
        problem = ALINT_STR("its trust policy is none: `assumelint scan` says why");
        status = ALINT_EUSAGE;
      }
    }
  }
  if (status == ALINT_OK)
    status = ask(sim);
  if (status != ALINT_OK)
    alint_complain("%s: %.*s", sim->settings->arguments.items[0], ALINT_FMT(problem));
  return status == ALINT_OK;
}

static int run(void *context) {
  struct simulation *sim = context;
  const struct alint_settings *settings = sim->settings;
  struct alint_loader loader;
  struct alint_error err = {.status = ALINT_OK};
  if (alint_read_request(&sim->request, settings, &err) != ALINT_OK) {
    alint_complain("%s", err.text);
    return ALINT_OK;
  }
  if (!alint_loader_begin(&loader, settings))
    return ALINT_OK;
  if (alint_load_path(&loader, &sim->inputs, settings->arguments.items[0], sim->arena) != ALINT_OK)
    alint_complain("out of memory");
  alint_loader_end(&loader);
  if ((!loader.failed || sim->inputs.count > 0) && prepare(sim, &sim->inputs)) {
    struct alint_out out = alint_out_to(stdout);
    if (settings->json)
      print_json(&out, sim);
    else
      print_text(&out, sim);
    if (alint_finish_stdout() && !out.failed && !loader.failed)
      sim->exit_status =
          is_met(settings->expect, sim->replay.verdict) ? ALINT_EXIT_OK : ALINT_EXIT_FINDINGS;
  }
  return ALINT_OK;
}

int alint_command_simulate(const struct alint_settings *settings) {
  struct simulation sim = {.settings = settings,
                           .arena = settings->arena,
                           .notes = {.arena = settings->arena},
                           .exit_status = ALINT_EXIT_FAILURE};
  if (alint_protect(run, &sim) != ALINT_OK)
    alint_complain("out of memory");
  alint_unload(&sim.inputs);
  return sim.exit_status;
}
