/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs the requests of case files and compares verdicts.
 */
#include "run/cases.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "run/casefile.h"
#include "run/files.h"
#include "run/pick_role.h"

/* One case file and its source. */
struct test_file {
  Arena *arena;
  Source source;
  CaseFile cases;
  LoadedInputs inputs;
};

/* ---- One case ------------------------------------------------------------------------ */

/* The role of a policy in the case itself: nothing else is known about it. */
static int own_role(Role *role, Arena *arena, const TestCase *one, Error *err) {
  Trust *trust = arena_alloc(arena, sizeof *trust);
  trust->span = one->policy->span;
  role->account = role->partition = text_own_account(arena, "");
  role->trusts = trust;
  role->trust_count = 1;
  return policy_map(&trust->policy, &trust->state, arena, one->policy, err);
}

/* The replay without its request. The error says why the case cannot be run. */
static int prepare(ReplayRequest *ask, Arena *arena, const CaseRun *run,
                   const struct test_file *file, const TestCase *one, Error *err) {
  const Options *options = &run->settings->options;
  size_t at = one->span.begin;
  PickedRole picked = {.role = NULL};
  Str problem;
  if (one->policy) {
    Role *role = arena_alloc(arena, sizeof *role);
    picked.role = role;
    at = one->policy->span.begin;
    if (own_role(role, arena, one, err) != OK)
      return err->status;
  } else if (!run_pick_role(&picked, &problem, arena, &file->inputs, one->role)) {
    return error_set_at(err, ERR_USAGE, at, "%.*s", STR_FMT(problem));
  }
  if (run_role_is_broken(picked.role))
    return error_set_at(err, ERR_SYNTAX, at, "the trust policy is not a policy");
  ask->role = picked.role;
  ask->account = one->account ? one->account : picked.account;
  ask->partition = one->account ? one->partition : picked.partition;
  if (!ask->account && options->account_count == 1)
    ask->account = text_literal(arena, str_of(options->accounts[0]));
  return OK;
}

/* ---- Results ------------------------------------------------------------------------- */

/* `replay` NULL: the case could not be run. */
static void report(CaseRun *run, Arena *arena, const struct test_file *file, const TestCase *one,
                   const Replay *replay) {
  CaseResult result = {.path = file->source.path,
                       .line = source_line_number(&file->source, one->span.begin),
                       .name = one->name,
                       .expect = one->expect ? one->expect->name : NULL,
                       .replay = replay,
                       .passed = replay && (one->expect->verdicts & 1u << replay->verdict) != 0};
  run->passed += result.passed;
  run->failed += !result.passed;
  run->report(run->context, arena, &result);
}

/* A case that cannot be run has failed, and the run with it. Finding line and column of
 * many errors in one long line is slow, so the number of notices is limited. */
static void report_broken(CaseRun *run, struct test_file *file, const TestCase *one,
                          const Error *err) {
  enum { MAX_NOTICES = 100 };
  const Listener *to = &run->settings->listener;
  if (run->not_run < MAX_NOTICES)
    notice_error(to, &file->source, file->arena, err);
  else if (run->not_run == MAX_NOTICES)
    notice_send(to, "more than %d cases cannot be run: the rest is not listed", MAX_NOTICES);
  run->not_run++;
  run->broken = true;
  report(run, file->arena, file, one, NULL);
}

/* A running case. */
struct running {
  CaseRun *run;
  struct test_file *file;
  const TestCase *one;
  Arena *arena;
  Error err;
};

static int run_in_arena(void *context) {
  struct running *r = context;
  ReplayRequest ask = {.request = &r->one->request, .details = true};
  int status = prepare(&ask, r->arena, r->run, r->file, r->one, &r->err);
  if (status == OK) {
    Replay replay = simulate_replay(r->arena, &ask);
    report(r->run, r->arena, r->file, r->one, &replay);
  }
  return status;
}

static void run_case(CaseRun *run, struct test_file *file, const TestCase *one) {
  if (one->error) {
    report_broken(run, file, one, one->error);
    return;
  }
  struct running r = {.run = run, .file = file, .one = one, .arena = arena_new(MAX_ARENA_BYTES)};
  if (!r.arena)
    out_of_memory();
  int status = protect(run_in_arena, &r);
  if (status == ERR_MEMORY)
    error_memory(&r.err);
  if (status != OK)
    report_broken(run, file, one, &r.err);
  arena_free(r.arena);
}

/* ---- One file ------------------------------------------------------------------------- */

/* The source is relative to the folder of the case file. */
static const char *source_path(const struct test_file *file, const InputEntry *entry) {
  Str source = file->cases.source;
  const char *slash = entry->path ? strrchr(entry->path, '/') : NULL;
  if (!slash || str_starts(source, "/"))
    return arena_copy(file->arena, source.ptr, source.len);
  return str_printf(file->arena, "%.*s/%.*s", (int)(slash - entry->path), entry->path,
                    STR_FMT(source))
      .ptr;
}

static int read_file(CaseRun *run, struct test_file *file, const InputEntry *entry, Error *err) {
  Str bytes;
  int status = run_read_given(&bytes, file->arena, entry->path, err);
  if (status != OK)
    return status;
  file->source.bytes = bytes.ptr;
  file->source.len = bytes.len;
  source_index(&file->source, file->arena);
  status = casefile_read(&file->cases, file->arena, &file->source, err);
  if (status == OK && file->cases.source.len > 0)
    file->inputs = loader_open_path(&run->loader, source_path(file, entry), file->arena);
  return status;
}

static void run_file(CaseRun *run, const InputEntry *entry) {
  Error err = {.status = OK};
  struct test_file file = {.arena = arena_new(MAX_ARENA_BYTES), .source.path = entry->shown};
  if (!file.arena)
    out_of_memory();
  int status = read_file(run, &file, entry, &err);
  if (status != OK) {
    notice_error(&run->settings->listener, &file.source, file.arena, &err);
    run->broken = true;
  }
  /* The loader has said why the source could not be opened. */
  bool has_source = file.inputs.count > 0 || file.cases.source.len == 0;
  for (size_t i = 0; i < file.cases.count && status == OK; i++) {
    if (has_source || file.cases.cases[i].policy)
      run_case(run, &file, &file.cases.cases[i]);
    else
      run->failed++;
  }
  run->broken = run->broken || run->loader.failed || !has_source;
  loader_close_all(&file.inputs);
  arena_free(file.arena);
}

void run_cases(CaseRun *run) {
  const Strings *paths = &run->settings->arguments;
  for (size_t i = 0; i < paths->count; i++) {
    InputEntry entry = run_entry(paths->items[i]);
    run_file(run, &entry);
  }
  loader_end(&run->loader);
  run->broken = run->broken || run->loader.failed;
}
