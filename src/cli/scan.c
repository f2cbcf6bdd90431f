/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint scan`: reads and checks the inputs in parallel, builds the report
 * in their order, writes it.
 */
#include <string.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "cli/before.h"
#include "cli/commands.h"
#include "cli/complain.h"
#include "cli/inputs.h"
#include "cli/jobs.h"
#include "cli/output.h"
#include "cli/parameters.h"
#include "util/suggest.h"

/* An input between being read and being in the report. */
struct slot {
  struct alint_opened opened, before;
  struct alint_checked *checked;
  int status; /* ALINT_ENOMEM: there is not even an input; ALINT_EINTERNAL: a bug */
};

struct scan {
  const struct alint_settings *settings;
  struct alint_loader loader;
  struct alint_entries entries;
  struct slot *slots; /* one for each entry */
  struct alint_report *report;
  struct alint_progress progress;
  int status; /* the first failure that there is no report with */
  int exit_status;
};

/* ---- One input --------------------------------------------------------- */

/* One of them, while it is worked on. */
struct piece {
  struct scan *scan;
  size_t index;
};

static int read_and_check(void *context) {
  const struct piece *piece = context;
  struct scan *scan = piece->scan;
  struct slot *slot = &scan->slots[piece->index];
  const struct alint_parse_options *parse_options = &scan->loader.parse_options;
  slot->status = alint_open_input(&slot->opened, &scan->entries.items[piece->index], parse_options);
  const char *before = scan->settings->before;
  if (slot->status == ALINT_OK && before)
    slot->status = alint_open_before(&slot->before, slot->opened.input, before, parse_options);
  if (slot->status != ALINT_OK)
    return slot->status;
  /* What becomes of the check stands in the input, as what became of reading it. */
  struct alint_input *input = slot->opened.input;
  int status = alint_check_input(&slot->checked, input, &scan->settings->options);
  if (status != ALINT_OK && input->status == ALINT_OK)
    slot->status = ALINT_EINTERNAL;
  return slot->status;
}

static void work(void *context, size_t index) {
  struct piece piece = {context, index};
  piece.scan->slots[index].status = alint_protect(read_and_check, &piece);
}

static void tell_asides(struct scan *scan, const struct alint_input *input) {
  if (input->note_count > 0 || !input->complete)
    alint_progress_clear(&scan->progress);
  alint_tell_asides(input, scan->settings->quiet);
}

static int add_to_report(void *context) {
  const struct piece *piece = context;
  struct scan *scan = piece->scan;
  struct slot *slot = &scan->slots[piece->index];
  bool skip = scan->entries.items[piece->index].skip_not_ours;
  struct alint_input *input = slot->opened.input;
  bool skipped = skip && input->status == ALINT_ENOTOURS;
  if (input->errored || (input->status != ALINT_OK && !skipped)) {
    alint_progress_clear(&scan->progress);
    alint_complain_of_input(input);
  }
  tell_asides(scan, input);
  int status = alint_report_add(scan->report, input, slot->checked, skip);
  return status == ALINT_OK ? alint_note_parameters(scan->loader.parameters, input) : status;
}

static bool done(void *context, size_t index) {
  struct scan *scan = context;
  struct slot *slot = &scan->slots[index];
  struct piece piece = {scan, index};
  if (slot->status == ALINT_OK)
    slot->status = alint_protect(add_to_report, &piece);
  alint_close_input(&slot->opened);
  alint_close_input(&slot->before);
  scan->status = slot->status;
  return scan->status == ALINT_OK;
}

static void tick(void *context, size_t finished) {
  struct scan *scan = context;
  alint_progress_show(&scan->progress, finished, scan->entries.count);
}

/* ---- The run ----------------------------------------------------------- */

/* `assumelint WORD`: a mistyped command is not taken for a missing file. */
static bool is_mistyped_command(const struct alint_settings *settings) {
  const char *word = settings->arguments.items[0];
  enum alint_command meant;
  if (settings->command_given || strpbrk(word, "/.") || access(word, F_OK) == 0 ||
      strcmp(word, "-") == 0)
    return false;
  if (alint_command_find(&meant, word)) {
    alint_complain("the command comes first: assumelint %s [OPTIONS]...", word);
    return true;
  }
  struct alint_suggestions near = alint_suggestions(word, 1);
  alint_suggest_commands(&near);
  char suggestion[ALINT_SUGGESTION_TEXT];
  alint_suggestion_text(suggestion, &near, "");
  alint_complain("\"%s\" is neither a command nor a file%s", word, suggestion);
  return true;
}

static bool build_report(struct scan *scan) {
  const struct alint_settings *settings = scan->settings;
  if (alint_loader_list(&scan->loader, &scan->entries) != ALINT_OK)
    return false;
  scan->slots = alint_arena_array(settings->arena, scan->entries.count, sizeof *scan->slots);
  if (!scan->slots || alint_report_begin(&scan->report, &settings->options) != ALINT_OK)
    return false;
  struct alint_jobs jobs = {.count = scan->entries.count,
                            .threads = settings->jobs,
                            .context = scan,
                            .work = work,
                            .done = done,
                            .tick = tick};
  alint_progress_begin(&scan->progress, !settings->quiet && jobs.count > 1);
  bool ran = alint_jobs_run(&jobs);
  alint_progress_clear(&scan->progress);
  for (size_t i = 0; i < scan->entries.count; i++) { /* those never handed back */
    alint_close_input(&scan->slots[i].opened);
    alint_close_input(&scan->slots[i].before);
  }
  return ran && scan->status == ALINT_OK && alint_report_end(scan->report) == ALINT_OK;
}

/* Of suppressions. */
static void tell_remarks(const struct alint_report *report) {
  for (size_t i = 0; i < report->remark_count; i++) {
    const struct alint_report_remark *remark = &report->remarks[i];
    if (remark->at.line > 0)
      alint_complain("%s:%zu: %s", remark->path, remark->at.line, remark->text);
    else
      alint_complain("%s: %s", remark->path, remark->text);
  }
}

static bool write_reports(const struct scan *scan) {
  const struct alint_settings *settings = scan->settings;
  struct alint_report_style style = {.quiet = settings->quiet};
  bool written = true;
  tell_remarks(scan->report);
  for (size_t i = 0; i < settings->output_count; i++) {
    const struct alint_output *output = &settings->outputs[i];
    if (!alint_report_to_file(output->file, output->writer, scan->report, &style))
      written = false;
  }
  style.color = alint_want_color(settings->color, STDOUT_FILENO);
  if (!alint_report_to_stdout(settings->format, scan->report, &style))
    written = false;
  return written;
}

static int run(void *context) {
  struct scan *scan = context;
  const struct alint_settings *settings = scan->settings;
  if (!alint_loader_begin(&scan->loader, settings))
    return ALINT_OK;
  scan->loader.parse_options.ignores = !settings->no_inline;
  bool listed = alint_list_inputs(&scan->entries, settings, settings->arena) == ALINT_OK;
  if (listed && settings->before && scan->entries.count > 1)
    alint_complain("--before is for one template: there are %zu files", scan->entries.count);
  else if (!listed || !build_report(scan))
    return scan->status == ALINT_EINTERNAL ? scan->status : ALINT_ENOMEM;
  else if (write_reports(scan) && !alint_complain_of_parameters(scan->loader.parameters))
    scan->exit_status = alint_report_exit_status(scan->report, &settings->options);
  return ALINT_OK;
}

int alint_command_scan(const struct alint_settings *settings) {
  if (is_mistyped_command(settings))
    return ALINT_EXIT_FAILURE;
  struct scan scan = {.settings = settings, .exit_status = ALINT_EXIT_FAILURE};
  int status = alint_protect(run, &scan);
  if (status != ALINT_OK)
    alint_complain(status == ALINT_EINTERNAL ? "an input was not checked: this is a bug"
                                             : "out of memory");
  alint_report_free(scan.report);
  return scan.exit_status;
}
