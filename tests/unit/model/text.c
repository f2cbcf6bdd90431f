/* SPDX-License-Identifier: Apache-2.0
 *
 * Texts with holes: building, cutting, printing; and matching, checked against
 * every value that a hole can have.
 */
#include "assumelint/text.h"
#include "arena_of_test.h"
#include "model/match.h"

static const struct alint_text *lit(const char *s) {
  return alint_text_literal(arena, alint_str(s));
}

static const struct alint_text *hole_of(const char *name, enum alint_hole_kind kind) {
  struct alint_hole *hole = alint_arena_alloc(arena, sizeof *hole);
  *hole = (struct alint_hole){.name = alint_str(name), .kind = kind};
  return alint_text_hole(arena, hole);
}

static const struct alint_text *join(const struct alint_text *a, const struct alint_text *b,
                                     const struct alint_text *c) {
  const struct alint_text *parts[] = {a, b, c};
  return alint_text_concat(arena, parts, 3);
}

/* ---- Building and looking -------------------------------------------------- */

static void literals_join(void **state) {
  (void)state;
  struct alint_str known;
  const struct alint_text *text = join(lit("arn:"), lit(""), lit("aws"));
  assert_true(alint_text_known(text, &known) && alint_str_is(known, "arn:aws"));
  assert_int_equal(text->count, 1);
  assert_true(alint_text_empty(lit("")));
  assert_true(alint_text_known(lit(""), &known) && known.len == 0);
  const struct alint_text *open = join(lit("a"), hole_of("h", ALINT_HOLE_ANY), lit("b"));
  assert_false(alint_text_known(open, &known));
  assert_int_equal(open->count, 3);
  assert_null(alint_text_only_hole(open));
  assert_true(alint_str_is(alint_text_first_hole(open)->name, "h"));
  assert_true(alint_str_is(alint_text_print(arena, open), "a${h}b"));
}

static void split_keeps_holes(void **state) {
  (void)state;
  const struct alint_text *parts[6];
  const struct alint_text *arn =
      join(lit("arn:aws:iam::"), hole_of("acct", ALINT_HOLE_ACCOUNT), lit(":role/a:b"));
  assert_int_equal(alint_text_split(arena, arn, ':', parts, 6), 6);
  assert_true(alint_text_is(parts[0], "arn") && alint_text_is(parts[2], "iam"));
  assert_true(alint_text_empty(parts[3]));
  assert_non_null(alint_text_only_hole(parts[4]));
  assert_true(alint_text_is(parts[5], "role/a:b"));
  assert_int_equal(alint_text_split(arena, lit("a::"), ':', parts, 6), 3);
  assert_true(alint_text_empty(parts[1]) && alint_text_empty(parts[2]));
  assert_int_equal(alint_text_split(arena, lit(""), ':', parts, 6), 1);
}

static void sensitive_values_stay_hidden(void **state) {
  (void)state;
  struct alint_hole hole = {
      .name = ALINT_STR("var.id"), .sensitive = true, .secret = ALINT_STR("hunter2")};
  const struct alint_text *text = join(lit("x-"), alint_text_hole(arena, &hole), lit(""));
  assert_true(alint_str_is(alint_text_print(arena, text), "x-(sensitive)"));
  assert_true(alint_str_is(alint_text_canonical(arena, text), "x-${sensitive}"));
  assert_int_equal(alint_text_eq(text, lit("x-hunter2")), ALINT_YES);
  assert_int_equal(alint_text_eq(text, lit("x-hunter3")), ALINT_NO);
}

/* What a hole is, what people read of it, and what fingerprints have: they never change. */
static void names_have_scopes(void **state) {
  static const struct {
    enum alint_hole_source source;
    const char *scope, *shown, *key, *canonical;
  } cases[] = {
      {ALINT_HOLE_OF_INPUT, "", "${n}", "${n}", "n"},
      {ALINT_HOLE_OF_INPUT, "Stack.S", "${n@Stack.S}", "${n@Stack.S}", "n@Stack.S"},
      {ALINT_HOLE_OF_PARAMETER, "", "${n}", "${n}", "Param:n"},
      {ALINT_HOLE_OF_PARAMETER, "Stack.S", "${n@Stack.S}", "${n@Stack.S}", "Param:n@Stack.S"},
      {ALINT_HOLE_OF_PROVIDER, "aws.b", "${n}", "${n}", "account_id@aws.b"},
      {ALINT_HOLE_OF_PLACE, "d.values[0]", "${n}", "${n@d.values[0]}", "n@d.values[0]"},
  };
  enum { COUNT = sizeof cases / sizeof cases[0] };
  struct alint_hole holes[COUNT];
  (void)state;
  for (size_t i = 0; i < COUNT; i++) {
    holes[i] = (struct alint_hole){
        .name = ALINT_STR("n"), .scope = alint_str(cases[i].scope), .source = cases[i].source};
    const struct alint_text *text = alint_text_hole(arena, &holes[i]);
    assert_true(alint_str_is(alint_text_print(arena, text), cases[i].shown));
    assert_true(alint_str_is(alint_text_key(arena, text), cases[i].key));
    assert_true(alint_str_is(alint_hole_canonical(arena, &holes[i]), cases[i].canonical));
    for (size_t k = 0; k <= i; k++) {
      assert_int_equal(alint_hole_same(&holes[i], &holes[k]), i == k);
      assert_int_equal(alint_hole_cmp(&holes[i], &holes[k]) == 0, i == k);
    }
  }
}

static void equality_is_three_valued(void **state) {
  (void)state;
  const struct alint_text *own = hole_of("AWS::AccountId", ALINT_HOLE_OWN_ACCOUNT);
  const struct alint_text *same = hole_of("AWS::AccountId", ALINT_HOLE_OWN_ACCOUNT);
  const struct alint_text *other = hole_of("Vendor", ALINT_HOLE_ACCOUNT);
  assert_int_equal(alint_text_eq(own, same), ALINT_YES);
  assert_int_equal(alint_text_eq(own, other), ALINT_UNKNOWN);
  assert_int_equal(alint_text_eq(own, lit("111122223333")), ALINT_UNKNOWN);
  assert_int_equal(alint_text_eq(own, lit("11112222333")), ALINT_NO);
  assert_int_equal(alint_text_eq(own, lit("11112222333x")), ALINT_NO);
  /* An adversary's value is nobody else's, whatever that is. */
  assert_int_equal(alint_text_eq(own, alint_text_fresh(arena, ALINT_STR("210987654321"))),
                   ALINT_NO);
  assert_int_equal(
      alint_text_eq(lit("210987654321"), alint_text_fresh(arena, ALINT_STR("210987654321"))),
      ALINT_YES);
  assert_int_equal(alint_text_eq_nocase(lit("AbC"), lit("aBc")), ALINT_YES);
  assert_int_equal(alint_text_eq(lit("AbC"), lit("aBc")), ALINT_NO);
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
    bool got = alint_glob(alint_str(cases[i].pattern), alint_str(cases[i].value));
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
    if (alint_glob(alint_str(pattern), alint_str(value)) != slow_glob(pattern, value))
      fail_msg("%s against %s", pattern, value);
  }
}

/* A policy of 100 kilobytes is no reason to wait. */
static void long_globs_are_quick(void **state) {
  (void)state;
  char *pattern = alint_arena_alloc(arena, 50010), *value = alint_arena_alloc(arena, 60010);
  memset(pattern + 1, 'a', 50000);
  pattern[0] = '*';
  memcpy(pattern + 50001, "b*", 3);
  memset(value, 'a', 60000);
  for (int i = 0; i < 20; i++)
    assert_false(alint_glob(alint_str(pattern), alint_str(value)));
}

/* "y", letters and a hole never match "x" and as many letters; beyond the limit nobody looks. */
static enum alint_tri match_long(size_t letters) {
  static const struct alint_hole hole = {.name = ALINT_STR("h")};
  char *x = alint_arena_alloc(arena, letters + 1), *y = alint_arena_alloc(arena, letters + 1);
  assert_true(x && y);
  memset(x, 'a', letters + 1);
  memset(y, 'a', letters + 1);
  x[0] = 'x';
  y[0] = 'y';
  const struct alint_text *pattern = alint_text_literal(arena, alint_str_n(x, letters + 1));
  const struct alint_text *parts[] = {alint_text_literal(arena, alint_str_n(y, letters + 1)),
                                      alint_text_hole(arena, &hole)};
  return alint_match(pattern, alint_text_concat(arena, parts, 2), 0);
}

static void matching_has_a_limit(void **state) {
  (void)state;
  assert_int_equal(match_long(4000), ALINT_NO);
  assert_int_equal(match_long(4100), ALINT_UNKNOWN);
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
static const struct alint_text *text_of(const char *spelled) {
  const struct alint_text *parts[16];
  size_t count = 0;
  for (const char *c = spelled; *c; c++) {
    char one[2] = {*c, '\0'};
    char *copy = alint_arena_copy(arena, one, 1);
    parts[count++] = *c == 'H'   ? hole_of("H", ALINT_HOLE_ANY)
                     : *c == 'K' ? hole_of("K", ALINT_HOLE_ANY)
                                 : lit(copy);
  }
  return alint_text_concat(arena, parts, count);
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
  enum alint_tri got = alint_match(text_of(pattern), text_of(value), flags);
  bool some = false, all = true;
  for (unsigned i = 0; i < words->count; i++) {
    for (unsigned j = 0; j < words->count; j++) {
      char p[64], v[64];
      substitute(p, sizeof p, pattern, words->items[i], words->items[j]);
      substitute(v, sizeof v, value, words->items[i], words->items[j]);
      bool match = flags & ALINT_MATCH_GLOB ? slow_glob(p, v) : strcmp(p, v) == 0;
      some = some || match;
      all = all && match;
    }
  }
  if ((got == ALINT_YES && !all) || (got == ALINT_NO && some))
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
    check_sound(pattern, value, ALINT_MATCH_GLOB, &words);
    check_sound(pattern, value, 0, &words);
  }
}

static void matching_is_precise(void **state) {
  (void)state;
  static const struct {
    const char *pattern, *value;
    enum alint_tri expected;
  } cases[] = {
      {"H", "H", ALINT_YES},    {"H", "K", ALINT_UNKNOWN},   {"*", "H", ALINT_YES},
      {"a*", "aH", ALINT_YES},  {"a*", "Ha", ALINT_UNKNOWN}, {"a*", "bH", ALINT_NO},
      {"*b", "aHb", ALINT_YES}, {"?", "H", ALINT_UNKNOWN},   {"aHb", "aHb", ALINT_YES},
      {"aHb", "aKc", ALINT_NO}, {"", "H", ALINT_UNKNOWN},    {"H*", "Hab", ALINT_YES},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    enum alint_tri got =
        alint_match(text_of(cases[i].pattern), text_of(cases[i].value), ALINT_MATCH_GLOB);
    if (got != cases[i].expected)
      fail_msg("%s against %s: %d", cases[i].pattern, cases[i].value, (int)got);
  }
}

/* The kinds of holes: what each can be and what it cannot. */
static void kinds_of_holes(void **state) {
  (void)state;
  static const struct {
    enum alint_hole_kind kind;
    const char *can, *cannot;
  } cases[] = {
      {ALINT_HOLE_ACCOUNT, "123456789012", "12345678901a"},
      {ALINT_HOLE_PARTITION, "aws-us-gov", "azure"},
      {ALINT_HOLE_REGION, "eu-west-1", "eu west"},
      {ALINT_HOLE_URL_SUFFIX, "amazonaws.com.cn", "amazonaws/com"},
      {ALINT_HOLE_NAME, "stack-Role-1X", "a/b"},
      {ALINT_HOLE_NAME, "x", ""},
      {ALINT_HOLE_ROLE_ARN, "arn:aws:iam::123456789012:role/x", "arn:aws:iam::123456789012:user/x"},
      {ALINT_HOLE_USER_ARN, "arn:aws-cn:iam::123456789012:user/p/x", "*"},
      {ALINT_HOLE_OIDC_ARN, "arn:aws:iam::123456789012:oidc-provider/x.y", "x.y"},
      {ALINT_HOLE_SAML_ARN, "arn:aws:iam::123456789012:saml-provider/x", "arn:aws:iam::1:root"},
      {ALINT_HOLE_ARN, "arn:aws:s3:::b", "s3:::b"},
      {ALINT_HOLE_UNIQUE_ID, "AIDAEXAMPLEEXAMPLE12", "arn:aws:iam::1:user/x"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const struct alint_text *hole = hole_of("h", cases[i].kind);
    if (alint_text_eq(hole, lit(cases[i].can)) != ALINT_UNKNOWN ||
        alint_text_eq(hole, lit(cases[i].cannot)) != ALINT_NO)
      fail_msg("case %zu", i);
  }
  /* A name has no wildcard, so a pattern made of it brings none; a parameter may. */
  const struct alint_text *name = join(lit("role/"), hole_of("n", ALINT_HOLE_NAME), lit(""));
  const struct alint_text *any = join(lit("role/"), hole_of("n", ALINT_HOLE_ANY), lit(""));
  assert_int_equal(alint_match(name, lit("role/a/b"), ALINT_MATCH_GLOB), ALINT_NO);
  assert_int_equal(alint_match(any, lit("role/a/b"), ALINT_MATCH_GLOB), ALINT_UNKNOWN);
  const struct alint_text *fresh = alint_text_fresh(arena, ALINT_STR("mine"));
  assert_int_equal(alint_match(any, join(lit("role/"), fresh, lit("")), ALINT_MATCH_GLOB),
                   ALINT_UNKNOWN);
  assert_int_equal(alint_match(any, join(lit("role/"), fresh, lit("")), 0), ALINT_NO);
}

TESTS_BETWEEN(text, set_up, tear_down, TEST(literals_join), TEST(split_keeps_holes),
              TEST(sensitive_values_stay_hidden), TEST(names_have_scopes),
              TEST(equality_is_three_valued), TEST(globs), TEST(globs_as_defined),
              TEST(long_globs_are_quick), TEST(matching_is_sound), TEST(matching_is_precise),
              TEST(kinds_of_holes), TEST(matching_has_a_limit));
