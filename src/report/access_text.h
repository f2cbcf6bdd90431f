/* SPDX-License-Identifier: Apache-2.0
 *
 * `who`, `diff`, `simulate` and `test` for reading.
 */
#ifndef ASSUMELINT_REPORT_ACCESS_TEXT_H
#define ASSUMELINT_REPORT_ACCESS_TEXT_H

#include "report/access_writers.h"

/* access_text.c: "PATH:LINE: ADDRESS", the address in bold. */
void report_print_role(const AccessPrinter *p, Input *input, const Role *role);
/* `indent` blanks, our own label, a text, and the end of the line. */
void report_print_line(const AccessPrinter *p, size_t indent, const char *label, Str text);

int report_who_text(AccessPrinter *p, Input *input, const Role *role, const RoleWays *ways);
void report_accounts_text(AccessPrinter *p, const SeenAccounts *accounts, const Options *options);
void report_diff_text(AccessPrinter *p, const Diff *diff);
void report_simulation_text(AccessPrinter *p, const Simulation *sim);
void report_tested_text(AccessPrinter *p, const CaseResult *result);

#endif
