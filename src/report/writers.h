/* SPDX-License-Identifier: Apache-2.0
 *
 * What the writers of reports share.
 */
#ifndef ASSUMELINT_REPORT_WRITERS_H
#define ASSUMELINT_REPORT_WRITERS_H

#include "assumelint/report.h"
#include "util/json_write.h"

#ifndef ASSUMELINT_VERSION
#define ASSUMELINT_VERSION "0.0.0"
#endif

/* The members "request" (what a case file takes) and "witness". */
void report_write_request(JsonWriter *json, const ReportWitness *call);
void report_write_witness(JsonWriter *json, const ReportWitness *witness);

/* The levels of gcc and SARIF: "error", "warning", "note". */
const char *report_level_name(Severity severity);

/* The sentence without its final period: each writer decides whether to set one. */
Str report_sentence(const char *text);

#endif
