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
  OpenedInput opened, before;
  CheckedInput *checked;
  int status; /* ERR_MEMORY: there is not even an input; ERR_INTERNAL: a bug */
};

struct run {
  const struct alint_scan *scan;
  const Settings *settings;
  Loader loader;
  InputEntries entries;
  struct slot *slots; /* one for each entry */
  Report *report;
  int status; /* the first failure that there is no report with */
  Error *err;
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
  const ParseOptions *parse_options = &run->loader.parse_options;
  slot->status = run_open_input(&slot->opened, &run->entries.items[index], parse_options);
  const char *before = run->settings->before;
  if (slot->status == OK && before)
    slot->status = run_open_before(&slot->before, slot->opened.input, before, parse_options);
  if (slot->status != OK)
    return slot->status;
  /* What becomes of the check stands in the input, as what became of reading it. */
  Input *input = slot->opened.input;
  int status = engine_check_input(&slot->checked, input, &run->settings->options);
  return status != OK && input->status == OK ? ERR_INTERNAL : OK;
}

static void work(void *context, size_t index) {
  struct piece piece = {context, index};
  piece.run->slots[index].status = protect(read_and_check, &piece);
}

static int add_to_report(void *context) {
  const struct piece *piece = context;
  struct run *run = piece->run;
  struct slot *slot = &run->slots[piece->index];
  bool skip = run->entries.items[piece->index].skip_not_ours;
  Input *input = slot->opened.input;
  bool skipped = skip && input->status == ERR_NOT_OURS;
  if (input->errored || (input->status != OK && !skipped))
    notice_input(&run->settings->listener, input);
  notice_asides(&run->settings->listener, input, run->settings->quiet);
  int status = report_add(run->report, input, slot->checked, skip);
  if (status == OK)
    run_note_parameters(run->loader.parameters, input);
  return status;
}

static bool done(void *context, size_t index) {
  struct run *run = context;
  struct slot *slot = &run->slots[index];
  struct piece piece = {run, index};
  if (slot->status == OK)
    slot->status = protect(add_to_report, &piece);
  run_close_input(&slot->opened);
  run_close_input(&slot->before);
  run->status = slot->status;
  return run->status == OK;
}

static void tick(void *context, size_t finished) {
  const struct run *run = context;
  if (run->scan->show)
    run->scan->show(run->scan->show_context, finished, run->entries.count);
}

static int read_all(struct run *run) {
  run->slots = arena_array(run->settings->arena, run->entries.count, sizeof *run->slots);
  Jobs jobs = {.count = run->entries.count,
               .threads = run->settings->jobs,
               .context = run,
               .work = work,
               .done = done,
               .tick = tick};
  bool ran = jobs_run(&jobs);
  for (size_t i = 0; i < run->entries.count; i++) { /* those never handed back */
    run_close_input(&run->slots[i].opened);
    run_close_input(&run->slots[i].before);
  }
  return ran ? run->status : ERR_MEMORY;
}

static int build_report(struct run *run, Error *err) {
  const Settings *settings = run->settings;
  int status = run_list_inputs(&run->entries, settings, settings->arena);
  if (status == OK && settings->before && run->entries.count > 1)
    return error_set(err, ERR_USAGE, "--before is for one template: there are %zu files",
                     run->entries.count);
  if (status == OK) {
    loader_list(&run->loader, &run->entries);
    status = report_begin(&run->report, &settings->options);
  }
  if (status == OK)
    status = read_all(run);
  if (status == OK)
    status = report_end(run->report);
  if (status == ERR_INTERNAL)
    return error_set(err, status, "an input was not checked: this is a bug");
  return status == OK ? OK : error_memory(err);
}

/* Of suppressions. */
static void tell_remarks(const Listener *to, const Report *report) {
  for (size_t i = 0; i < report->remark_count; i++) {
    const ReportRemark *remark = &report->remarks[i];
    if (remark->at.line > 0)
      notice_send(to, "%s:%zu: %s", remark->path, remark->at.line, remark->text);
    else
      notice_send(to, "%s: %s", remark->path, remark->text);
  }
}

static int run_all(void *context) {
  struct run *run = context;
  const Settings *settings = run->settings;
  Error *err = run->err;
  int status = loader_begin(&run->loader, settings, err);
  run->loader.parse_options.suppressions = !settings->no_inline;
  if (status == OK)
    status = build_report(run, err);
  if (status != OK)
    return status;
  tell_remarks(&settings->listener, run->report);
  loader_end(&run->loader);
  return OK;
}

int run_scan(struct alint_result *out, const struct alint_scan *scan, Error *err) {
  const Settings *settings = &scan->settings;
  struct run run = {.scan = scan, .settings = settings, .err = err};
  int status = protect(run_all, &run);
  if (status != OK) {
    report_free(run.report);
    return status == ERR_MEMORY ? error_memory(err) : status;
  }
  out->report = run.report;
  out->style.quiet = settings->quiet;
  out->status = run.loader.failed ? 2 : report_exit_status(run.report, &settings->options);
  return OK;
}
