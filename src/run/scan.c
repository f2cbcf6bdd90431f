/* SPDX-License-Identifier: Apache-2.0
 *
 * A scan: reads and checks the inputs in parallel, and builds the report in their
 * order.
 */
#include "run/scan.h"

#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "run/before.h"
#include "run/inputs.h"
#include "run/jobs.h"
#include "run/parameters.h"

/* An input between being read and being in the report. */
struct slot {
  struct alint_opened opened, before;
  struct alint_checked *checked;
  int status; /* ALINT_ENOMEM: there is not even an input; ALINT_EINTERNAL: a bug */
};

struct run {
  const struct alint_scan *scan;
  const struct alint_settings *settings;
  struct alint_loader loader;
  struct alint_entries entries;
  struct slot *slots; /* one for each entry */
  struct alint_report *report;
  int status; /* the first failure that there is no report with */
  struct alint_error *err;
};

/* One input, while it is worked on. */
struct piece {
  struct run *run;
  size_t index;
};

static int read_and_check(void *context) {
  const struct piece *piece = context;
  struct run *run = piece->run;
  struct slot *slot = &run->slots[piece->index];
  size_t index = piece->index;
  const struct alint_parse_options *parse_options = &run->loader.parse_options;
  slot->status = alint_open_input(&slot->opened, &run->entries.items[index], parse_options);
  const char *before = run->settings->before;
  if (slot->status == ALINT_OK && before)
    slot->status = alint_open_before(&slot->before, slot->opened.input, before, parse_options);
  if (slot->status != ALINT_OK)
    return slot->status;
  /* What becomes of the check stands in the input, as what became of reading it. */
  struct alint_input *input = slot->opened.input;
  int status = alint_check_input(&slot->checked, input, &run->settings->options);
  return status != ALINT_OK && input->status == ALINT_OK ? ALINT_EINTERNAL : ALINT_OK;
}

static void work(void *context, size_t index) {
  struct piece piece = {context, index};
  piece.run->slots[index].status = alint_protect(read_and_check, &piece);
}

static int add_to_report(void *context) {
  const struct piece *piece = context;
  struct run *run = piece->run;
  struct slot *slot = &run->slots[piece->index];
  bool skip = run->entries.items[piece->index].skip_not_ours;
  struct alint_input *input = slot->opened.input;
  bool skipped = skip && input->status == ALINT_ENOTOURS;
  if (input->errored || (input->status != ALINT_OK && !skipped))
    alint_tell_input(&run->settings->listener, input);
  alint_tell_asides(&run->settings->listener, input, run->settings->quiet);
  int status = alint_report_add(run->report, input, slot->checked, skip);
  if (status == ALINT_OK)
    alint_note_parameters(run->loader.parameters, input);
  return status;
}

static bool done(void *context, size_t index) {
  struct run *run = context;
  struct slot *slot = &run->slots[index];
  struct piece piece = {run, index};
  if (slot->status == ALINT_OK)
    slot->status = alint_protect(add_to_report, &piece);
  alint_close_input(&slot->opened);
  alint_close_input(&slot->before);
  run->status = slot->status;
  return run->status == ALINT_OK;
}

static void tick(void *context, size_t finished) {
  const struct run *run = context;
  if (run->scan->show)
    run->scan->show(run->scan->show_context, finished, run->entries.count);
}

static int read_all(struct run *run) {
  run->slots = alint_arena_array(run->settings->arena, run->entries.count, sizeof *run->slots);
  struct alint_jobs jobs = {.count = run->entries.count,
                            .threads = run->settings->jobs,
                            .context = run,
                            .work = work,
                            .done = done,
                            .tick = tick};
  bool ran = alint_jobs_run(&jobs);
  for (size_t i = 0; i < run->entries.count; i++) { /* those never handed back */
    alint_close_input(&run->slots[i].opened);
    alint_close_input(&run->slots[i].before);
  }
  return ran ? run->status : ALINT_ENOMEM;
}

static int build_report(struct run *run, struct alint_error *err) {
  const struct alint_settings *settings = run->settings;
  int status = alint_list_inputs(&run->entries, settings, settings->arena);
  if (status == ALINT_OK && settings->before && run->entries.count > 1)
    return alint_fail(err, ALINT_EUSAGE, "--before is for one template: there are %zu files",
                      run->entries.count);
  if (status == ALINT_OK) {
    alint_loader_list(&run->loader, &run->entries);
    status = alint_report_begin(&run->report, &settings->options);
  }
  if (status == ALINT_OK)
    status = read_all(run);
  if (status == ALINT_OK)
    status = alint_report_end(run->report);
  if (status == ALINT_EINTERNAL)
    return alint_fail(err, status, "an input was not checked: this is a bug");
  return status == ALINT_OK ? ALINT_OK : alint_no_memory(err);
}

/* Of suppressions. */
static void tell_remarks(const struct alint_listener *to, const struct alint_report *report) {
  for (size_t i = 0; i < report->remark_count; i++) {
    const struct alint_report_remark *remark = &report->remarks[i];
    if (remark->at.line > 0)
      alint_tell(to, "%s:%zu: %s", remark->path, remark->at.line, remark->text);
    else
      alint_tell(to, "%s: %s", remark->path, remark->text);
  }
}

static int run_all(void *context) {
  struct run *run = context;
  const struct alint_settings *settings = run->settings;
  struct alint_error *err = run->err;
  int status = alint_loader_begin(&run->loader, settings, err);
  run->loader.parse_options.ignores = !settings->no_inline;
  if (status == ALINT_OK)
    status = build_report(run, err);
  if (status != ALINT_OK)
    return status;
  tell_remarks(&settings->listener, run->report);
  alint_loader_end(&run->loader);
  return ALINT_OK;
}

int alint_run_scan(struct alint_result *out, const struct alint_scan *scan,
                   struct alint_error *err) {
  const struct alint_settings *settings = &scan->settings;
  struct run run = {.scan = scan, .settings = settings, .err = err};
  int status = alint_protect(run_all, &run);
  if (status != ALINT_OK) {
    alint_report_free(run.report);
    return status == ALINT_ENOMEM ? alint_no_memory(err) : status;
  }
  out->report = run.report;
  out->style.quiet = settings->quiet;
  out->status = run.loader.failed ? 2 : alint_report_exit_status(run.report, &settings->options);
  return ALINT_OK;
}
