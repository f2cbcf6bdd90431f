/* SPDX-License-Identifier: Apache-2.0
 *
 * `--format gcc`: one line a finding, as compilers print it and editors read it.
 */
#include "report/writers.h"
#include "util/visible.h"

static void write_finding(struct alint_out *out, const struct alint_report_finding *finding) {
  alint_write_place(out, finding->location.path, finding->location.begin.line);
  alint_out_text(out, ":");
  alint_out_size(out, finding->location.begin.column);
  alint_out_text(out, ": ");
  alint_out_text(out, finding->suppressed ? "note" : alint_level_name(finding->severity));
  alint_out_text(out, finding->suppressed ? ": suppressed: " : ": ");
  alint_out_visible(out, finding->message);
  if (finding->when) {
    alint_out_text(out, " (when ");
    alint_out_visible(out, finding->when);
    alint_out_text(out, ")");
  }
  alint_out_text(out, " [");
  alint_out_text(out, finding->rule->id);
  alint_out_text(out, "]\n");
}

static void write_gcc(struct alint_out *out, const struct alint_report *report,
                      const struct alint_report_style *style) {
  (void)style;
  for (size_t i = 0; i < report->finding_count; i++)
    write_finding(out, &report->findings[i]);
}

const struct alint_writer alint_writer_gcc = {.name = "gcc", .write = write_gcc};
