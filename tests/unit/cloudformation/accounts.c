/* SPDX-License-Identifier: Apache-2.0
 *
 * Parameters that are lists of account ids by their AllowedPattern: the items are
 * accounts.
 */
#include "templates.h"

#include "assumelint/principal.h"

/* Whether the principal of R is known to be an account, under a parameter P. */
static bool is_account(const char *parameter, const char *principal) {
  char yaml[1024];
  Input input;
  snprintf(yaml, sizeof yaml, "Parameters:\n  P: {%s}\n" ROLE "%s\n", parameter, principal);
  read_template(&input, yaml);
  const Policy *policy = input.after.roles[0].trusts[0].policy;
  assert_int_equal(policy->statements[0].principal_count, 1);
  Identity identity = identity_of(input.arena, &policy->statements[0].principals[0]);
  bool account = identity.kind == IDENTITY_ACCOUNT;
  arena_free(input.arena);
  return account;
}

static void test_split(void **state) {
  (void)state;
  static const struct {
    const char *pattern;
    bool accounts;
  } cases[] = {
      {"^\\d{12}$", true},
      {"^(\\d{12})$|^((\\d{12}(,|, ))*\\d{12})$", true},
      {"(?:[0-9]{12},?\\s*)+", true},
      {"[0-9]{12}(,[\\d]{12})*", true},
      {"[0-9, ]*", false}, /* no word of twelve */
      {"(\\d{12}|\\*)(,\\d{12})*", false},
      {".*\\d{12}", false},
      {"[^,]{12}", false},
      {"[0-9a]{12}", false},
      {"\\D{12}", false},
      {"\\d{12}\\", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char parameter[200];
    snprintf(parameter, sizeof parameter, "Type: String, AllowedPattern: '%s'", cases[i].pattern);
    if (is_account(parameter, "!Split [',', !Ref P]") != cases[i].accounts)
      fail_msg("%s", cases[i].pattern);
  }
}

static void test_other_ways(void **state) {
  (void)state;
  static const char list[] = "Type: CommaDelimitedList, AllowedPattern: '\\d{12}'";
  assert_true(is_account(list, "!Ref P"));
  assert_true(is_account(list, "[!Select [0, !Ref P]]"));
  assert_false(is_account("Type: CommaDelimitedList", "!Ref P"));
  /* Another delimiter leaves commas in the items. */
  assert_false(
      is_account("Type: String, AllowedPattern: '[\\d, ]*\\d{12}'", "!Split [' ', !Ref P]"));
}

static void test_shown(void **state) {
  (void)state;
  expect("Parameters:\n  P: {Type: String, AllowedPattern: '(\\d{12},?)*'}\n" ROLE
         "!Split [',', !Ref P]\n",
         "R: Allow AWS=${Fn::Split(',', ${P})}\n");
}

TESTS(accounts, TEST(test_split), TEST(test_other_ways), TEST(test_shown));
