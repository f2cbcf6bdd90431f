/* SPDX-License-Identifier: Apache-2.0
 *
 * Texts with holes: building, cutting, printing; and matching, checked against
 * every value that a hole can have.
 */
#include "assumelint/text.h"
#include "arena_of_test.h"
#include "model/match.h"

static const Text *lit(const char *s) {
  return text_literal(arena, str_of(s));
}

static const Text *hole_of(const char *name, HoleKind kind) {
  Hole *hole = arena_alloc(arena, sizeof *hole);
  *hole = (Hole){.name = str_of(name), .kind = kind};
  return text_hole(arena, hole);
}

static const Text *join(const Text *a, const Text *b, const Text *c) {
  const Text *parts[] = {a, b, c};
  return text_concat(arena, parts, 3);
}

/* ---- Building and looking -------------------------------------------------- */

static void literals_join(void **state) {
  (void)state;
  Str known;
  const Text *text = join(lit("arn:"), lit(""), lit("aws"));
  assert_true(text_known(text, &known) && str_is(known, "arn:aws"));
  assert_int_equal(text->count, 1);
  assert_true(text_empty(lit("")));
  assert_true(text_known(lit(""), &known) && known.len == 0);
  const Text *open = join(lit("a"), hole_of("h", HOLE_ANY), lit("b"));
  assert_false(text_known(open, &known));
  assert_int_equal(open->count, 3);
  assert_null(text_only_hole(open));
  assert_true(str_is(text_first_hole(open)->name, "h"));
  assert_true(str_is(text_print(arena, open), "a${h}b"));
}

static void split_keeps_holes(void **state) {
  (void)state;
  const Text *parts[6];
  const Text *arn = join(lit("arn:aws:iam::"), hole_of("acct", HOLE_ACCOUNT), lit(":role/a:b"));
  assert_int_equal(text_split(arena, arn, ':', parts, 6), 6);
  assert_true(text_is(parts[0], "arn") && text_is(parts[2], "iam"));
  assert_true(text_empty(parts[3]));
  assert_non_null(text_only_hole(parts[4]));
  assert_true(text_is(parts[5], "role/a:b"));
  assert_int_equal(text_split(arena, lit("a::"), ':', parts, 6), 3);
  assert_true(text_empty(parts[1]) && text_empty(parts[2]));
  assert_int_equal(text_split(arena, lit(""), ':', parts, 6), 1);
}

static void sensitive_values_stay_hidden(void **state) {
  (void)state;
  Hole hole = {.name = STR("var.id"), .sensitive = true, .secret = STR("hunter2")};
  const Text *text = join(lit("x-"), text_hole(arena, &hole), lit(""));
  assert_true(str_is(text_print(arena, text), "x-(sensitive)"));
  assert_true(str_is(text_canonical(arena, text), "x-${sensitive}"));
  assert_int_equal(text_eq(text, lit("x-hunter2")), TRI_YES);
  assert_int_equal(text_eq(text, lit("x-hunter3")), TRI_NO);
}

/* What a hole is, what people read of it, and what fingerprints have: they never change. */
static void names_have_scopes(void **state) {
  static const struct {
    HoleSource source;
    const char *scope, *shown, *key, *canonical;
  } cases[] = {
      {HOLE_OF_INPUT, "", "${n}", "${n}", "n"},
      {HOLE_OF_INPUT, "Stack.S", "${n@Stack.S}", "${n@Stack.S}", "n@Stack.S"},
      {HOLE_OF_PARAMETER, "", "${n}", "${n}", "Param:n"},
      {HOLE_OF_PARAMETER, "Stack.S", "${n@Stack.S}", "${n@Stack.S}", "Param:n@Stack.S"},
      {HOLE_OF_PROVIDER, "aws.b", "${n}", "${n}", "account_id@aws.b"},
      {HOLE_OF_PLACE, "d.values[0]", "${n}", "${n@d.values[0]}", "n@d.values[0]"},
  };
  enum { COUNT = sizeof cases / sizeof cases[0] };
  Hole holes[COUNT];
  (void)state;
  for (size_t i = 0; i < COUNT; i++) {
    holes[i] = (Hole){.name = STR("n"), .scope = str_of(cases[i].scope), .source = cases[i].source};
    const Text *text = text_hole(arena, &holes[i]);
    assert_true(str_is(text_print(arena, text), cases[i].shown));
    assert_true(str_is(text_key(arena, text), cases[i].key));
    assert_true(str_is(hole_canonical(arena, &holes[i]), cases[i].canonical));
    for (size_t k = 0; k <= i; k++) {
      assert_int_equal(hole_same(&holes[i], &holes[k]), i == k);
      assert_int_equal(hole_cmp(&holes[i], &holes[k]) == 0, i == k);
    }
  }
}

static void equality_is_three_valued(void **state) {
  (void)state;
  const Text *own = hole_of("AWS::AccountId", HOLE_OWN_ACCOUNT);
  const Text *same = hole_of("AWS::AccountId", HOLE_OWN_ACCOUNT);
  const Text *other = hole_of("Vendor", HOLE_ACCOUNT);
  assert_int_equal(text_eq(own, same), TRI_YES);
  assert_int_equal(text_eq(own, other), TRI_UNKNOWN);
  assert_int_equal(text_eq(own, lit("111122223333")), TRI_UNKNOWN);
  assert_int_equal(text_eq(own, lit("11112222333")), TRI_NO);
  assert_int_equal(text_eq(own, lit("11112222333x")), TRI_NO);
  /* An adversary's value is nobody else's, whatever that is. */
  assert_int_equal(text_eq(own, text_fresh(arena, STR("210987654321"))), TRI_NO);
  assert_int_equal(text_eq(lit("210987654321"), text_fresh(arena, STR("210987654321"))), TRI_YES);
  assert_int_equal(text_eq_nocase(lit("AbC"), lit("aBc")), TRI_YES);
  assert_int_equal(text_eq(lit("AbC"), lit("aBc")), TRI_NO);
}

/* ---- Globs ------------------------------------------------------------------- */

static void globs(void **state) {
  (void)state;
  static const struct {
    const char *pattern, *value;
    bool matches;
  } cases[] = {
      {"", "", true},
      {"", "a", false},
      {"*", "", true},
      {"*", "a:b/c", true},
      {"?", "", false},
      {"?", "a", true},
      {"?", "\xc3\xa9", true},
      {"\?\?", "\xc3\xa9", false},
      {"a*b", "ab", true},
      {"a*b", "aXbXb", true},
      {"a*b", "aXbX", false},
      {"*a*", "bab", true},
      {"a?c", "abc", true},
      {"a?c", "ac", false},
      {"*?", "", false},
      {"?*", "x", true},
      {"a*?b", "ab", false},
      {"a*?b", "axb", true},
      {"*ab*ab", "abab", true},
      {"*ab*ab", "aab", false},
      {"a**b", "ab", true},
      {"*aab", "aaab", true},
      {"x*", "ax", false},
      {"*\xc3\xa9", "a\xc3\xa9", true},
      {"*?\xc3\xa9", "\xc3\xa9\xc3\xa9", true},
      {"A", "a", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    bool got = glob_match(str_of(cases[i].pattern), str_of(cases[i].value));
    if (got != cases[i].matches)
      fail_msg("%s against %s: %d", cases[i].pattern, cases[i].value, got);
  }
}

/* As the definition has it, without any thought of time. */
static bool slow_glob(const char *pattern, const char *value) {
  if (*pattern == '*')
    return slow_glob(pattern + 1, value) || (*value && slow_glob(pattern, value + 1));
  if (!*value || !*pattern)
    return *value == *pattern;
  return (*pattern == '?' || *pattern == *value) && slow_glob(pattern + 1, value + 1);
}

static uint64_t seed = 20261121;

static unsigned pick(unsigned below) {
  seed = seed * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(seed >> 33) % below;
}

static void random_string(char *out, const char *alphabet, unsigned longest) {
  unsigned len = pick(longest + 1);
  for (unsigned i = 0; i < len; i++)
    out[i] = alphabet[pick((unsigned)strlen(alphabet))];
  out[len] = '\0';
}

static void globs_as_defined(void **state) {
  (void)state;
  for (int i = 0; i < 60000; i++) {
    char pattern[12], value[12];
    random_string(pattern, "ab*?*", 8);
    random_string(value, "ab", 9);
    if (glob_match(str_of(pattern), str_of(value)) != slow_glob(pattern, value))
      fail_msg("%s against %s", pattern, value);
  }
}

/* A policy of 100 kilobytes is no reason to wait. */
static void long_globs_are_quick(void **state) {
  (void)state;
  char *pattern = arena_alloc(arena, 50010), *value = arena_alloc(arena, 60010);
  memset(pattern + 1, 'a', 50000);
  pattern[0] = '*';
  memcpy(pattern + 50001, "b*", 3);
  memset(value, 'a', 60000);
  for (int i = 0; i < 20; i++)
    assert_false(glob_match(str_of(pattern), str_of(value)));
}

/* "y", letters and a hole never match "x" and as many letters; beyond the limit nobody looks. */
static Tri match_long(size_t letters) {
  static const Hole hole = {.name = STR("h")};
  char *x = arena_alloc(arena, letters + 1), *y = arena_alloc(arena, letters + 1);
  assert_true(x && y);
  memset(x, 'a', letters + 1);
  memset(y, 'a', letters + 1);
  x[0] = 'x';
  y[0] = 'y';
  const Text *pattern = text_literal(arena, str_n(x, letters + 1));
  const Text *parts[] = {text_literal(arena, str_n(y, letters + 1)), text_hole(arena, &hole)};
  return text_match(pattern, text_concat(arena, parts, 2), 0);
}

static void matching_has_a_limit(void **state) {
  (void)state;
  assert_int_equal(match_long(4000), TRI_NO);
  assert_int_equal(match_long(4100), TRI_UNKNOWN);
}

/* ---- Holes: soundness -------------------------------------------------------- */

/* What a hole may hold in this test: every word over the alphabet, up to a length. */
struct words {
  char items[64][8];
  unsigned count;
};

static void all_words(struct words *out, const char *alphabet, unsigned longest) {
  unsigned n = (unsigned)strlen(alphabet), begin = 0;
  out->items[0][0] = '\0';
  out->count = 1;
  for (unsigned len = 1; len <= longest; len++) {
    unsigned end = out->count;
    for (unsigned i = begin; i < end; i++) {
      for (unsigned k = 0; k < n && out->count < 64; k++)
        snprintf(out->items[out->count++], 8, "%s%c", out->items[i], alphabet[k]);
    }
    begin = end;
  }
}

/* A random text: letters stand for themselves, H and K are holes. */
static const Text *text_of(const char *spelled) {
  const Text *parts[16];
  size_t count = 0;
  for (const char *c = spelled; *c; c++) {
    char one[2] = {*c, '\0'};
    char *copy = arena_copy(arena, one, 1);
    parts[count++] = *c == 'H'   ? hole_of("H", HOLE_ANY)
                     : *c == 'K' ? hole_of("K", HOLE_ANY)
                                 : lit(copy);
  }
  return text_concat(arena, parts, count);
}

static void substitute(char *out, size_t size, const char *spelled, const char *h, const char *k) {
  size_t n = 0;
  for (const char *c = spelled; *c; c++) {
    char one[2] = {*c, '\0'};
    const char *piece = *c == 'H' ? h : *c == 'K' ? k : one;
    n += (size_t)snprintf(out + n, size - n, "%s", piece);
  }
  out[n] = '\0';
}

/* YES: all values of the holes match. NO: none does. */
static void check_sound(const char *pattern, const char *value, unsigned flags,
                        const struct words *words) {
  Tri got = text_match(text_of(pattern), text_of(value), flags);
  bool some = false, all = true;
  for (unsigned i = 0; i < words->count; i++) {
    for (unsigned j = 0; j < words->count; j++) {
      char p[64], v[64];
      substitute(p, sizeof p, pattern, words->items[i], words->items[j]);
      substitute(v, sizeof v, value, words->items[i], words->items[j]);
      bool match = flags & MATCH_GLOB ? slow_glob(p, v) : strcmp(p, v) == 0;
      some = some || match;
      all = all && match;
    }
  }
  if ((got == TRI_YES && !all) || (got == TRI_NO && some))
    fail_msg("%s against %s: %d, some %d, all %d", pattern, value, (int)got, some, all);
}

static void matching_is_sound(void **state) {
  (void)state;
  struct words words;
  all_words(&words, "ab*", 2);
  for (int i = 0; i < 4000; i++) {
    char pattern[8], value[8];
    random_string(pattern, "ab*?HK", 5);
    random_string(value, "abHK", 4);
    check_sound(pattern, value, MATCH_GLOB, &words);
    check_sound(pattern, value, 0, &words);
  }
}

static void matching_is_precise(void **state) {
  (void)state;
  static const struct {
    const char *pattern, *value;
    Tri expected;
  } cases[] = {
      {"H", "H", TRI_YES},    {"H", "K", TRI_UNKNOWN},   {"*", "H", TRI_YES},
      {"a*", "aH", TRI_YES},  {"a*", "Ha", TRI_UNKNOWN}, {"a*", "bH", TRI_NO},
      {"*b", "aHb", TRI_YES}, {"?", "H", TRI_UNKNOWN},   {"aHb", "aHb", TRI_YES},
      {"aHb", "aKc", TRI_NO}, {"", "H", TRI_UNKNOWN},    {"H*", "Hab", TRI_YES},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Tri got = text_match(text_of(cases[i].pattern), text_of(cases[i].value), MATCH_GLOB);
    if (got != cases[i].expected)
      fail_msg("%s against %s: %d", cases[i].pattern, cases[i].value, (int)got);
  }
}

/* The kinds of holes: what each can be and what it cannot. */
static void kinds_of_holes(void **state) {
  (void)state;
  static const struct {
    HoleKind kind;
    const char *can, *cannot;
  } cases[] = {
      {HOLE_ACCOUNT, "123456789012", "12345678901a"},
      {HOLE_PARTITION, "aws-us-gov", "azure"},
      {HOLE_REGION, "eu-west-1", "eu west"},
      {HOLE_URL_SUFFIX, "amazonaws.com.cn", "amazonaws/com"},
      {HOLE_NAME, "stack-Role-1X", "a/b"},
      {HOLE_NAME, "x", ""},
      {HOLE_ROLE_ARN, "arn:aws:iam::123456789012:role/x", "arn:aws:iam::123456789012:user/x"},
      {HOLE_USER_ARN, "arn:aws-cn:iam::123456789012:user/p/x", "*"},
      {HOLE_OIDC_ARN, "arn:aws:iam::123456789012:oidc-provider/x.y", "x.y"},
      {HOLE_SAML_ARN, "arn:aws:iam::123456789012:saml-provider/x", "arn:aws:iam::1:root"},
      {HOLE_ARN, "arn:aws:s3:::b", "s3:::b"},
      {HOLE_UNIQUE_ID, "AIDAEXAMPLEEXAMPLE12", "arn:aws:iam::1:user/x"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const Text *hole = hole_of("h", cases[i].kind);
    if (text_eq(hole, lit(cases[i].can)) != TRI_UNKNOWN ||
        text_eq(hole, lit(cases[i].cannot)) != TRI_NO)
      fail_msg("case %zu", i);
  }
  /* A name has no wildcard, so a pattern made of it brings none; a parameter may. */
  const Text *name = join(lit("role/"), hole_of("n", HOLE_NAME), lit(""));
  const Text *any = join(lit("role/"), hole_of("n", HOLE_ANY), lit(""));
  assert_int_equal(text_match(name, lit("role/a/b"), MATCH_GLOB), TRI_NO);
  assert_int_equal(text_match(any, lit("role/a/b"), MATCH_GLOB), TRI_UNKNOWN);
  const Text *fresh = text_fresh(arena, STR("mine"));
  assert_int_equal(text_match(any, join(lit("role/"), fresh, lit("")), MATCH_GLOB), TRI_UNKNOWN);
  assert_int_equal(text_match(any, join(lit("role/"), fresh, lit("")), 0), TRI_NO);
}

TESTS_BETWEEN(text, set_up, tear_down, TEST(literals_join), TEST(split_keeps_holes),
              TEST(sensitive_values_stay_hidden), TEST(names_have_scopes),
              TEST(equality_is_three_valued), TEST(globs), TEST(globs_as_defined),
              TEST(long_globs_are_quick), TEST(matching_is_sound), TEST(matching_is_precise),
              TEST(kinds_of_holes), TEST(matching_has_a_limit));
