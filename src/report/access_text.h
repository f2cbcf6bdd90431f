/* SPDX-License-Identifier: Apache-2.0
 *
 * `who`, `diff`, `simulate` and `test` for reading.
 */
#ifndef ALINT_REPORT_ACCESS_TEXT_H
#define ALINT_REPORT_ACCESS_TEXT_H

#include "report/access_writers.h"

/* access_text.c: "PATH:LINE: ADDRESS", the address in bold. */
void alint_print_role(const struct alint_access_printer *p, struct alint_input *input,
                      const struct alint_role *role);
/* `indent` blanks, our own label, a text, and the end of the line. */
void alint_print_line(const struct alint_access_printer *p, size_t indent, const char *label,
                      struct alint_str text);

int alint_who_text(struct alint_access_printer *p, struct alint_input *input,
                   const struct alint_role *role, const struct alint_role_ways *ways);
void alint_accounts_text(struct alint_access_printer *p, const struct alint_accounts *accounts,
                         const struct alint_options *options);
void alint_diff_text(struct alint_access_printer *p, const struct alint_diff *diff);
void alint_simulation_text(struct alint_access_printer *p, const struct alint_simulation *sim);
void alint_tested_text(struct alint_access_printer *p, const struct alint_case_result *result);

#endif
