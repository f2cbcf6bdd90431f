/* SPDX-License-Identifier: Apache-2.0
 *
 * From the findings of all inputs to one report, and from the report to the
 * exit status.
 */
#include "assumelint/limits.h"
#include "assumelint/status.h"
#include "engine/build.h"

/* A report while inputs are added to it. */
struct growing_report {
  Report report; /* first: callers hold a pointer to this */
  const Options *options;
  size_t input_cap, finding_cap;
  Remarks remarks;
};

/* What became of an input. */
enum fate {
  FATE_CHECKED,
  FATE_SKIPPED,    /* not ours, and nobody asked for it by name */
  FATE_REFUSED,    /* not ours, and asked for: no finding, exit status 2 */
  FATE_UNREADABLE, /* ours, and not analysed: AL001 */
};

static enum fate fate_of(const Input *input, bool skip_not_ours) {
  if (input->status == OK)
    return FATE_CHECKED;
  if (input->status != ERR_NOT_OURS)
    return FATE_UNREADABLE;
  return skip_not_ours ? FATE_SKIPPED : FATE_REFUSED;
}

static const char *input_error(ReportBuilder *b, const Input *input, enum fate fate) {
  if (fate == FATE_REFUSED || fate == FATE_UNREADABLE)
    return input->error.text[0] ? build_keep(b, str_of(input->error.text))
                                : "none of the formats that are read";
  if (fate == FATE_CHECKED && input->errored)
    return input->errored;
  return NULL;
}

static void build_input(ReportBuilder *b, ReportInput *out, const Input *input, enum fate fate) {
  bool checked = fate == FATE_CHECKED;
  out->path = build_keep(b, str_of(input->source.path));
  out->format = format_name(input->format);
  out->roles = checked ? input->after.role_count : 0;
  out->complete = checked && input->complete;
  out->error = input_error(b, input, fate);
  out->skipped = fate == FATE_SKIPPED;
}

static ReportFinding *next_finding(ReportBuilder *b, struct growing_report *report) {
  report->report.findings =
      arena_grow(b->arena, report->report.findings, report->report.finding_count,
                 &report->finding_cap, sizeof *report->report.findings);
  return b->failed ? NULL : &report->report.findings[report->report.finding_count++];
}

static void add_checked(ReportBuilder *b, struct growing_report *report,
                        const CheckedInput *checked, const Input *input, const char *path) {
  FilePositions places = positions_of(&input->source, path);
  engine_add_remarks(b, &report->remarks, checked, input, &places);
  for (size_t i = 0; i < checked->count; i++) {
    const RawFinding *found = &checked->items[i];
    if (found->severity < report->options->min_severity)
      continue;
    report->report.suppressed += found->ignored != NULL;
    if (found->ignored && !report->options->show_suppressed)
      continue;
    ReportFinding *out = next_finding(b, report);
    if (!out)
      return;
    build_finding(b, out, found, input, &places);
  }
}

static void add_unreadable(ReportBuilder *b, struct growing_report *report, const Input *input,
                           const char *path) {
  const Rule *rule = rule_of_kind(RULE_UNREADABLE);
  ReportFinding *out = rule ? next_finding(b, report) : NULL;
  if (out)
    build_unreadable(b, out, rule, input, path);
}

static void build_enabled(ReportBuilder *b, Report *report, const Options *options) {
  size_t count = 0;
  while (rule_list[count])
    count++;
  const Rule **enabled = build_array(b, count, sizeof *enabled);
  for (size_t i = 0; i < count; i++) {
    if (rule_enabled(rule_list[i], options))
      enabled[report->enabled_count++] = rule_list[i];
  }
  report->enabled = enabled;
}

static void count_findings(Report *report) {
  for (size_t i = 0; i < report->finding_count; i++) {
    const ReportFinding *finding = &report->findings[i];
    if (finding->suppressed)
      continue;
    report->active_count++;
    report->by_severity[finding->severity]++;
    report->not_new += finding->introduced == INTRODUCED_NO;
  }
}

/* What one call does to a report. */
struct adding {
  struct growing_report *report;
  const Input *input;
  const CheckedInput *checked;
  bool skip_not_ours;
  Arena *arena;
  const Options *options;
};

static int begin(void *context) {
  struct adding *adding = context;
  ReportBuilder b = {.arena = adding->arena};
  struct growing_report *report = arena_alloc(b.arena, sizeof *report);
  report->report.arena = b.arena;
  report->options = adding->options;
  build_enabled(&b, &report->report, adding->options);
  adding->report = report;
  return b.failed ? ERR_MEMORY : OK;
}

int report_begin(Report **out, const Options *options) {
  struct adding adding = {.arena = arena_new(MAX_ARENA_BYTES), .options = options};
  *out = NULL;
  if (!adding.arena)
    return ERR_MEMORY;
  int status = protect(begin, &adding);
  if (status == OK)
    *out = &adding.report->report;
  else
    arena_free(adding.arena);
  return status;
}

static int add(void *context) {
  struct adding *adding = context;
  struct growing_report *growing = adding->report;
  Report *report = &growing->report;
  ReportBuilder b = {.arena = report->arena};
  report->inputs = arena_grow(b.arena, report->inputs, report->input_count, &growing->input_cap,
                              sizeof *report->inputs);
  ReportInput *entry = &report->inputs[report->input_count++];
  enum fate fate = fate_of(adding->input, adding->skip_not_ours);
  build_input(&b, entry, adding->input, fate);
  report->roles += entry->roles;
  report->skipped += entry->skipped;
  if (!b.failed && fate == FATE_UNREADABLE)
    add_unreadable(&b, growing, adding->input, entry->path);
  if (!b.failed && fate == FATE_CHECKED) {
    report->unknown_roles += adding->checked->unknown_roles;
    add_checked(&b, growing, adding->checked, adding->input, entry->path);
  }
  return b.failed ? ERR_MEMORY : OK;
}

int report_add(Report *report, const Input *input, const CheckedInput *checked,
               bool skip_not_ours) {
  struct adding adding = {.report = (struct growing_report *)report,
                          .input = input,
                          .checked = checked,
                          .skip_not_ours = skip_not_ours};
  /* What no rule has looked at is not clean. */
  if (input->status == OK && !checked)
    return ERR_INTERNAL;
  return protect(add, &adding);
}

static int end(void *context) {
  struct growing_report *growing = context;
  Report *report = &growing->report;
  ReportBuilder b = {.arena = report->arena};
  engine_sort_findings(report->findings, report->finding_count);
  count_findings(report);
  build_remarks(&b, report, &growing->remarks);
  return b.failed ? ERR_MEMORY : OK;
}

int report_end(Report *report) {
  return protect(end, report);
}

void report_free(Report *report) {
  if (report)
    arena_free(report->arena);
}

int report_exit_status(const Report *report, const Options *options) {
  /* Something of ours that was not analysed outweighs all findings. */
  for (size_t i = 0; i < report->input_count; i++) {
    if (report->inputs[i].error)
      return 2;
  }
  for (size_t i = 0; i < report->finding_count; i++) {
    const ReportFinding *finding = &report->findings[i];
    bool old = options->fail_on_new && finding->introduced == INTRODUCED_NO;
    if (finding->severity >= options->fail_on && !old && !finding->suppressed)
      return 1;
  }
  return 0;
}
