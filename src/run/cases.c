/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs the requests of case files and compares verdicts.
 */
#include "run/cases.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "run/casefile.h"
#include "run/files.h"
#include "run/pick_role.h"

/* One case file, its memory and that of its source. */
struct test_file {
  struct alint_arena *arena;
  struct alint_source source;
  struct alint_casefile cases;
  struct alint_loaded inputs;
};

/* ---- One case ------------------------------------------------------------------------ */

/* A policy of the case's own is the policy of a role that nothing else is known of. */
static int own_role(struct alint_role *role, struct alint_trust *trust, struct alint_arena *arena,
                    const struct alint_case *one, struct alint_error *err) {
  int status = alint_policy_map(&trust->policy, &trust->state, arena, one->policy, err);
  if (status != ALINT_OK)
    return status;
  trust->span = one->policy->span;
  role->account = alint_text_own_account(arena, "");
  role->partition = role->account;
  role->trusts = trust;
  role->trust_count = 1;
  if (!role->account)
    alint_out_of_memory();
  return ALINT_OK;
}

/* Everything but the verdict: the error says why the case cannot be run. */
static int prepare(struct alint_replay_ask *ask, struct alint_arena *arena,
                   const struct alint_case_run *run, const struct test_file *file,
                   const struct alint_case *one, struct alint_error *err) {
  const struct alint_options *options = &run->settings->options;
  struct alint_role *role = alint_arena_alloc(arena, sizeof *role);
  struct alint_trust *trust = alint_arena_alloc(arena, sizeof *trust);
  struct alint_picked picked = {.role = role};
  struct alint_str problem = {NULL, 0};
  int status = ALINT_OK;
  if (one->policy)
    status = own_role(role, trust, arena, one, err);
  else
    status = alint_pick_role(&picked, &problem, arena, &file->inputs, one->role);
  if (problem.ptr)
    return alint_fail_at(err, status, one->span.begin, "%.*s", ALINT_FMT(problem));
  if (status == ALINT_OK && alint_role_is_broken(picked.role))
    return alint_fail_at(err, ALINT_ESYNTAX,
                         one->policy ? one->policy->span.begin : one->span.begin,
                         "the trust policy is none");
  if (status != ALINT_OK) {
    if (err->status == ALINT_OK)
      alint_out_of_memory();
    return err->status;
  }
  ask->role = picked.role;
  ask->account = one->account ? one->account : picked.account;
  ask->partition = one->account ? one->partition : picked.partition;
  if (!ask->account && options->account_count == 1)
    ask->account = alint_text_literal(arena, alint_str(options->accounts[0]));
  return ALINT_OK;
}

/* ---- Telling ------------------------------------------------------------------------- */

/* `replay` is NULL where the case could not be run. */
static void tell(struct alint_case_run *run, struct alint_arena *arena,
                 const struct test_file *file, const struct alint_case *one,
                 const struct alint_replay *replay) {
  struct alint_case_result result = {
      .path = file->source.path,
      .line = alint_source_line_number(&file->source, one->span.begin),
      .name = one->name,
      .expect = one->expect ? one->expect->name : NULL,
      .replay = replay,
      .passed = replay && (one->expect->verdicts & 1u << replay->verdict) != 0};
  run->passed += result.passed;
  run->failed += !result.passed;
  run->told(run->context, arena, &result);
}

/* A case that cannot be run has failed, and the run with it. Each is told with
 * line and column, which costs a walk along the line. */
static void tell_broken(struct alint_case_run *run, struct test_file *file,
                        const struct alint_case *one, const struct alint_error *err) {
  enum { MAX_TOLD = 100 };
  const struct alint_listener *to = &run->settings->listener;
  if (run->not_run < MAX_TOLD)
    alint_tell_error(to, &file->source, file->arena, err);
  else if (run->not_run == MAX_TOLD)
    alint_tell(to, "more than %d cases cannot be run: the rest is not told", MAX_TOLD);
  run->not_run++;
  run->broken = true;
  tell(run, file->arena, file, one, NULL);
}

/* A case while it is run, in an arena of its own. */
struct running {
  struct alint_case_run *run;
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
  if (status == ALINT_OK) {
    alint_replay(&replay, r->arena, &ask);
    tell(r->run, r->arena, r->file, r->one, &replay);
  }
  return status;
}

static void run_case(struct alint_case_run *run, struct test_file *file,
                     const struct alint_case *one) {
  if (one->error) {
    tell_broken(run, file, one, one->error);
    return;
  }
  struct running r = {
      .run = run, .file = file, .one = one, .arena = alint_arena_new(ALINT_MAX_ARENA_BYTES)};
  if (!r.arena)
    alint_out_of_memory();
  int status = alint_protect(run_in_arena, &r);
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

static int read_source(struct alint_case_run *run, struct test_file *file,
                       const struct alint_entry *entry) {
  if (file->cases.source.len == 0)
    return ALINT_OK;
  const char *path = source_path(file, entry);
  return alint_load_path(&run->loader, &file->inputs, path, file->arena);
}

static int read_file(struct alint_case_run *run, struct test_file *file,
                     const struct alint_entry *entry, struct alint_error *err) {
  struct alint_str bytes;
  int status = alint_read_given(&bytes, file->arena, entry->path, err);
  if (status != ALINT_OK)
    return status;
  file->source.bytes = bytes.ptr;
  file->source.len = bytes.len;
  alint_source_index(&file->source, file->arena);
  status = alint_casefile_read(&file->cases, file->arena, &file->source, err);
  if (status == ALINT_OK && read_source(run, file, entry) != ALINT_OK)
    alint_out_of_memory();
  return status;
}

static void run_file(struct alint_case_run *run, const struct alint_entry *entry) {
  struct alint_error err = {.status = ALINT_OK};
  struct test_file file = {.arena = alint_arena_new(ALINT_MAX_ARENA_BYTES),
                           .source.path = entry->shown};
  if (!file.arena)
    alint_out_of_memory();
  int status = read_file(run, &file, entry, &err);
  if (status != ALINT_OK) {
    alint_tell_error(&run->settings->listener, &file.source, file.arena, &err);
    run->broken = true;
  }
  /* Without its source a file's cases cannot be run: why was told already. */
  bool has_source = file.inputs.count > 0 || file.cases.source.len == 0;
  for (size_t i = 0; i < file.cases.count && status == ALINT_OK; i++) {
    if (has_source || file.cases.cases[i].policy)
      run_case(run, &file, &file.cases.cases[i]);
    else
      run->failed++;
  }
  run->broken = run->broken || run->loader.failed || !has_source;
  alint_unload(&file.inputs);
  alint_arena_free(file.arena);
}

void alint_run_cases(struct alint_case_run *run) {
  const struct alint_strings *paths = &run->settings->arguments;
  for (size_t i = 0; i < paths->count; i++) {
    bool stdin_asked = strcmp(paths->items[i], "-") == 0;
    struct alint_entry entry = {.path = stdin_asked ? NULL : paths->items[i],
                                .shown = stdin_asked ? "<stdin>" : paths->items[i]};
    run_file(run, &entry);
  }
  alint_loader_end(&run->loader);
  run->broken = run->broken || run->loader.failed;
}
