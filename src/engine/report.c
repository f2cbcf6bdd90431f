/* SPDX-License-Identifier: Apache-2.0
 *
 * Collects the findings of all inputs in one report, and derives the exit status
 * from it.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "engine/build.h"
#include "util/sorted.h"

/* A report while inputs are added to it. */
struct growing_report {
  Report report; /* first: callers hold a pointer to this */
  const Options *options;
  struct {
    ReportInput *items;
    size_t count, cap;
  } inputs;
  struct {
    ReportFinding *items;
    size_t count, cap;
  } findings;
  Remarks remarks;
};

/* ---- Begin -------------------------------------------------------------------- */

struct beginning {
  Arena *arena;
  const Options *options;
  struct growing_report *begun;
};

static int begin(void *context) {
  struct beginning *beginning = context;
  struct growing_report *growing = arena_alloc(beginning->arena, sizeof *growing);
  Report *report = &growing->report;
  size_t count = 0;
  *growing =
      (struct growing_report){.report.arena = beginning->arena, .options = beginning->options};
  while (rule_list[count])
    count++;
  const Rule **enabled = arena_array(report->arena, count, sizeof *enabled);
  for (size_t i = 0; i < count; i++) {
    if (rule_enabled(rule_list[i], growing->options))
      enabled[report->enabled_count++] = rule_list[i];
  }
  report->enabled = enabled;
  beginning->begun = growing;
  return OK;
}

int report_begin(Report **out, const Options *options) {
  struct beginning beginning = {.arena = arena_new(MAX_ARENA_BYTES), .options = options};
  *out = NULL;
  if (!beginning.arena)
    return ERR_MEMORY;
  int status = protect(begin, &beginning);
  if (status == OK)
    *out = &beginning.begun->report;
  else
    arena_free(beginning.arena);
  return status;
}

/* ---- Add ---------------------------------------------------------------------- */

/* What the report makes of an input. "Ours" is any format that we read. */
enum fate {
  FATE_CHECKED,
  FATE_SKIPPED,    /* not ours, and found in a walk */
  FATE_REFUSED,    /* not ours, and named by the user: no finding, exit status 2 */
  FATE_UNREADABLE, /* ours, and not analysed: AL001 */
};

static enum fate fate_of(const Input *input, bool skip_not_ours) {
  if (input->status == OK)
    return FATE_CHECKED;
  if (input->status != ERR_NOT_OURS)
    return FATE_UNREADABLE;
  return skip_not_ours ? FATE_SKIPPED : FATE_REFUSED;
}

static const char *input_error(Arena *arena, const Input *input, enum fate fate) {
  if (fate == FATE_CHECKED)
    return input->errored;
  if (fate == FATE_SKIPPED)
    return NULL;
  return input->error.text[0] ? build_keep(arena, str_of(input->error.text))
                              : "none of the formats that are read";
}

static ReportInput build_input(Arena *arena, const Input *input, enum fate fate) {
  bool checked = fate == FATE_CHECKED;
  return (ReportInput){
      .path = build_keep(arena, str_of(input->source.path)),
      .format = format_name(input->format),
      .roles = checked ? input->after.role_count : 0,
      .complete = checked && input->complete,
      .error = input_error(arena, input, fate),
      .skipped = fate == FATE_SKIPPED,
  };
}

static void add_checked(struct growing_report *report, ReportBuilder *b,
                        const CheckedInput *checked) {
  build_add_remarks(&report->remarks, b, checked);
  report->report.unknown_roles += checked->unknown_roles;
  for (size_t i = 0; i < checked->count; i++) {
    const RawFinding *found = &checked->items[i];
    if (found->severity < report->options->min_severity)
      continue;
    report->report.suppressed += found->suppression != NULL;
    if (!found->suppression || report->options->show_suppressed)
      LIST_ADD(b->arena, &report->findings, build_finding(b, found));
  }
}

struct adding {
  struct growing_report *report;
  const Input *input;
  const CheckedInput *checked;
  bool skip_not_ours;
};

static int add(void *context) {
  const struct adding *adding = context;
  struct growing_report *growing = adding->report;
  Report *report = &growing->report;
  enum fate fate = fate_of(adding->input, adding->skip_not_ours);
  ReportInput entry = build_input(report->arena, adding->input, fate);
  ReportBuilder b = {.arena = report->arena, .input = adding->input, .path = entry.path};
  LIST_ADD(report->arena, &growing->inputs, entry);
  report->roles += entry.roles;
  report->skipped += entry.skipped;
  if (fate == FATE_UNREADABLE)
    LIST_ADD(report->arena, &growing->findings,
             build_unreadable(&b, rule_of_kind(RULE_UNREADABLE)));
  if (fate == FATE_CHECKED)
    add_checked(growing, &b, adding->checked);
  return OK;
}

int report_add(Report *report, const Input *input, const CheckedInput *checked,
               bool skip_not_ours) {
  struct adding adding = {(struct growing_report *)report, input, checked, skip_not_ours};
  /* An input that no rule looked at must not pass as clean. */
  if (input->status == OK && !checked)
    return ERR_INTERNAL;
  return protect(add, &adding);
}

/* ---- End ---------------------------------------------------------------------- */

static int compare_size(size_t a, size_t b) {
  return a < b ? -1 : a > b;
}

static int compare_text(const char *a, const char *b) {
  return strcmp(a ? a : "", b ? b : "");
}

/* By location, then by all that may differ, so that equal inputs give equal bytes. */
static int compare_findings(const void *left, const void *right) {
  const ReportFinding *a = left, *b = right;
  int order = strcmp(a->location.path, b->location.path);
  if (order == 0)
    order = compare_size(a->location.begin.line, b->location.begin.line);
  if (order == 0)
    order = compare_size(a->location.begin.column, b->location.begin.column);
  if (order == 0)
    order = strcmp(a->rule->id, b->rule->id);
  if (order == 0)
    order = compare_text(a->address, b->address);
  if (order == 0)
    order = a->statement < b->statement ? -1 : a->statement > b->statement;
  if (order == 0)
    order = compare_text(a->pointer, b->pointer);
  if (order == 0)
    order = compare_text(a->fingerprint, b->fingerprint);
  if (order == 0)
    order = compare_text(a->when, b->when);
  return order != 0 ? order : compare_text(a->message, b->message);
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

static int end(void *context) {
  struct growing_report *growing = context;
  Report *report = &growing->report;
  report->inputs = growing->inputs.items;
  report->input_count = growing->inputs.count;
  report->findings = growing->findings.items;
  report->finding_count = growing->findings.count;
  sorted_sort(report->findings, report->finding_count, sizeof *report->findings, compare_findings);
  count_findings(report);
  build_remarks(report, &growing->remarks);
  return OK;
}

int report_end(Report *report) {
  return protect(end, report);
}

void report_free(Report *report) {
  if (report)
    arena_free(report->arena);
}

/* ---- Exit status --------------------------------------------------------------- */

int report_exit_status(const Report *report, const Options *options) {
  /* An input that was not analysed outweighs all findings. */
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
