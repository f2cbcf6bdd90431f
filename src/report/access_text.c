/* SPDX-License-Identifier: Apache-2.0
 *
 * The format for reading, and what its parts share.
 */
#include "report/access_text.h"
#include "util/visible.h"

void alint_print_role(const struct alint_access_printer *p, struct alint_input *input,
                      const struct alint_role *role) {
  struct alint_role_line at = alint_role_line(input, role);
  alint_out_format(p->out, "%s:%zu: ", at.path, at.line);
  alint_out_text(p->out, p->color ? "\033[1m" : NULL);
  alint_out_visible_str(p->out, role->address);
  alint_out_text(p->out, p->color ? "\033[0m" : NULL);
}

void alint_print_line(const struct alint_access_printer *p, size_t indent, const char *label,
                      struct alint_str text) {
  alint_out_fill(p->out, ' ', indent);
  alint_out_text(p->out, label);
  alint_out_visible_str(p->out, text);
  alint_out_text(p->out, "\n");
}

static void begin(struct alint_access_printer *p, const char *list) {
  (void)p;
  (void)list;
}

static void end(struct alint_access_printer *p) {
  (void)p;
}

static void tests_end(struct alint_access_printer *p, size_t passed, size_t failed) {
  if (!p->quiet)
    alint_out_format(p->out, "%zu passed, %zu failed\n", passed, failed);
}

const struct alint_access_writer alint_access_text = {.begin = begin,
                                                      .end = end,
                                                      .role = alint_who_text,
                                                      .tested = alint_tested_text,
                                                      .tests_end = tests_end,
                                                      .accounts = alint_accounts_text,
                                                      .diff = alint_diff_text,
                                                      .simulation = alint_simulation_text};
