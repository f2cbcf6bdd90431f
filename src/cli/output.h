/* SPDX-License-Identifier: Apache-2.0
 *
 * Where reports and notices go.
 */
#ifndef ASSUMELINT_CLI_OUTPUT_H
#define ASSUMELINT_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "assumelint.h"
#include "report/access_writers.h"
#include "run/settings.h"

/* Prints notices on standard error as "assumelint: LINE", with control characters
 * escaped. */
extern const Listener cli_stderr;

/* These send a notice and return false when they fail. */

/* Writes the report to a file, as a whole or not at all. */
bool cli_report_to_file(const char *file, const char *format, const struct alint_result *result);
bool cli_report_to_stdout(const char *format, const struct alint_result *result, bool color);
/* Flushes and closes standard output: some errors show only then. */
bool cli_finish_stdout(void);

/* An out that writes to `file`. */
Out cli_out_to(FILE *file);

/* The printer of the other commands, and its end. */
void cli_access_to_stdout(AccessPrinter *p, Out *out, const Settings *settings);
bool cli_access_finish(const AccessPrinter *printer);

#endif
