/* SPDX-License-Identifier: Apache-2.0
 *
 * `--format gcc`: one line a finding, as compilers print it and editors read it.
 */
#include "report/writers.h"
#include "util/visible.h"

static void write_finding(Out *out, const ReportFinding *finding) {
  const Position *at = &finding->location.begin;
  out_format(out, "%s:%zu:%zu: %s%s", finding->location.path, at->line, at->column,
             finding->suppressed ? "note: suppressed: " : report_level_name(finding->severity),
             finding->suppressed ? "" : ": ");
  out_visible(out, finding->message);
  if (finding->when)
    out_format(out, " (when %s)", finding->when);
  out_format(out, " [%s]\n", finding->rule->id);
}

static void write_gcc(Out *out, const Report *report, const ReportStyle *style) {
  (void)style;
  for (size_t i = 0; i < report->finding_count; i++)
    write_finding(out, &report->findings[i]);
}

const Writer writer_gcc = {.name = "gcc", .write = write_gcc};
