/* SPDX-License-Identifier: Apache-2.0
 *
 * `--format gcc`: one line a finding, as compilers print it and editors read it.
 */
#include "report/writers.h"
#include "util/visible.h"

static void write_finding(struct alint_out *out, const struct alint_report_finding *finding) {
  const struct alint_position *at = &finding->location.begin;
  alint_out_format(out, "%s:%zu:%zu: %s%s", finding->location.path, at->line, at->column,
                   finding->suppressed ? "note: suppressed: " : alint_level_name(finding->severity),
                   finding->suppressed ? "" : ": ");
  alint_out_visible(out, finding->message);
  if (finding->when)
    alint_out_format(out, " (when %s)", finding->when);
  alint_out_format(out, " [%s]\n", finding->rule->id);
}

static void write_gcc(struct alint_out *out, const struct alint_report *report,
                      const struct alint_report_style *style) {
  (void)style;
  for (size_t i = 0; i < report->finding_count; i++)
    write_finding(out, &report->findings[i]);
}

const struct alint_writer alint_writer_gcc = {.name = "gcc", .write = write_gcc};
