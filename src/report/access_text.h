/* SPDX-License-Identifier: Apache-2.0
 *
 * What the two files of the format for reading share.
 */
#ifndef ASSUMELINT_REPORT_ACCESS_TEXT_H
#define ASSUMELINT_REPORT_ACCESS_TEXT_H

#include "report/access_writers.h"

/* `indent` blanks, our own label, a text, and the end of the line. */
void report_print_line(const AccessPrinter *p, size_t indent, const char *label, Str text);

/* simulation_text.c */
void report_simulation_text(AccessPrinter *p, const Simulation *sim);
/* Says nothing about a case that passed or could not be run. */
void report_tested_text(AccessPrinter *p, const CaseResult *result);

#endif
