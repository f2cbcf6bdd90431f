/* SPDX-License-Identifier: Apache-2.0
 *
 * `--format text`: for people.
 *
 *   vendor.yaml:12:20: high AL201 external-id-missing
 *      |
 *   12 |           AWS: arn:aws:iam::464622532012:root
 *      |                ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
 *     Datadog may assume Resources.Vendor with no external ID.
 *     who: arn:aws:iam::464622532012:user/app may call sts:AssumeRole with no sts:ExternalId
 *     fix: Ask for the external ID that the vendor shows you.
 *
 * Everything that comes from an input is made visible first: no name can move
 * the cursor or forge a line.
 */
#include <stdio.h>
#include <string.h>

#include "report/writers.h"
#include "util/visible.h"

enum { STATEMENT_INDENT = 4 };

struct printer {
  Out *out;
  bool color;
};

#define BOLD "\033[1m"
#define DIM "\033[2m"
#define RED "\033[31m"
#define GREEN "\033[32m"
#define CYAN "\033[36m"

#define PLAIN "\033[0m"

static void set_color(const struct printer *p, const char *color) {
  if (p->color)
    out_text(p->out, color);
}

/* Writes our own words in a colour. */
static void print(const struct printer *p, const char *color, const char *text) {
  set_color(p, color);
  out_text(p->out, text);
  set_color(p, PLAIN);
}

static const char *severity_color(Severity severity) {
  static const char *const colors[] = {
      [SEVERITY_NONE] = BOLD,         [SEVERITY_INFO] = BOLD,
      [SEVERITY_LOW] = "\033[1;36m",  [SEVERITY_MEDIUM] = "\033[1;33m",
      [SEVERITY_HIGH] = "\033[1;31m", [SEVERITY_CRITICAL] = "\033[1;35m",
      [SEVERITY_NEVER] = BOLD};
  return colors[severity];
}

static void print_head(const struct printer *p, const ReportFinding *finding) {
  set_color(p, BOLD);
  out_format(p->out, "%s:%zu:%zu: ", finding->location.path, finding->location.begin.line,
             finding->location.begin.column);
  set_color(p, PLAIN);
  print(p, severity_color(finding->severity), severity_name(finding->severity));
  out_text(p->out, " ");
  print(p, BOLD, finding->rule->id);
  out_format(p->out, " %s", finding->rule->name);
  if (finding->address)
    out_format(p->out, " in %s", finding->address);
  if (finding->introduced == INTRODUCED_NO)
    print(p, DIM, " (not new)");
  if (finding->suppressed)
    print(p, DIM, " (suppressed)");
  out_text(p->out, "\n");
}

/* "12 | ", or as much blank where there is no number. */
static void print_gutter(const struct printer *p, const char *number, size_t width) {
  size_t len = strlen(number);
  out_fill(p->out, ' ', 1 + width - len);
  char gutter[32];
  snprintf(gutter, sizeof gutter, "%s |", number);
  print(p, DIM, gutter);
}

static void print_source_line(const struct printer *p, const ReportFinding *finding) {
  char number[24];
  snprintf(number, sizeof number, "%zu", finding->location.begin.line);
  size_t width = strlen(number);
  print_gutter(p, "", width);
  out_text(p->out, "\n");
  print_gutter(p, number, width);
  out_text(p->out, finding->excerpt[0] ? " " : "");
  out_visible(p->out, finding->excerpt);
  out_text(p->out, "\n");
  print_gutter(p, "", width);
  out_fill(p->out, ' ', finding->caret + 1);
  set_color(p, severity_color(finding->severity));
  out_text(p->out, "^");
  if (finding->caret_len > 1)
    out_fill(p->out, '~', finding->caret_len - 1);
  set_color(p, PLAIN);
  out_text(p->out, "\n");
}

/* A statement printed from the model: its line ends are ours, the rest is made visible. */
static void print_statement(const struct printer *p, const char *excerpt) {
  Str rest = str_of(excerpt);
  while (rest.len > 0) {
    size_t end = str_find(rest, 0, '\n');
    out_fill(p->out, ' ', STATEMENT_INDENT);
    set_color(p, DIM);
    out_visible_str(p->out, str_slice(rest, 0, end));
    set_color(p, PLAIN);
    out_text(p->out, "\n");
    rest = str_slice(rest, end + 1, rest.len);
  }
}

static void print_note(const struct printer *p, const char *color, const char *label,
                       const char *text) {
  if (!text)
    return;
  out_text(p->out, "  ");
  print(p, color, label);
  out_format(p->out, " %s\n", text);
}

static void print_related(const struct printer *p, const ReportFinding *finding) {
  for (size_t i = 0; i < finding->related_count; i++) {
    const ReportRelated *related = &finding->related[i];
    out_text(p->out, "  ");
    print(p, DIM, "see:");
    out_format(p->out, " %s:%zu:%zu: %s\n", related->location.path, related->location.begin.line,
               related->location.begin.column, related->message);
  }
}

/* "suppressed: REASON (PATH:LINE)" */
static void print_suppression(const struct printer *p, const ReportSuppression *suppression) {
  out_text(p->out, "  ");
  print(p, CYAN, "suppressed:");
  out_format(p->out, " %s (%s:%zu)\n",
             suppression->reason ? suppression->reason : "no reason is given",
             suppression->location.path, suppression->location.begin.line);
}

static void print_finding(const struct printer *p, const ReportFinding *finding) {
  print_head(p, finding);
  if (finding->excerpt && finding->excerpt_is_source)
    print_source_line(p, finding);
  else if (finding->excerpt)
    print_statement(p, finding->excerpt);
  Str sentence = report_sentence(finding->message);
  out_format(p->out, "  %.*s.\n", STR_FMT(sentence));
  print_note(p, CYAN, "who:", finding->who);
  print_note(p, CYAN, "when:", finding->when);
  if (finding->origin && strcmp(finding->origin, "source") == 0)
    print_note(p, CYAN, "note:", "the plan leaves this policy out: it was read from the source");
  print_note(p, CYAN, "note:", finding->severity_reason);
  print_related(p, finding);
  print_note(p, GREEN, "fix:", finding->help);
  if (finding->suppressed)
    print_suppression(p, &finding->suppression);
  out_text(p->out, "\n");
}

/* "3 roles" */
static void print_count(const struct printer *p, size_t count, const char *one, const char *many) {
  out_format(p->out, "%zu %s", count, count == 1 ? one : many);
}

/* ", 3 roles that could not be judged", if there are any. */
static void print_part(const struct printer *p, size_t count, const char *one, const char *many) {
  if (count == 0)
    return;
  out_text(p->out, ", ");
  print_count(p, count, one, many);
}

static void print_summary(const struct printer *p, const Report *report) {
  size_t failed = 0;
  for (size_t i = 0; i < report->input_count; i++)
    failed += report->inputs[i].error != NULL;
  print_count(p, report->roles, "role", "roles");
  out_text(p->out, ", ");
  print_count(p, report->active_count, "finding", "findings");
  print_part(p, report->not_new, "of them not new", "of them not new");
  print_part(p, report->unknown_roles, "role that could not be judged",
             "roles that could not be judged");
  print_part(p, report->suppressed, "finding suppressed", "findings suppressed");
  print_part(p, failed, "input that could not be analysed", "inputs that could not be analysed");
  print_part(p, report->skipped, "file skipped", "files skipped");
  out_text(p->out, "\n");
}

static void write_text(Out *out, const Report *report, const ReportStyle *style) {
  const struct printer p = {out, style->color};
  for (size_t i = 0; i < report->finding_count; i++)
    print_finding(&p, &report->findings[i]);
  if (!style->quiet)
    print_summary(&p, report);
}

const Writer writer_text = {.name = "text", .write = write_text};
