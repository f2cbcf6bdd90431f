/* SPDX-License-Identifier: Apache-2.0
 *
 * Spans of what stands inside of strings: the bytes of the file that a principal
 * is made of, through quotes, escapes, blocks, functions, and strings in strings.
 */
#include "arena_of_test.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "assumelint/offsets.h"
#include "assumelint/parser.h"
#include "assumelint/readers.h"

static void assert_bytes(const char *bytes, Span span, const char *expected) {
  assert_true(span.begin <= span.end && span.end <= strlen(bytes));
  char *found = arena_copy(arena, bytes + span.begin, span.end - span.begin);
  assert_string_equal(found, expected);
}

/* The bytes of the last principal of the only role are `expected`. */
static void check(const char *bytes, const char *expected) {
  static const ParseOptions options;
  Input input = {.arena = arena};
  input.source = (Source){.path = "t", .bytes = bytes, .len = strlen(bytes)};
  if (front_end_read(&input, &options) != OK)
    fail_msg("%s", input.error.text);
  assert_int_equal(input.after.role_count, 1);
  const Policy *policy = input.after.roles[0].trusts[0].policy;
  assert_true(policy->statement_count > 0);
  const Statement *statement = &policy->statements[policy->statement_count - 1];
  assert_true(statement->principal_count > 0);
  assert_bytes(bytes, statement->principals[statement->principal_count - 1].value.span, expected);
}

#define YAML_ROLE                                                                                  \
  "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: "
#define JSON_ROLE                                                                                  \
  "{\"Resources\": {\"R\": {\"Type\": \"AWS::IAM::Role\", \"Properties\": {"                       \
  "\"AssumeRolePolicyDocument\": "

static void test_strings(void **state) {
  (void)state;
  static const struct {
    const char *bytes, *expected;
  } cases[] = {
      /* A block, also with an indicator, at the end of the file, with CRLF. */
      {YAML_ROLE "|\n        {\"Statement\": {\"Principal\":\n        {\"AWS\": \"a\"}}}\n",
       "\"a\""},
      {YAML_ROLE "|2-\n          {\"Statement\": {\"Principal\":\n\n           {\"AWS\": \"a\"}}}",
       "\"a\""},
      {YAML_ROLE "|\r\n        {\"Statement\":\r\n          {\"Principal\": {\"AWS\": \"a\"}}}\r\n",
       "\"a\""},
      {YAML_ROLE
       ">\n        {\"Statement\":\n        {\"Principal\":\n\n\n        {\"AWS\": \"a\"}}}\n",
       "\"a\""},
      /* Quotes. */
      {YAML_ROLE "'{\"Statement\": {\"Sid\": \"''\",\n\n  \"Principal\": {\"AWS\": \"a''b\"}}}'\n",
       "\"a''b\""},
      {YAML_ROLE
       "\"{\\\"Statement\\\":\\n \\t{\\\"Principal\\\": {\\\"AWS\\\": \\\"\\x61\\\"}}}\"\n",
       "\\\"\\x61\\\""},
      {YAML_ROLE
       "\"{\\\"Statement\\\": \\\n  {\\\"Principal\\\":\n  {\\\"AWS\\\": \\\"a\\\"}}}\"\n",
       "\\\"a\\\""},
      {YAML_ROLE "{\"Fn::Sub\": '{\"Statement\": {\"Principal\": {\"AWS\": \"${X}\"}}}'}\n",
       "\"${X}\""},
      {YAML_ROLE "!Sub ['{\"Statement\": {\"Sid\": \"${V}\", \"Principal\": {\"AWS\": \"a\"}}}',\n"
                 "        {V: longer than its name}]\n",
       "\"a\""},
      {YAML_ROLE "!Join ['', ['{\"Statement\": {\"Principal\": {\"AWS\": \"x', \"y\\u0061z\",\n"
                 "        'z\", \"CanonicalUser\": \"a\"}}}']]\n",
       "\"a\""},
      /* JSON: a surrogate pair, a slash, a line break before it. */
      {JSON_ROLE "\"{\\\"Statement\\\": [{\\\"Sid\\\": \\\"\\ud83d\\ude00\\\\u0041\\/\\\", \\r\\n"
                 "\\\"Principal\\\": {\\\"AWS\\\": [\\\"\\\\u0061\\\"]}}]}\"}}}}",
       "\\\"\\\\u0061\\\""},
      {JSON_ROLE "{\"Fn::Sub\": \"{\\\"Statement\\\": {\\\"Sid\\\": \\\"${AWS::Region}\\\","
                 "\\\"Principal\\\": {\\\"AWS\\\": \\\"a${!b}\\\"}}}\"}}}}}",
       "\\\"a${!b}\\\""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
    check(cases[i].bytes, cases[i].expected);
}

/* A hole in the text of a string takes the place of its expression. */
static void test_piece_of_a_join(void **state) {
  (void)state;
  check(YAML_ROLE "!Join ['', ['{\"Statement\": {\"Principal\": {\"AWS\": ', !Ref X, '}}}']]\n",
        "!Ref X");
}

/* What was decoded and what is written do not agree: nothing is claimed. */
static void test_parameter(void **state) {
  (void)state;
  check(
      "Parameters:\n"
      "  P: {Type: String, Default: '{\"Statement\": {\"Principal\": {\"AWS\": \"a\"}}}'}\n" YAML_ROLE
      "!Ref P\n",
      "!Ref P");
}

static const char nested[] =
    "x: \"{\\\"a\\\": \\\"{\\\\\\\"b\\\\\\\": [1, \\\\\\\"c\\\\\\\"]}\\\"}\"\n";

static const Node *read_file(Source *source, const char *bytes) {
  Node *root = NULL;
  size_t documents;
  *source = (Source){.path = "t", .bytes = bytes, .len = strlen(bytes)};
  source_index(source, arena);
  assert_int_equal(yaml_read(&root, &documents, arena, source, NULL), OK);
  return root;
}

static void test_json_in_json(void **state) {
  (void)state;
  Source source;
  const Node *string = node_get(read_file(&source, nested), "x");
  Node *outer = NULL, *inner = NULL;
  assert_int_equal(
      json_read_string(&outer, arena, string->str, offsets_of(arena, string), string->span, NULL),
      OK);
  string = node_get(outer, "a");
  assert_bytes(nested, string->span, "\\\"{\\\\\\\"b\\\\\\\": [1, \\\\\\\"c\\\\\\\"]}\\\"");
  assert_int_equal(
      json_read_string(&inner, arena, string->str, offsets_of(arena, string), string->span, NULL),
      OK);
  const Node *list = node_get(inner, "b");
  assert_bytes(nested, list->span, "[1, \\\\\\\"c\\\\\\\"]");
  assert_bytes(nested, list->items[0]->span, "1");
  assert_bytes(nested, list->items[1]->span, "\\\\\\\"c\\\\\\\"");
  assert_bytes(nested, inner->members[0].key_span, "\\\\\\\"b\\\\\\\"");
}

/* A template in a block, with a document in a block of its own. */
static void test_yaml_in_yaml(void **state) {
  (void)state;
  static const char bytes[] = "Body: |\n"
                              "  # \xE4\xBF\xA1\n"
                              "  R: !Sub {a: [b]}\n"
                              "  D: |\n"
                              "    {\"k\":\n"
                              "     \"v\"}\n"
                              "  E: x\n";
  Source source;
  const Node *string = node_get(read_file(&source, bytes), "Body");
  Node *body = NULL, *document = NULL;
  size_t documents = 0;
  assert_int_equal(yaml_read_string(&body, &documents, arena, string->str,
                                    offsets_of(arena, string), string->span, NULL),
                   OK);
  assert_int_equal(documents, 1);
  const Node *sub = node_get(body, "R");
  assert_bytes(bytes, sub->span, "!Sub {a: [b]}");
  assert_bytes(bytes, sub->members[0].key_span, "!Sub");
  assert_bytes(bytes, sub->members[0].value->span, "{a: [b]}");
  assert_bytes(bytes, node_get(body, "E")->span, "x");
  assert_bytes(bytes, node_member(body, "E")->key_span, "E");
  string = node_get(body, "D");
  assert_int_equal(json_read_string(&document, arena, string->str, offsets_of(arena, string),
                                    string->span, NULL),
                   OK);
  assert_bytes(bytes, node_get(document, "k")->span, "\"v\"");
}

/* Errors inside of strings have their place in the file. */
static void test_errors(void **state) {
  (void)state;
  static const char bytes[] = "a: '[1, ''x'''\nb: |\n  c: [\n\n  d\n";
  Source source;
  const Node *root = read_file(&source, bytes);
  const Node *a = node_get(root, "a"), *b = node_get(root, "b");
  Node *out = NULL;
  Error err = {0};
  size_t documents;
  assert_int_equal(json_read_string(&out, arena, a->str, offsets_of(arena, a), a->span, &err),
                   ERR_SYNTAX);
  assert_true(err.has_offset);
  assert_int_equal(err.offset, strchr(bytes, 'x') - bytes - 2);
  err = (Error){0};
  assert_int_equal(
      yaml_read_string(&out, &documents, arena, b->str, offsets_of(arena, b), b->span, &err),
      ERR_SYNTAX);
  assert_true(err.has_offset && err.offset > b->span.begin && err.offset <= strlen(bytes));
}

/* Columns of long lines come from a table, not from the beginning of the line. */
static void test_long_lines(void **state) {
  (void)state;
  enum { LETTERS = 30000 };
  Arena *own = arena_new(MAX_ARENA_BYTES);
  Buf buf = buf_in(own);
  buf_add(&buf, "\xEF\xBB\xBFx\n");
  for (int i = 0; i < LETTERS; i++)
    buf_add(&buf, i % 3 ? "\xC3\xA9" : "a");
  buf_add(&buf, "\nend");
  Source source = {.path = "p", .bytes = buf.ptr, .len = buf.len};
  source_index(&source, own);
  for (size_t at = 3; at <= buf.len; at += 101) {
    Position found = source_position(&source, at);
    Position wanted = source_position_after((Position){1, 1}, buf.ptr + 3, at - 3);
    assert_int_equal(found.line, wanted.line);
    assert_int_equal(found.column, wanted.column);
  }
  assert_int_equal(source_position(&source, 0).column, 1);
  arena_free(own);
}

TESTS(positions, TEST(test_long_lines), FRESH(test_strings), FRESH(test_piece_of_a_join),
      FRESH(test_parameter), FRESH(test_json_in_json), FRESH(test_yaml_in_yaml),
      FRESH(test_errors));
