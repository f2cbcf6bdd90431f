/* SPDX-License-Identifier: Apache-2.0
 *
 * Patterns: the whole text has to match, and a pattern that costs too much ends.
 */
#include "util/regex.h"
#include "assumelint/limits.h"
#include "unit.h"

static enum alint_regex_verdict verdict_of(struct alint_str pattern, struct alint_str text) {
  enum alint_regex_verdict verdict;
  alint_regex_match_whole(&verdict, pattern, text);
  return verdict;
}

static void the_whole_text_matches(void **state) {
  (void)state;
  static const struct {
    const char *pattern, *text;
    enum alint_regex_verdict verdict;
  } cases[] = {
      {"a+", "aaa", ALINT_REGEX_MATCH},
      {"a+", "aab", ALINT_REGEX_NO_MATCH},
      {"a+", "baa", ALINT_REGEX_NO_MATCH},
      {"a|ab", "ab", ALINT_REGEX_MATCH},
      {"", "", ALINT_REGEX_MATCH},
      {"", "a", ALINT_REGEX_NO_MATCH},
      {"(a", "a", ALINT_REGEX_NOT_A_PATTERN},
      {"\\C", "a", ALINT_REGEX_NOT_A_PATTERN},
      {"..", "\xC3\xA9x", ALINT_REGEX_MATCH},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_int_equal(verdict_of(alint_str(cases[i].pattern), alint_str(cases[i].text)),
                     cases[i].verdict);
}

static void hard_patterns_end(void **state) {
  (void)state;
  assert_int_equal(verdict_of(ALINT_STR("(a+)+b"), ALINT_STR("aaaaac")), ALINT_REGEX_NO_MATCH);
  assert_int_equal(
      verdict_of(ALINT_STR("(a+)+[bd]"), ALINT_STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac")),
      ALINT_REGEX_TOO_HARD);
}

static void long_patterns_are_refused(void **state) {
  (void)state;
  char pattern[ALINT_MAX_PATTERN_BYTES + 1];
  memset(pattern, 'a', sizeof pattern);
  struct alint_str longest = alint_str_n(pattern, ALINT_MAX_PATTERN_BYTES);
  assert_int_equal(verdict_of(longest, longest), ALINT_REGEX_MATCH);
  struct alint_str longer = alint_str_n(pattern, sizeof pattern);
  assert_int_equal(verdict_of(longer, longer), ALINT_REGEX_NOT_A_PATTERN);
}

TESTS(regex, TEST(the_whole_text_matches), TEST(hard_patterns_end),
      TEST(long_patterns_are_refused));
