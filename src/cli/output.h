/* SPDX-License-Identifier: Apache-2.0
 *
 * Where reports go: standard output, and files that are written whole or not at
 * all.
 */
#ifndef ASSUMELINT_CLI_OUTPUT_H
#define ASSUMELINT_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "assumelint.h"
#include "report/access_writers.h"
#include "run/settings.h"

/* These tell failures on standard error and return false. */

bool cli_report_to_file(const char *file, const char *format, const struct alint_result *result);
bool cli_report_to_stdout(const char *format, const struct alint_result *result, bool color);
/* Flushes and closes standard output: nothing was written unless this is true. */
bool cli_finish_stdout(void);

/* An out that writes to `file`. */
Out cli_out_to(FILE *file);

/* For the other commands: a printer as the settings say, and its end. */
void cli_access_to_stdout(AccessPrinter *p, Out *out, const Settings *settings);
bool cli_access_finish(const AccessPrinter *printer);

#endif
