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
  struct alint_report report; /* first: callers hold a pointer to this */
  const struct alint_options *options;
  size_t input_cap, finding_cap;
  struct alint_remarks remarks;
};

/* What became of an input. */
enum fate {
  FATE_CHECKED,
  FATE_SKIPPED,    /* not ours, and nobody asked for it by name */
  FATE_REFUSED,    /* not ours, and asked for: no finding, exit status 2 */
  FATE_UNREADABLE, /* ours, and not analysed: AL001 */
};

static enum fate fate_of(const struct alint_input *input, bool skip_not_ours) {
  if (input->status == ALINT_OK)
    return FATE_CHECKED;
  if (input->status != ALINT_ENOTOURS)
    return FATE_UNREADABLE;
  return skip_not_ours ? FATE_SKIPPED : FATE_REFUSED;
}

static const char *input_error(struct alint_builder *b, const struct alint_input *input,
                               enum fate fate) {
  if (fate == FATE_REFUSED || fate == FATE_UNREADABLE)
    return input->error.text[0] ? alint_keep(b, alint_str(input->error.text))
                                : "none of the formats that are read";
  if (fate == FATE_CHECKED && input->errored)
    return input->errored;
  return NULL;
}

static void build_input(struct alint_builder *b, struct alint_report_input *out,
                        const struct alint_input *input, enum fate fate) {
  bool checked = fate == FATE_CHECKED;
  out->path = alint_keep(b, alint_str(input->source.path));
  out->format = alint_format_name(input->format);
  out->roles = checked ? input->after.role_count : 0;
  out->complete = checked && input->complete;
  out->error = input_error(b, input, fate);
  out->skipped = fate == FATE_SKIPPED;
}

static struct alint_report_finding *next_finding(struct alint_builder *b,
                                                 struct growing_report *report) {
  report->report.findings =
      alint_arena_grow(b->arena, report->report.findings, report->report.finding_count,
                       &report->finding_cap, sizeof *report->report.findings);
  return b->failed ? NULL : &report->report.findings[report->report.finding_count++];
}

static void add_checked(struct alint_builder *b, struct growing_report *report,
                        const struct alint_checked *checked, const struct alint_input *input,
                        const char *path) {
  struct alint_places places = alint_places(&input->source, path);
  alint_add_remarks(b, &report->remarks, checked, input, &places);
  for (size_t i = 0; i < checked->count; i++) {
    const struct alint_found *found = &checked->items[i];
    if (found->severity < report->options->min_severity)
      continue;
    report->report.suppressed += found->ignored != NULL;
    if (found->ignored && !report->options->show_suppressed)
      continue;
    struct alint_report_finding *out = next_finding(b, report);
    if (!out)
      return;
    alint_build_finding(b, out, found, input, &places);
  }
}

static void add_unreadable(struct alint_builder *b, struct growing_report *report,
                           const struct alint_input *input, const char *path) {
  const struct alint_rule *rule = alint_rule_of_kind(ALINT_RULE_UNREADABLE);
  struct alint_report_finding *out = rule ? next_finding(b, report) : NULL;
  if (out)
    alint_build_unreadable(b, out, rule, input, path);
}

static void build_enabled(struct alint_builder *b, struct alint_report *report,
                          const struct alint_options *options) {
  size_t count = 0;
  while (alint_rules[count])
    count++;
  const struct alint_rule **enabled = alint_keep_array(b, count, sizeof *enabled);
  for (size_t i = 0; i < count; i++) {
    if (alint_rule_enabled(alint_rules[i], options))
      enabled[report->enabled_count++] = alint_rules[i];
  }
  report->enabled = enabled;
}

static void count_findings(struct alint_report *report) {
  for (size_t i = 0; i < report->finding_count; i++) {
    const struct alint_report_finding *finding = &report->findings[i];
    if (finding->suppressed)
      continue;
    report->active_count++;
    report->by_severity[finding->severity]++;
    report->not_new += finding->introduced == ALINT_INTRODUCED_NO;
  }
}

/* What one call does to a report. */
struct adding {
  struct growing_report *report;
  const struct alint_input *input;
  const struct alint_checked *checked;
  bool skip_not_ours;
  struct alint_arena *arena;
  const struct alint_options *options;
};

static int begin(void *context) {
  struct adding *adding = context;
  struct alint_builder b = {.arena = adding->arena};
  struct growing_report *report = alint_arena_alloc(b.arena, sizeof *report);
  report->report.arena = b.arena;
  report->options = adding->options;
  build_enabled(&b, &report->report, adding->options);
  adding->report = report;
  return b.failed ? ALINT_ENOMEM : ALINT_OK;
}

int alint_report_begin(struct alint_report **out, const struct alint_options *options) {
  struct adding adding = {.arena = alint_arena_new(ALINT_MAX_ARENA_BYTES), .options = options};
  *out = NULL;
  if (!adding.arena)
    return ALINT_ENOMEM;
  int status = alint_protect(begin, &adding);
  if (status == ALINT_OK)
    *out = &adding.report->report;
  else
    alint_arena_free(adding.arena);
  return status;
}

static int add(void *context) {
  struct adding *adding = context;
  struct growing_report *growing = adding->report;
  struct alint_report *report = &growing->report;
  struct alint_builder b = {.arena = report->arena};
  report->inputs = alint_arena_grow(b.arena, report->inputs, report->input_count,
                                    &growing->input_cap, sizeof *report->inputs);
  struct alint_report_input *entry = &report->inputs[report->input_count++];
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
  return b.failed ? ALINT_ENOMEM : ALINT_OK;
}

int alint_report_add(struct alint_report *report, const struct alint_input *input,
                     const struct alint_checked *checked, bool skip_not_ours) {
  struct adding adding = {.report = (struct growing_report *)report,
                          .input = input,
                          .checked = checked,
                          .skip_not_ours = skip_not_ours};
  /* What no rule has looked at is not clean. */
  if (input->status == ALINT_OK && !checked)
    return ALINT_EINTERNAL;
  return alint_protect(add, &adding);
}

static int end(void *context) {
  struct growing_report *growing = context;
  struct alint_report *report = &growing->report;
  struct alint_builder b = {.arena = report->arena};
  alint_sort_findings(report->findings, report->finding_count);
  count_findings(report);
  alint_build_remarks(&b, report, &growing->remarks);
  return b.failed ? ALINT_ENOMEM : ALINT_OK;
}

int alint_report_end(struct alint_report *report) {
  return alint_protect(end, report);
}

void alint_report_free(struct alint_report *report) {
  if (report)
    alint_arena_free(report->arena);
}

int alint_report_exit_status(const struct alint_report *report,
                             const struct alint_options *options) {
  /* Something of ours that was not analysed outweighs all findings. */
  for (size_t i = 0; i < report->input_count; i++) {
    if (report->inputs[i].error)
      return 2;
  }
  for (size_t i = 0; i < report->finding_count; i++) {
    const struct alint_report_finding *finding = &report->findings[i];
    bool old = options->fail_on_new && finding->introduced == ALINT_INTRODUCED_NO;
    if (finding->severity >= options->fail_on && !old && !finding->suppressed)
      return 1;
  }
  return 0;
}
