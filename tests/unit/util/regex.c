/* SPDX-License-Identifier: Apache-2.0
 *
 * Patterns: the whole text has to match, and a pattern that costs too much ends.
 */
#include "util/regex.h"
#include "assumelint/limits.h"
#include "unit.h"

static RegexVerdict verdict_of(Str pattern, Str text) {
  RegexVerdict verdict = regex_match_whole(pattern, text);
  return verdict;
}

static void the_whole_text_matches(void **state) {
  (void)state;
  static const struct {
    const char *pattern, *text;
    RegexVerdict verdict;
  } cases[] = {
      {"a+", "aaa", REGEX_MATCH},
      {"a+", "aab", REGEX_NO_MATCH},
      {"a+", "baa", REGEX_NO_MATCH},
      {"a|ab", "ab", REGEX_MATCH},
      {"", "", REGEX_MATCH},
      {"", "a", REGEX_NO_MATCH},
      {"(a", "a", REGEX_NOT_A_PATTERN},
      {"\\C", "a", REGEX_NOT_A_PATTERN},
      {"..", "\xC3\xA9x", REGEX_MATCH},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    assert_int_equal(verdict_of(str_of(cases[i].pattern), str_of(cases[i].text)), cases[i].verdict);
}

static void hard_patterns_end(void **state) {
  (void)state;
  assert_int_equal(verdict_of(STR("(a+)+b"), STR("aaaaac")), REGEX_NO_MATCH);
  assert_int_equal(verdict_of(STR("(a+)+[bd]"), STR("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac")),
                   REGEX_TOO_HARD);
}

static void long_patterns_are_refused(void **state) {
  (void)state;
  char pattern[MAX_PATTERN_BYTES + 1];
  memset(pattern, 'a', sizeof pattern);
  Str longest = str_n(pattern, MAX_PATTERN_BYTES);
  assert_int_equal(verdict_of(longest, longest), REGEX_MATCH);
  Str longer = str_n(pattern, sizeof pattern);
  assert_int_equal(verdict_of(longer, longer), REGEX_NOT_A_PATTERN);
}

TESTS(regex, TEST(the_whole_text_matches), TEST(hard_patterns_end),
      TEST(long_patterns_are_refused));
