/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs that are texts in a test, and their reports.
 */
#ifndef TESTS_UNIT_INPUTS_H
#define TESTS_UNIT_INPUTS_H

#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "unit.h"

/* An input that is not parsed yet; to be freed with its arena. */
static inline struct alint_input input_of(const char *path, const char *text) {
  struct alint_input input = {
      .arena = alint_arena_new(ALINT_MAX_ARENA_BYTES),
      .source = {.path = path, .bytes = text, .len = strlen(text)},
  };
  assert_non_null(input.arena);
  return input;
}

/* Outlives the input. */
static inline struct alint_report *report_on(struct alint_input *input,
                                             const struct alint_options *options) {
  struct alint_checked *checked = NULL;
  struct alint_report *report = NULL;
  assert_int_equal(alint_check_input(&checked, input, options), ALINT_OK);
  assert_int_equal(alint_report_begin(&report, options), ALINT_OK);
  assert_int_equal(alint_report_add(report, input, checked, false), ALINT_OK);
  assert_int_equal(alint_report_end(report), ALINT_OK);
  return report;
}

/* All findings of a text that may be anything. `declared`: 111122223333 is the own account. */
static inline struct alint_report *scan_text(const char *text, bool declared) {
  static const char *const accounts[] = {"111122223333"};
  static const struct alint_parse_options parse;
  struct alint_options options = {.min_severity = ALINT_SEVERITY_INFO,
                                  .fail_on = ALINT_SEVERITY_MEDIUM,
                                  .accounts = accounts,
                                  .account_count = declared};
  struct alint_input input = input_of("text", text);
  alint_parse(&input, &parse);
  struct alint_report *report = report_on(&input, &options);
  alint_arena_free(input.arena);
  return report;
}

#endif
