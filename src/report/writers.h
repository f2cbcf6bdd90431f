/* SPDX-License-Identifier: Apache-2.0
 *
 * What the writers of reports share.
 */
#ifndef ASSUMELINT_REPORT_WRITERS_H
#define ASSUMELINT_REPORT_WRITERS_H

#include "assumelint/report.h"

#ifndef ASSUMELINT_VERSION
#define ASSUMELINT_VERSION "0.0.0"
#endif

/* The three levels that gcc and SARIF know: "error", "warning", "note". */
const char *report_level_name(Severity severity);

/* A sentence without its final period, so that writers may set one or not. */
Str report_sentence(const char *text);

#endif
