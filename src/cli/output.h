/* SPDX-License-Identifier: Apache-2.0
 *
 * Where reports go: standard output, and files that are written whole or not at
 * all.
 */
#ifndef ALINT_CLI_OUTPUT_H
#define ALINT_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "assumelint/report.h"

/* These tell failures on standard error and return false. */

bool alint_report_to_file(const char *file, const struct alint_writer *writer,
                          const struct alint_report *report,
                          const struct alint_report_style *style);
bool alint_report_to_stdout(const struct alint_writer *writer, const struct alint_report *report,
                            const struct alint_report_style *style);
/* Flushes and closes standard output: nothing was written unless this is true. */
bool alint_finish_stdout(void);

/* An alint_out that writes to `file`. */
struct alint_out alint_out_to(FILE *file);

#endif
