/* SPDX-License-Identifier: Apache-2.0
 *
 * Suppressions: their syntax, the lines that comments are about, comments of
 * YAML, and what the engine makes of all that.
 */
#include "assumelint/buf.h"
#include "assumelint/node.h"
#include "assumelint/readers.h"
#include "assumelint/status.h"
#include "assumelint/suppression.h"
#include "assumelint/utf8.h"
#include "engine/raw_finding.h"
#include "inputs.h"

/* ---- Syntax ---------------------------------------------------------------- */

/* "AL201|AL104 -- reason", "! problem", or "-" where it is none of ours. */
static Str show(Arena *arena, const char *line) {
  Suppression ignore;
  Buf buf = buf_in(arena);
  if (!suppression_parse(&ignore, arena, str_of(line)))
    return STR("-");
  if (ignore.problem.len > 0)
    return str_printf(arena, "! %.*s", STR_FMT(ignore.written));
  for (size_t i = 0; i < ignore.id_count; i++)
    buf_addf(&buf, "%s%.*s", i > 0 ? "|" : "", STR_FMT(ignore.ids[i]));
  if (ignore.reason.len > 0)
    buf_addf(&buf, " -- %.*s", STR_FMT(ignore.reason));
  return buf_str(&buf);
}

static void lines_are_read(void **state) {
  static const struct {
    const char *line, *wanted;
  } cases[] = {
      {"assumelint:ignore AL201", "AL201"},
      {"  assumelint:ignore AL201\r", "AL201"},
      {"assumelint : ignore\tAL201 ,AL3,  AL104", "AL201|AL3|AL104"},
      {"assumelint:ignore AL201 -- because", "AL201 -- because"},
      {"assumelint:ignore AL201 --", "AL201"},
      {"assumelint:ignore AL201 --  a -- b, c ", "AL201 -- a -- b, c"},
      {"assumelint:ignore whatever", "whatever"}, /* what rules there are, the engine knows */
      {"", "-"},
      {"assumelint", "-"},
      {"assumelint ignore AL201", "-"},
      {"x assumelint:ignore AL201", "-"},
      {"assumelints:ignore AL201", "-"},
      {"assumelint:", "! assumelint:"},
      {"assumelint: it says", "! assumelint: it says"},
      {"assumelint:ignore", "! assumelint:ignore"},
      {"assumelint:ignore ,AL201", "! assumelint:ignore ,AL201"},
      {"assumelint:ignore AL201,,AL3", "! assumelint:ignore AL201,,AL3"},
      {"assumelint:ignore AL201, -- x", "! assumelint:ignore AL201, -- x"},
      {"assumelint:ignore AL201--x", "AL201--x"},
      {"assumelint:ignore AL201 --x", "! assumelint:ignore AL201 --x"},
      {"assumelint:ignore AL201 AL202", "! assumelint:ignore AL201 AL202"},
      {"assumelint:ignore AL201; AL202", "! assumelint:ignore AL201; AL202"},
      {"assumelint:ignores AL201", "! assumelint:ignores AL201"},
      {"assumelint:disable", "! assumelint:disable"},
      {"ASSUMELINT:ignore AL201", "! ASSUMELINT:ignore AL201"},
  };
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  (void)state;
  assert_non_null(arena);
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    Str shown = show(arena, cases[i].line);
    if (!str_is(shown, cases[i].wanted))
      fail_msg("%s: is %.*s, expected %s", cases[i].line, STR_FMT(shown), cases[i].wanted);
  }
  arena_free(arena);
}

/* What is repeated of a long line is short, and whole characters. */
static void what_is_written_is_cut(void **state) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Suppression ignore;
  (void)state;
  assert_non_null(arena);
  for (size_t shift = 0; shift < 2; shift++) {
    Buf line = buf_in(arena);
    buf_add(&line, shift ? "assumelint:ignore  " : "assumelint:ignore ");
    for (size_t i = 0; i < 100; i++)
      buf_add(&line, "\xC3\xA9");
    assert_true(suppression_parse(&ignore, arena, buf_str(&line)));
    assert_int_equal(ignore.written.len, 100 - shift);
    assert_true(utf8_valid(ignore.written.ptr, ignore.written.len, NULL));
  }
  arena_free(arena);
}

/* ---- Lines ----------------------------------------------------------------- */

/* The comments of a text: what is between < and >. Gives their lines. */
static void expect_lines(const char *text, const size_t *wanted, size_t count) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Source source = {.path = "t", .bytes = text, .len = strlen(text)};
  Span comments[8];
  size_t found = 0;
  assert_non_null(arena);
  source_index(&source, arena);
  for (size_t i = 0; i < source.len; i++) {
    if (text[i] == '<')
      comments[found].begin = i;
    if (text[i] == '>')
      comments[found++].end = i + 1;
  }
  assert_int_equal(found, count);
  size_t *lines = suppression_lines(arena, &source, comments, count);
  for (size_t i = 0; i < count; i++) {
    if (lines[i] != wanted[i])
      fail_msg("%s: comment %zu is about %zu, not %zu", text, i, lines[i], wanted[i]);
  }
  arena_free(arena);
}

#define EXPECT_LINES(text, ...)                                                                    \
  expect_lines(text, (const size_t[]){__VA_ARGS__},                                                \
               sizeof((const size_t[]){__VA_ARGS__}) / sizeof(size_t))

static void comments_are_about_lines(void **state) {
  (void)state;
  EXPECT_LINES("a <c>\nb\n", 1);
  EXPECT_LINES("<c>\nb\n", 2);
  EXPECT_LINES("  <c>\n\t<d> \r\n<e>\n  b\n", 4, 4, 4);
  EXPECT_LINES("<c>\n\nb\n", 0);
  EXPECT_LINES("<c>\n \t\r\nb\n", 0);
  EXPECT_LINES("<c>\na <d>\nb\n", 2, 2);
  EXPECT_LINES("a <c>\n<d>\nb\n", 1, 3);
  EXPECT_LINES("<c>", 0);
  EXPECT_LINES("<c>\n", 0);
  EXPECT_LINES("<c>\n<d>", 0, 0);
  EXPECT_LINES("<c> a <d>\nb", 1, 1);
  EXPECT_LINES("<c> <d>\nb", 2, 2);
  EXPECT_LINES("<c> <d> a\nb", 1, 1);
  EXPECT_LINES("a <c> <d>\nb", 1, 1);
  EXPECT_LINES("<c\nc>\nb", 3);
  EXPECT_LINES("<c\nc> b\n", 2);
  EXPECT_LINES("a <c\nc>\nb", 1);
  EXPECT_LINES("<c\nc> <d>\n<e>\nb", 4, 4, 4);
  EXPECT_LINES("\xEF\xBB\xBF<c>\nb", 2);
}

/* ---- Comments of YAML ------------------------------------------------------- */

static void expect_comments(const char *yaml, const char *wanted) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Source source = {.path = "t", .bytes = yaml, .len = strlen(yaml)};
  Comments comments = {.items = NULL};
  Error err = {.status = OK};
  Node *root;
  size_t documents;
  assert_non_null(arena);
  if (yaml_read_comments(&root, &documents, &comments, arena, &source, &err) != OK)
    fail_msg("%s: %s", yaml, err.text);
  Buf buf = buf_in(arena);
  buf_add(&buf, "");
  for (size_t i = 0; i < comments.count; i++)
    buf_addf(&buf, "%s%.*s", i > 0 ? "|" : "",
             (int)(comments.items[i].end - comments.items[i].begin),
             yaml + comments.items[i].begin);
  if (strcmp(buf.ptr, wanted) != 0)
    fail_msg("%s: is %s, expected %s", yaml, buf.ptr, wanted);
  arena_free(arena);
}

static void comments_of_yaml(void **state) {
  (void)state;
  expect_comments("a: b # c\n", "# c");
  expect_comments("# c\r\na: b # d\r\n# e", "# c|# d|# e");
  expect_comments("\xEF\xBB\xBF# c\na: b\n", "# c");
  expect_comments("a: \"# c\"\nb: '# c'\nc: x#c\nd: \"x\\\" # c\" # d\n", "# d");
  expect_comments("a: 'it''s # c' # d\n", "# d");
  expect_comments("a: |\n  # c\n  text # c\n# d\nb: >-\n  x\n  # c\n\n# e\n", "# d|# e");
  expect_comments("a: |\n  # c\n # d\nb: c\n", "# d");
  expect_comments("a: | # c\n  x\n", "");
  expect_comments("a: \"x\n  # c\n  y\" # d\n", "# d");
  expect_comments("a: x\n  y # d\n", "# d");
  expect_comments("{\"a\": [1, # c\n 2], # d\n b: \"#\"} # e\n", "# c|# d|# e");
  expect_comments("a: &x # c\n  b: 1\nc: *x # d\n", "# c|# d");
  expect_comments("a: # c\n  # d\n  - # e\n    b\n  -\n  - !Sub \"#\" # f\n", "# c|# d|# e|# f");
  expect_comments("? # c\n  a\n: # d\n  b\n", "# c|# d");
  expect_comments("a: \xC3\xA9\xE2\x82\xAC # \xC3\xA9\n", "# \xC3\xA9");
  expect_comments("# c\xC2\x85"
                  "a: b # d\xE2\x80\xA8"
                  "c: d # e\r# f\r\n",
                  "# c|# d|# e|# f");
  expect_comments("# c\n--- # d\na: b\n# e\n---\n# f\nb: c # g\n", "# c|# d|# e");
  expect_comments("", "");
  expect_comments("# c", ""); /* no document */
}

/* ---- The engine ------------------------------------------------------------- */

#define VENDOR(name, more)                                                                         \
  "  " name ":\n"                                                                                  \
  "    Type: AWS::IAM::Role\n" more "    Properties:\n"                                            \
  "      AssumeRolePolicyDocument:\n"                                                              \
  "        Version: \"2012-10-17\"\n"                                                              \
  "        Statement:\n"                                                                           \
  "          - Effect: Allow\n"                                                                    \
  "            Principal: {AWS: \"arn:aws:iam::464622532012:root\"}\n"                             \
  "            Action: sts:AssumeRole\n"

struct scanned {
  Input input;
  CheckedInput *checked;
};

static struct scanned scan(const char *yaml, bool ignores) {
  static const Options options = {.min_severity = SEVERITY_INFO};
  const ParseOptions parse_options = {.suppressions = ignores};
  static Input input;
  input = input_of("t.yaml", yaml);
  assert_int_equal(front_end_read(&input, &parse_options), OK);
  CheckedInput *checked = NULL;
  assert_int_equal(engine_check_input(&checked, &input, &options), OK);
  return (struct scanned){input, checked};
}

/* Equal findings of two roles without names: what is suppressed keeps its number. */
static void fingerprints_stay(void **state) {
  static const char plain[] = "Resources:\n" VENDOR("A", "    # nothing\n")
      VENDOR("B", "") "          - Effect: Allow\n"
                      "            Principal: {AWS: \"arn:aws:iam::464622532012:root\"}\n"
                      "            Action: sts:AssumeRole\n";
  static const char told[] = "Resources:\n  # assumelint:ignore AL201\n" VENDOR("A", "")
      VENDOR("B", "") "          - Effect: Allow\n"
                      "            Principal: {AWS: \"arn:aws:iam::464622532012:root\"}\n"
                      "            Action: sts:AssumeRole\n";
  char prints[8][FINGERPRINT_BYTES];
  (void)state;
  struct scanned without = scan(plain, true);
  size_t count = without.checked->count;
  assert_true(count >= 3 && count <= 8);
  for (size_t i = 0; i < count; i++) {
    assert_null(without.checked->items[i].suppression);
    memcpy(prints[i], without.checked->items[i].fingerprint, FINGERPRINT_BYTES);
  }
  arena_free(without.input.arena);
  struct scanned with = scan(told, true);
  assert_int_equal(with.checked->count, count);
  assert_non_null(with.checked->items[0].suppression);
  assert_null(with.checked->items[count - 1].suppression);
  for (size_t i = 0; i < count; i++)
    assert_string_equal(with.checked->items[i].fingerprint, prints[i]);
  arena_free(with.input.arena);
}

/* The one told is the nearest: of the line, of the resource, of the template. */
static void the_nearest_one_is_told(void **state) {
  static const char yaml[] =
      "Metadata: {assumelint: {ignore: [AL2 -- template]}}\n"
      "Resources:\n" VENDOR("A", "    Metadata: {assumelint: {ignore: [AL201 -- resource]}}\n")
          VENDOR("B", "")
              VENDOR("C", "    Metadata: {assumelint: {ignore: [AL201 -- resource]}}\n") "# end\n";
  char text[sizeof yaml + 40];
  (void)state;
  /* The last principal gets a comment of its own. */
  memcpy(text, yaml, sizeof yaml);
  char *last = strstr(text, "  C:");
  last = strstr(last, "root\"}\n") + sizeof "root\"}" - 1;
  static const char comment[] = " # assumelint:ignore AL2 -- line";
  memmove(last + sizeof comment - 1, last, strlen(last) + 1);
  memcpy(last, comment, sizeof comment - 1);
  static const char *const wanted[] = {"resource", "template", "line"};
  struct scanned s = scan(text, true);
  assert_int_equal(s.checked->count, 3);
  for (size_t i = 0; i < 3; i++)
    assert_true(str_is(s.checked->items[i].suppression->reason, wanted[i]));
  for (size_t i = 0; i < s.checked->use_count; i++)
    assert_true(s.checked->uses[i].used[0]);
  arena_free(s.input.arena);
  s = scan(text, false);
  assert_int_equal(s.checked->use_count, 0);
  assert_int_equal(s.checked->count, 3);
  for (size_t i = 0; i < 3; i++)
    assert_null(s.checked->items[i].suppression);
  arena_free(s.input.arena);
}

/* The limit: what comes behind it ignores nothing, and that is known. */
static void there_is_a_limit(void **state) {
  static const char line[] = "# assumelint:ignore AL104\n";
  static const char rest[] = "Resources:\n" VENDOR("A", "    # assumelint:ignore AL2\n") "";
  const size_t len = sizeof line - 1;
  char *text = malloc((MAX_SUPPRESSIONS + 1) * len + sizeof rest);
  (void)state;
  assert_non_null(text);
  for (size_t n = MAX_SUPPRESSIONS - 1; n <= MAX_SUPPRESSIONS; n++) {
    for (size_t i = 0; i < n; i++)
      memcpy(text + i * len, line, len);
    memcpy(text + n * len, rest, sizeof rest);
    struct scanned s = scan(text, true);
    assert_int_equal(s.checked->use_count, MAX_SUPPRESSIONS);
    assert_int_equal(s.input.suppressions_cut, n == MAX_SUPPRESSIONS);
    arena_free(s.input.arena);
  }
  free(text);
}

TESTS(ignore, TEST(lines_are_read), TEST(what_is_written_is_cut), TEST(comments_are_about_lines),
      TEST(comments_of_yaml), TEST(fingerprints_stay), TEST(the_nearest_one_is_told),
      TEST(there_is_a_limit));
