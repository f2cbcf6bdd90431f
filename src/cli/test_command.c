/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint test`: runs the requests of case files and compares verdicts.
 */
#include <string.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "cli/access_json.h"
#include "cli/casefile.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/files.h"
#include "cli/output.h"
#include "cli/pick_role.h"
#include "cli/reasons.h"
#include "util/visible.h"

struct test_run {
  const struct alint_settings *settings;
  struct alint_loader loader;
  struct alint_out out;
  struct alint_json json;
  bool color;
  size_t passed, failed;
  size_t not_run; /* of the failed: could not even be run */
  bool broken;    /* something could not be run */
};

/* One case file, its memory and that of its source. */
struct test_file {
  struct alint_arena *arena;
  struct alint_source source;
  struct alint_casefile cases;
  struct alint_loaded inputs;
};

/* ---- One case ------------------------------------------------------------------------ */

static const struct alint_hole own_account = {.name = {"AWS::AccountId", 14},
                                              .kind = ALINT_HOLE_OWN_ACCOUNT};

/* A policy of the case's own is the policy of a role that nothing else is known of. */
static int own_role(struct alint_role *role, struct alint_trust *trust, struct alint_arena *arena,
                    const struct alint_case *one, struct alint_error *err) {
  int status = alint_policy_map(&trust->policy, &trust->state, arena, one->policy, err);
  if (status != ALINT_OK)
    return status;
  trust->span = one->policy->span;
  role->account = alint_text_hole(arena, &own_account);
  role->partition = role->account;
  role->trusts = trust;
  role->trust_count = 1;
  return role->account ? ALINT_OK : ALINT_ENOMEM;
}

static bool has_broken_policy(const struct alint_role *role) {
  for (size_t i = 0; i < role->trust_count; i++) {
    if (role->trusts[i].state == ALINT_TRUST_BROKEN)
      return true;
  }
  return false;
}

/* Everything but the verdict: the error says why the case cannot be run. */
static int prepare(struct alint_replay_ask *ask, struct alint_arena *arena,
                   const struct test_run *run, const struct test_file *file,
                   const struct alint_case *one, struct alint_error *err) {
  const struct alint_options *options = &run->settings->options;
  struct alint_role *role = alint_arena_alloc(arena, sizeof *role);
  struct alint_trust *trust = alint_arena_alloc(arena, sizeof *trust);
  struct alint_picked picked = {.role = role};
  struct alint_str problem = {NULL, 0};
  int status = role && trust ? ALINT_OK : ALINT_ENOMEM;
  if (status == ALINT_OK && one->policy)
    status = own_role(role, trust, arena, one, err);
  else if (status == ALINT_OK)
    status = alint_pick_role(&picked, &problem, arena, &file->inputs, one->role);
  if (problem.ptr)
    return alint_fail_at(err, status, one->span.begin, "%.*s", ALINT_FMT(problem));
  if (status == ALINT_OK && has_broken_policy(picked.role))
    return alint_fail_at(err, ALINT_ESYNTAX,
                         one->policy ? one->policy->span.begin : one->span.begin,
                         "the trust policy is none");
  if (status != ALINT_OK)
    return err->status == ALINT_OK ? alint_no_memory(err) : err->status;
  ask->role = picked.role;
  ask->account = one->account ? one->account : picked.account;
  ask->partition = one->account ? one->partition : picked.partition;
  if (!ask->account && options->account_count == 1)
    ask->account = alint_text_literal(arena, alint_str(options->accounts[0]));
  return ALINT_OK;
}

/* ---- Telling ------------------------------------------------------------------------- */

static void tell_failure(struct test_run *run, struct alint_arena *arena,
                         const struct test_file *file, const struct alint_case *one,
                         const struct alint_replay *replay) {
  struct alint_out *out = &run->out;
  struct alint_str undecided = alint_undecided_line(arena, replay);
  alint_out_visible(out, file->source.path);
  alint_out_text(out, ":");
  alint_out_size(out, alint_source_line_number(&file->source, one->span.begin));
  alint_out_text(out, run->color ? ": \033[1;31m" : ": ");
  alint_out_visible_str(out, one->name);
  alint_out_text(out, run->color ? "\033[0m: expected " : ": expected ");
  alint_out_text(out, one->expect->name);
  alint_out_text(out, ", got ");
  alint_out_text(out, alint_verdict_name(replay->verdict));
  alint_out_text(out, "\n");
  if (undecided.ptr) {
    alint_out_text(out, "  undecided by: ");
    alint_out_visible_str(out, undecided);
    alint_out_text(out, "\n");
  }
  if (!replay->depends)
    alint_print_reasons(out, arena, replay->shown, true, 2);
  if (!replay->depends && replay->verdict == ALINT_IMPLICIT_DENY &&
      replay->shown->policy->statement_count == 0)
    alint_out_text(out, "  the policy has no statement\n");
}

static void add_result(struct test_run *run, const struct test_file *file,
                       const struct alint_case *one, const char *verdict, bool passed) {
  struct alint_json *json = &run->json;
  alint_json_object(json);
  alint_add_str(json, "name", one->name);
  alint_add_string(json, "verdict", verdict);
  alint_add_string(json, "expect", one->expect ? one->expect->name : NULL);
  alint_json_key(json, "passed");
  alint_json_bool(json, passed);
  alint_add_string(json, "path", file->source.path);
  alint_add_number(json, "line", alint_source_line_number(&file->source, one->span.begin));
  alint_json_end(json);
}

static void tell(struct test_run *run, struct alint_arena *arena, const struct test_file *file,
                 const struct alint_case *one, const struct alint_replay *replay) {
  bool passed = (one->expect->verdicts & 1u << replay->verdict) != 0;
  run->passed += passed;
  run->failed += !passed;
  if (run->settings->json)
    add_result(run, file, one, alint_verdict_name(replay->verdict), passed);
  else if (!passed)
    tell_failure(run, arena, file, one, replay);
}

/* A case that cannot be run has failed, and the run with it. Each is told with
 * line and column, which costs a walk along the line. */
static void tell_broken(struct test_run *run, struct test_file *file, const struct alint_case *one,
                        const struct alint_error *err) {
  enum { MAX_TOLD = 100 };
  if (run->not_run < MAX_TOLD)
    alint_complain_at(&file->source, file->arena, err);
  else if (run->not_run == MAX_TOLD)
    alint_complain("more than %d cases cannot be run: the rest is not told", MAX_TOLD);
  run->not_run++;
  run->broken = true;
  run->failed++;
  if (run->settings->json)
    add_result(run, file, one, NULL, false);
}

/* A case while it is run, in an arena of its own. */
struct running {
  struct test_run *run;
  struct test_file *file;
  const struct alint_case *one;
  struct alint_arena *arena;
  struct alint_error err;
};

static int run_in_arena(void *context) {
  struct running *r = context;
  struct alint_replay_ask ask = {.request = &r->one->request, .details = true};
  struct alint_replay replay;
  int status = prepare(&ask, r->arena, r->run, r->file, r->one, &r->err);
  if (status == ALINT_OK)
    status = alint_replay(&replay, r->arena, &ask);
  if (status == ALINT_OK)
    tell(r->run, r->arena, r->file, r->one, &replay);
  return status;
}

static void run_case(struct test_run *run, struct test_file *file, const struct alint_case *one) {
  if (one->error) {
    tell_broken(run, file, one, one->error);
    return;
  }
  struct running r = {
      .run = run, .file = file, .one = one, .arena = alint_arena_new(ALINT_MAX_ARENA_BYTES)};
  int status = r.arena ? alint_protect(run_in_arena, &r) : ALINT_ENOMEM;
  if (status == ALINT_ENOMEM)
    alint_no_memory(&r.err);
  if (status != ALINT_OK)
    tell_broken(run, file, one, &r.err);
  alint_arena_free(r.arena);
}

/* ---- One file ------------------------------------------------------------------------- */

/* Relative to the folder of the case file. */
static const char *source_path(const struct test_file *file, const struct alint_entry *entry) {
  struct alint_str source = file->cases.source;
  const char *slash = entry->path ? strrchr(entry->path, '/') : NULL;
  if (!slash || alint_str_starts(source, "/"))
    return alint_arena_copy(file->arena, source.ptr, source.len);
  return alint_str_printf(file->arena, "%.*s/%.*s", (int)(slash - entry->path), entry->path,
                          ALINT_FMT(source))
      .ptr;
}

static int read_source(struct test_run *run, struct test_file *file,
                       const struct alint_entry *entry) {
  if (file->cases.source.len == 0)
    return ALINT_OK;
  const char *path = source_path(file, entry);
  if (!path)
    return ALINT_ENOMEM;
  return alint_load_path(&run->loader, &file->inputs, path, file->arena);
}

static int read_file(struct test_run *run, struct test_file *file, const struct alint_entry *entry,
                     struct alint_error *err) {
  struct alint_str bytes;
  int status = alint_read_given(&bytes, file->arena, entry->path, err);
  if (status != ALINT_OK)
    return status;
  file->source.bytes = bytes.ptr;
  file->source.len = bytes.len;
  if (alint_source_index(&file->source, file->arena) != ALINT_OK)
    return alint_no_memory(err);
  status = alint_casefile_read(&file->cases, file->arena, &file->source, err);
  if (status == ALINT_OK && read_source(run, file, entry) != ALINT_OK)
    status = alint_no_memory(err);
  return status;
}

struct running_file {
  struct test_run *run;
  struct test_file file;
  const struct alint_entry *entry;
};

static int run_cases(void *context) {
  struct running_file *r = context;
  struct test_run *run = r->run;
  struct test_file *file = &r->file;
  struct alint_error err = {.status = ALINT_OK};
  int status = read_file(run, file, r->entry, &err);
  if (status != ALINT_OK) {
    alint_complain_at(&file->source, file->arena, &err);
    run->broken = true;
  }
  /* Without its source a file's cases cannot be run: why was told already. */
  bool has_source = file->inputs.count > 0 || file->cases.source.len == 0;
  for (size_t i = 0; i < file->cases.count && status == ALINT_OK; i++) {
    if (has_source || file->cases.cases[i].policy)
      run_case(run, file, &file->cases.cases[i]);
    else
      run->failed++;
  }
  run->broken = run->broken || run->loader.failed || !has_source;
  return ALINT_OK;
}

static void run_file(struct test_run *run, const struct alint_entry *entry) {
  struct running_file r = {
      .run = run,
      .file = {.arena = alint_arena_new(ALINT_MAX_ARENA_BYTES), .source.path = entry->shown},
      .entry = entry};
  if (!r.file.arena || alint_protect(run_cases, &r) != ALINT_OK) {
    alint_complain("%s: out of memory", entry->shown);
    run->broken = true;
  }
  alint_unload(&r.file.inputs);
  alint_arena_free(r.file.arena);
}

/* ---- The run -------------------------------------------------------------------------- */

static void finish(struct test_run *run) {
  if (run->settings->json) {
    alint_json_end(&run->json);
    alint_add_number(&run->json, "passed", run->passed);
    alint_add_number(&run->json, "failed", run->failed);
    alint_json_end(&run->json);
    alint_out_text(&run->out, "\n");
  } else if (!run->settings->quiet) {
    alint_out_size(&run->out, run->passed);
    alint_out_text(&run->out, " passed, ");
    alint_out_size(&run->out, run->failed);
    alint_out_text(&run->out, " failed\n");
  }
}

int alint_command_test(const struct alint_settings *settings) {
  struct test_run run = {.settings = settings,
                         .out = alint_out_to(stdout),
                         .color = alint_want_color(settings->color, STDOUT_FILENO)};
  if (!alint_loader_begin(&run.loader, settings))
    return ALINT_EXIT_FAILURE;
  run.json = alint_json(&run.out);
  if (settings->json) {
    alint_json_object(&run.json);
    alint_add_number(&run.json, "schema_version", 1);
    alint_json_key(&run.json, "cases");
    alint_json_array(&run.json);
  }
  for (size_t i = 0; i < settings->arguments.count; i++) {
    const char *path = settings->arguments.items[i];
    bool stdin_asked = strcmp(path, "-") == 0;
    struct alint_entry entry = {.path = stdin_asked ? NULL : path,
                                .shown = stdin_asked ? "<stdin>" : path};
    run_file(&run, &entry);
  }
  alint_loader_end(&run.loader);
  finish(&run);
  run.broken = run.broken || run.loader.failed;
  if (!run.broken && run.passed + run.failed == 0) {
    alint_complain("there is no case to run");
    run.broken = true;
  }
  if (!alint_finish_stdout() || run.out.failed || run.broken)
    return ALINT_EXIT_FAILURE;
  return run.failed > 0 ? ALINT_EXIT_FINDINGS : ALINT_EXIT_OK;
}
