/* SPDX-License-Identifier: Apache-2.0
 *
 * The format for reading, and what its parts share.
 */
#include "report/access_text.h"
#include "util/visible.h"

void report_print_role(const AccessPrinter *p, Input *input, const Role *role) {
  RoleLine at = engine_role_line(input, role);
  out_format(p->out, "%s:%zu: ", at.path, at.line);
  out_text(p->out, p->color ? "\033[1m" : NULL);
  out_visible_str(p->out, role->address);
  out_text(p->out, p->color ? "\033[0m" : NULL);
}

void report_print_line(const AccessPrinter *p, size_t indent, const char *label, Str text) {
  out_fill(p->out, ' ', indent);
  out_text(p->out, label);
  out_visible_str(p->out, text);
  out_text(p->out, "\n");
}

static void begin(AccessPrinter *p, const char *list) {
  (void)p;
  (void)list;
}

static void end(AccessPrinter *p) {
  (void)p;
}

static void tests_end(AccessPrinter *p, size_t passed, size_t failed) {
  if (!p->quiet)
    out_format(p->out, "%zu passed, %zu failed\n", passed, failed);
}

const AccessWriter access_text = {.begin = begin,
                                  .end = end,
                                  .role = report_who_text,
                                  .tested = report_tested_text,
                                  .tests_end = tests_end,
                                  .accounts = report_accounts_text,
                                  .diff = report_diff_text,
                                  .simulation = report_simulation_text};
