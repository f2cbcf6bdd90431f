/* SPDX-License-Identifier: Apache-2.0
 *
 * Where reports go: standard output, and files that are written whole or not at
 * all.
 */
#ifndef ALINT_CLI_OUTPUT_H
#define ALINT_CLI_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "assumelint.h"
#include "report/access_writers.h"
#include "run/settings.h"

/* These tell failures on standard error and return false. */

bool alint_report_to_file(const char *file, const char *format, const struct alint_result *result);
bool alint_report_to_stdout(const char *format, const struct alint_result *result, bool color);
/* Flushes and closes standard output: nothing was written unless this is true. */
bool alint_finish_stdout(void);

/* An alint_out that writes to `file`. */
struct alint_out alint_out_to(FILE *file);

/* For the other commands: a printer as the settings say, and its end. */
void alint_access_to_stdout(struct alint_access_printer *p, struct alint_out *out,
                            const struct alint_settings *settings);
bool alint_access_finish(const struct alint_access_printer *printer);

#endif
