/* SPDX-License-Identifier: Apache-2.0
 *
 * A scan: reads and checks inputs in parallel, and reports them in order.
 */
#include "run/scan.h"

#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "run/jobs.h"
#include "run/load.h"

/* An input between being read and being in the report. */
struct slot {
  OpenedInput opened, before;
  CheckedInput *checked;
  int status; /* what reading and checking it returned */
};

struct run {
  const struct alint_scan *scan;
  const Settings *settings;
  Loader loader;
  InputEntries entries;
  struct slot *slots; /* one for each entry */
  Report *report;
  int status; /* the failure that stopped the run */
  Error *err;
};

/* One input of the run, for work that is protected. */
struct piece {
  struct run *run;
  size_t index;
};

/* ---- --before ------------------------------------------------------------------ */

/* Templates are compared with templates, whatever their syntax is. */
static Format family(Format format) {
  return format == FORMAT_CDK ? FORMAT_CLOUDFORMATION : format;
}

static void fail_before(Input *input, int status, const char *path, const char *why) {
  input->error = (Error){.status = OK};
  input->status = error_set(&input->error, status, "--before %.200s: %s", path, why);
}

/* Reads `path` and makes it the world before `input`. An empty file is a world without
 * roles: the template is new. A failure is the failure of the input. */
static void open_before(OpenedInput *out, Input *input, const char *path,
                        const ParseOptions *options) {
  const InputEntry entry = run_entry(path);
  if (input->status != OK)
    return;
  if (input->has_before) {
    fail_before(input, ERR_USAGE, path,
                "the input already says what was before: leave out --before");
    return;
  }
  run_open_input(out, &entry, options);
  Input *old = out->input;
  bool is_empty = old->status == ERR_NOT_OURS && old->source.len == 0;
  if (old->status != OK && !is_empty)
    fail_before(input, old->status == ERR_NOT_OURS ? ERR_WRONG_KIND : old->status, path,
                old->error.text[0] ? old->error.text : "could not be read");
  else if (!is_empty && (old->has_before || family(old->format) != family(input->format)))
    fail_before(input, ERR_WRONG_KIND, path, "its format differs from that of the new one");
  else
    engine_give_before(input, old);
}

/* ---- One input ----------------------------------------------------------------- */

static int read_and_check(void *context) {
  const struct piece *piece = context;
  const struct run *run = piece->run;
  struct slot *slot = &run->slots[piece->index];
  const ParseOptions *parse_options = &run->loader.parse_options;
  const char *before = run->settings->before;
  run_open_input(&slot->opened, &run->entries.items[piece->index], parse_options);
  Input *input = slot->opened.input;
  if (before)
    open_before(&slot->before, input, before, parse_options);
  /* A failure of the check is in input->status, like one of reading. */
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
  loader_note(&run->loader, slot->opened.input, skip);
  return report_add(run->report, slot->opened.input, slot->checked, skip);
}

static void close_slot(struct slot *slot) {
  run_close_input(&slot->opened);
  run_close_input(&slot->before);
}

static bool done(void *context, size_t index) {
  struct piece piece = {context, index};
  struct run *run = context;
  run->status = run->slots[index].status;
  if (run->status == OK)
    run->status = protect(add_to_report, &piece);
  close_slot(&run->slots[index]);
  return run->status == OK;
}

static void tick(void *context, size_t finished) {
  const struct run *run = context;
  if (run->scan->show)
    run->scan->show(run->scan->show_context, finished, run->entries.count);
}

/* ---- All inputs ---------------------------------------------------------------- */

static int read_all(struct run *run) {
  run->slots = arena_array(run->settings->arena, run->entries.count, sizeof *run->slots);
  Jobs jobs = {.count = run->entries.count,
               .threads = run->settings->jobs,
               .context = run,
               .work = work,
               .done = done,
               .tick = tick};
  jobs_run(&jobs);
  for (size_t i = 0; i < run->entries.count; i++)
    close_slot(&run->slots[i]); /* left open if the run stopped early */
  if (run->status == ERR_INTERNAL)
    return error_set(run->err, run->status, "an input was not checked: this is a bug");
  return run->status;
}

/* Remarks are about suppressions. */
static void send_remarks(const Listener *to, const Report *report) {
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
  int status = loader_begin(&run->loader, settings, run->err);
  if (status != OK)
    return status;
  run->loader.parse_options.suppressions = !settings->no_inline;
  run->entries = loader_list(&run->loader);
  if (settings->before && run->entries.count > 1)
    return error_set(run->err, ERR_USAGE, "--before is for one template: there are %zu files",
                     run->entries.count);
  status = report_begin(&run->report, &settings->options);
  if (status == OK)
    status = read_all(run);
  if (status == OK)
    status = report_end(run->report);
  if (status != OK)
    return status;
  send_remarks(&settings->listener, run->report);
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
  out->quiet = settings->quiet;
  out->status = run.loader.failed ? 2 : report_exit_status(run.report, &settings->options);
  return OK;
}
