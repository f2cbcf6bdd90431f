/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs that are texts in a test, and their reports.
 */
#ifndef ASSUMELINT_TESTS_UNIT_INPUTS_H
#define ASSUMELINT_TESTS_UNIT_INPUTS_H

#include "assumelint/arena.h"
#include "assumelint/engine.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "unit.h"

/* An input that is not parsed yet; to be freed with its arena. */
static inline Input input_of(const char *path, const char *text) {
  Input input = {
      .arena = arena_new(MAX_ARENA_BYTES),
      .source = {.path = path, .bytes = text, .len = strlen(text)},
  };
  assert_non_null(input.arena);
  return input;
}

/* Outlives the input. */
static inline Report *report_on(Input *input, const Options *options) {
  CheckedInput *checked = NULL;
  Report *report = NULL;
  assert_int_equal(engine_check_input(&checked, input, options), OK);
  assert_int_equal(report_begin(&report, options), OK);
  assert_int_equal(report_add(report, input, checked, false), OK);
  assert_int_equal(report_end(report), OK);
  return report;
}

/* All findings of a text that may be anything. `declared`: 111122223333 is the own account. */
static inline Report *scan_text(const char *text, bool declared) {
  static const char *const accounts[] = {"111122223333"};
  static const ParseOptions parse;
  Options options = {.min_severity = SEVERITY_INFO,
                     .fail_on = SEVERITY_MEDIUM,
                     .accounts = accounts,
                     .account_count = declared};
  Input input = input_of("text", text);
  front_end_read(&input, &parse);
  Report *report = report_on(&input, &options);
  arena_free(input.arena);
  return report;
}

#endif
