/* SPDX-License-Identifier: Apache-2.0
 *
 * The YAML reader: kinds of scalars, byte spans, tags, aliases, limits, errors.
 */
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/node.h"
#include "assumelint/readers.h"
#include "unit.h"

struct read {
  Arena *arena;
  Source source;
  Node *root;
  size_t documents;
  Error err;
  int status;
};

static struct read read_n(const char *bytes, size_t len) {
  struct read r = {.arena = arena_new(MAX_ARENA_BYTES)};
  assert_non_null(r.arena);
  r.source = (Source){.path = "t.yaml", .bytes = bytes, .len = len};
  r.status = yaml_read(&r.root, &r.documents, r.arena, &r.source, &r.err);
  return r;
}

static struct read read_yaml(const char *bytes) {
  return read_n(bytes, strlen(bytes));
}

static struct read read_ok(const char *bytes) {
  struct read r = read_yaml(bytes);
  if (r.status != OK)
    fail_msg("status %d: %s", r.status, r.err.text);
  return r;
}

static void done(struct read *r) {
  arena_free(r->arena);
}

static void expect_failure(const char *bytes, int status, size_t offset, const char *text) {
  struct read r = read_yaml(bytes);
  assert_int_equal(r.status, status);
  assert_int_equal(r.err.status, status);
  assert_string_equal(r.err.text, text);
  assert_true(r.err.has_offset);
  assert_int_equal(r.err.offset, offset);
  done(&r);
}

static void assert_str(Str s, const char *expected) {
  if (!str_is(s, expected))
    fail_msg("got \"%.*s\", expected \"%s\"", STR_FMT(s), expected);
}

/* What the file says at a span. */
static void assert_span(const struct read *r, Span span, const char *expected) {
  assert_true(span.begin <= span.end && span.end <= r->source.len);
  assert_str(str_n(r->source.bytes + span.begin, span.end - span.begin), expected);
}

static void kinds_of_plain_scalars(void **state) {
  (void)state;
  static const struct {
    const char *text;
    NodeKind kind;
  } cases[] = {
      {"~", NODE_NULL},
      {"null", NODE_NULL},
      {"nUll", NODE_STRING},
      {"yes", NODE_BOOL},
      {"On", NODE_BOOL},
      {"FALSE", NODE_BOOL},
      {"y", NODE_STRING},
      {"0", NODE_NUMBER},
      {"123456789012", NODE_NUMBER},
      {"010101010101", NODE_NUMBER}, /* octal: another number */
      {"012345678901", NODE_STRING}, /* 8 and 9 are no octal digits */
      {"0b101", NODE_NUMBER},
      {"0b", NODE_STRING},
      {"0xFf_1", NODE_NUMBER},
      {"0xg", NODE_STRING},
      {"1_000", NODE_NUMBER},
      {"-12", NODE_NUMBER},
      {"+0", NODE_NUMBER},
      {"190:20:30", NODE_NUMBER},
      {"190:60", NODE_STRING},
      {"1:2.5", NODE_NUMBER},
      {"1.5", NODE_NUMBER},
      {"1.", NODE_NUMBER},
      {".5", NODE_NUMBER},
      {".", NODE_STRING},
      {"1e3", NODE_STRING},
      {"1.0e+3", NODE_NUMBER},
      {"1.0e3", NODE_STRING},
      {".inf", NODE_NUMBER},
      {"-.INF", NODE_NUMBER},
      {".NaN", NODE_NUMBER},
      {"2012-10-17", NODE_STRING}, /* a date is a string for us */
      {"1.2.3", NODE_STRING},
      {"0.0.0.0/0", NODE_STRING},
      {"-", NODE_LIST},
      {"*", NODE_OPAQUE},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct read r = read_yaml(cases[i].text);
    if (cases[i].kind == NODE_OPAQUE) {
      assert_int_equal(r.status, ERR_SYNTAX);
    } else {
      assert_int_equal(r.status, OK);
      if (r.root->kind != cases[i].kind)
        fail_msg("%s is of kind %d", cases[i].text, (int)r.root->kind);
      if (r.root->kind != NODE_LIST) {
        assert_true(r.root->plain);
        assert_str(r.root->str, cases[i].text);
      }
    }
    done(&r);
  }
}

static void quoted_and_block_scalars_are_strings(void **state) {
  (void)state;
  struct read r = read_ok("a: \"012\"\nb: 'yes'\nc: |\n  1\nd: \"x\\ty\\u00e9\"\n");
  static const char *const values[] = {"012", "yes", "1\n", "x\ty\xC3\xA9"};
  for (size_t i = 0; i < 4; i++) {
    const Node *value = r.root->members[i].value;
    assert_int_equal(value->kind, NODE_STRING);
    assert_false(value->plain);
    assert_str(value->str, values[i]);
  }
  done(&r);
}

static void spans_are_bytes(void **state) {
  (void)state;
  struct read r = read_ok("\xEF\xBB\xBFk\xC3\xA9\xF0\x9F\x98\x80: \"v\xC3\xA9\"\r\n"
                          "list: # comment\r\n"
                          "  - plain text   # more\r\n"
                          "  - |\r\n"
                          "    block\r\n"
                          "\r\n"
                          "flow: {a: [1, 2] , b: }\r\n"
                          "\r\n# the end\r\n");
  const Member *m = r.root->members;
  assert_int_equal(r.root->count, 3);
  assert_span(&r, m[0].key_span, "k\xC3\xA9\xF0\x9F\x98\x80");
  assert_span(&r, m[0].value->span, "\"v\xC3\xA9\"");
  assert_span(&r, m[1].value->items[0]->span, "plain text");
  assert_span(&r, m[1].value->items[1]->span, "|\r\n    block");
  assert_span(&r, m[1].value->span, "- plain text   # more\r\n  - |\r\n    block");
  assert_span(&r, m[2].value->span, "{a: [1, 2] , b: }");
  assert_span(&r, m[2].value->members[0].value->span, "[1, 2]");
  assert_int_equal(r.root->span.begin, 3);
  assert_int_equal(r.root->span.end, m[2].value->span.end);
  done(&r);
}

static void properties_are_outside_the_value(void **state) {
  (void)state;
  struct read r = read_ok("a: !Sub &x  \"v\"\nb: !If\n  # why\n  - c\n  - d\nc: &y\n  k: 1\n");
  const Member *m = r.root->members;
  assert_span(&r, m[0].value->span, "!Sub &x  \"v\"");
  assert_span(&r, m[0].value->members[0].key_span, "!Sub");
  assert_span(&r, m[0].value->members[0].value->span, "\"v\"");
  assert_span(&r, m[1].value->span, "!If\n  # why\n  - c\n  - d");
  assert_span(&r, m[1].value->members[0].value->span, "- c\n  - d");
  assert_span(&r, m[2].value->span, "k: 1");
  done(&r);
}

static void short_tags_become_maps(void **state) {
  (void)state;
  struct read r =
      read_ok("- !Ref X\n- !Condition C\n- !GetAtt a.b\n"
              "- !Join [':', [!Ref A, !Sub 'b']]\n- !Transform {Name: n}\n- !Ref 012\n");
  static const char *const keys[] = {"Ref", "Condition", "Fn::GetAtt", "Fn::Join", "Fn::Transform"};
  for (size_t i = 0; i < 5; i++) {
    assert_int_equal(r.root->items[i]->kind, NODE_MAP);
    assert_true(r.root->items[i]->from_tag);
    assert_int_equal(r.root->items[i]->count, 1);
    assert_str(r.root->items[i]->members[0].key, keys[i]);
  }
  assert_str(node_get_str(r.root->items[2], "Fn::GetAtt"), "a.b");
  const Node *join = node_get(r.root->items[3], "Fn::Join");
  assert_str(node_get_str(join->items[1]->items[1], "Fn::Sub"), "b");
  assert_str(node_get_str(node_get(r.root->items[4], "Fn::Transform"), "Name"), "n");
  /* What a tag stands before is text, whatever it looks like. */
  assert_int_equal(node_get(r.root->items[5], "Ref")->kind, NODE_STRING);
  done(&r);
}

static void standard_tags_are_honoured(void **state) {
  (void)state;
  struct read r = read_ok("a: !!str 012\nb: !!int '12'\nc: !<tag:yaml.org,2002:bool> \"true\"\n"
                          "d: !!map {x: 1}\ne: !!seq [1]\n");
  static const NodeKind kinds[] = {NODE_STRING, NODE_NUMBER, NODE_BOOL, NODE_MAP, NODE_LIST};
  for (size_t i = 0; i < 5; i++)
    assert_int_equal(r.root->members[i].value->kind, kinds[i]);
  done(&r);
  expect_failure("a: !!map x\n", ERR_SYNTAX, 3, "a scalar with the tag of a collection");
  expect_failure("a: !!str [x]\n", ERR_SYNTAX, 3, "a collection with a tag of another type");
}

static void unknown_tags_are_named(void **state) {
  (void)state;
  expect_failure("a: !Rain::Embed x\n", ERR_SYNTAX, 3, "unknown tag !Rain::Embed");
  expect_failure("a: !foo [x]\n", ERR_SYNTAX, 3, "unknown tag !foo");
  expect_failure("a: !!binary eA==\n", ERR_SYNTAX, 3, "unknown tag !!binary");
  expect_failure("a: !x%0Ay z\n", ERR_SYNTAX, 3, "unknown tag !x?y");
}

static void duplicate_keys_stay_in_order(void **state) {
  (void)state;
  struct read r = read_ok("a: 1\nb: 2\na: 3\n");
  assert_int_equal(r.root->count, 3);
  assert_false(node_is_duplicate(r.root, 0));
  assert_false(node_is_duplicate(r.root, 1));
  assert_true(node_is_duplicate(r.root, 2));
  assert_str(r.root->members[2].value->str, "3");
  assert_str(node_get_str(r.root, "a"), "1");
  done(&r);
}

static void aliases_are_copies(void **state) {
  (void)state;
  struct read r = read_ok("a: &x {k: [1, 2]}\nb: *x\n");
  const Node *a = node_get(r.root, "a"), *b = node_get(r.root, "b");
  assert_ptr_not_equal(a, b);
  assert_null(a->alias);
  assert_span(&r, *b->alias, "*x");
  assert_span(&r, *node_get(b, "k")->items[1]->alias, "*x");
  assert_ptr_not_equal(node_get(a, "k"), node_get(b, "k"));
  assert_int_equal(node_get(b, "k")->count, 2);
  assert_span(&r, b->span, "{k: [1, 2]}");
  done(&r);
  expect_failure("a: *nope\n", ERR_SYNTAX, 3, "the alias *nope has no anchor before it");
  expect_failure("a: &x [*x]\n", ERR_SYNTAX, 7, "the alias *x stands inside what it refers to");
}

static void merge_keys(void **state) {
  (void)state;
  struct read r = read_ok("base: &b {x: 1, y: 2}\nother: &o {y: 3, z: 4}\n"
                          "m:\n  <<: [*b, *o]\n  x: own\n");
  const Node *m = node_get(r.root, "m");
  assert_int_equal(m->count, 3);
  assert_str(m->members[0].key, "y");
  assert_str(m->members[0].value->str, "2");
  assert_span(&r, *m->members[0].value->alias, "*b");
  assert_str(m->members[1].key, "z");
  assert_str(m->members[2].key, "x");
  assert_str(m->members[2].value->str, "own");
  assert_null(m->members[2].value->alias);
  done(&r);
  r = read_ok("\"<<\": {a: 1}\n");
  assert_str(r.root->members[0].key, "<<");
  done(&r);
  expect_failure("a:\n  <<: text\n", ERR_SYNTAX, 5, "the merge key << needs a map");
}

static void alias_bombs_are_defused(void **state) {
  (void)state;
  struct read r = read_yaml("a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
                            "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
                            "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
                            "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n");
  assert_int_equal(r.status, ERR_LIMIT);
  assert_string_equal(r.err.text, "YAML aliases expand to more than 100000 nodes");
  done(&r);
}

static void anchors_have_a_limit(void **state) {
  (void)state;
  size_t count = MAX_ANCHORS + 1, size = count * 8 + 1;
  char *text = calloc(size, 1);
  assert_non_null(text);
  for (size_t i = 0; i < count; i++)
    memcpy(text + i * 8, "- &x yz\n", 8);
  struct read r = read_yaml(text);
  assert_int_equal(r.status, ERR_LIMIT);
  assert_string_equal(r.err.text, "more than 1000 YAML anchors");
  done(&r);
  text[(count - 1) * 8] = '\0';
  r = read_ok(text);
  done(&r);
  free(text);
}

static void depth_has_a_limit(void **state) {
  (void)state;
  char text[MAX_DEPTH + 2];
  memset(text, '[', sizeof text);
  text[MAX_DEPTH + 1] = '\0';
  struct read r = read_yaml(text);
  assert_int_equal(r.status, ERR_LIMIT);
  assert_int_equal(r.err.offset, MAX_DEPTH);
  assert_string_equal(r.err.text, "nested more than 200 levels deep");
  done(&r);
  /* Through an alias as well. */
  enum { OUTER = 60, INNER = 150 };
  char bomb[2 * INNER + OUTER + 16];
  char *at = bomb;
  memcpy(at, "a: &a ", 6);
  memset(at + 6, '[', INNER);
  memset(at + 6 + INNER, ']', INNER);
  at += 6 + 2 * INNER;
  memcpy(at, "\nb: ", 4);
  memset(at + 4, '[', OUTER);
  memcpy(at + 4 + OUTER, "*a", 3);
  r = read_yaml(bomb);
  assert_int_equal(r.status, ERR_LIMIT);
  assert_string_equal(r.err.text, "nested more than 200 levels deep");
  done(&r);
}

static void bytes_are_checked_first(void **state) {
  (void)state;
  expect_failure("a: \xC3(\n", ERR_SYNTAX, 3, "not UTF-8");
  struct read r = read_n("a: b\0c", 6);
  assert_int_equal(r.status, ERR_SYNTAX);
  assert_string_equal(r.err.text, "a NUL byte");
  assert_int_equal(r.err.offset, 4);
  done(&r);
  expect_failure("a: \"b\\0c\"\n", ERR_SYNTAX, 3, "a NUL character in a string");
  expect_failure("\xC3\xA9: \x01\n", ERR_SYNTAX, 4, "control characters are not allowed");
}

static void errors_have_places(void **state) {
  (void)state;
  expect_failure("\xC3\xA9: [1\n", ERR_SYNTAX, 7,
                 "did not find expected ',' or ']' while parsing a flow sequence");
  expect_failure("? [a]\n: b\n", ERR_SYNTAX, 2, "a key that is not a scalar");
  expect_failure("? {a: b}\n: b\n", ERR_SYNTAX, 2, "a key that is not a scalar");
  expect_failure("!Ref a: b\n", ERR_SYNTAX, 5, "a key that is not a scalar");
  expect_failure("~: b\n", ERR_SYNTAX, 0, "a key that is null");
  expect_failure("? NULL\n: b\n", ERR_SYNTAX, 2, "a key that is null");
}

static void documents_are_counted(void **state) {
  (void)state;
  struct read r = read_ok("a: 1\n---\nb: !any 2\n---\nc\n");
  assert_int_equal(r.documents, 3);
  assert_str(r.root->members[0].key, "a");
  done(&r);
  r = read_ok("# nothing\n");
  assert_int_equal(r.documents, 0);
  assert_int_equal(r.root->kind, NODE_NULL);
  done(&r);
}

static void embedded_nodes_share_a_span(void **state) {
  (void)state;
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Span span = {40, 90};
  Node *root = NULL;
  Error err = {0};
  size_t documents;
  assert_int_equal(
      yaml_read_string(&root, &documents, arena, STR("a: [!Ref x]\n"), NULL, span, &err), OK);
  const Node *list = node_get(root, "a");
  assert_int_equal(root->span.begin, 40);
  assert_int_equal(list->span.begin, 40);
  assert_int_equal(list->items[0]->members[0].key_span.end, 90);
  assert_int_equal(yaml_read_string(&root, &documents, arena, STR("a: ["), NULL, span, &err),
                   ERR_SYNTAX);
  assert_int_equal(err.offset, 40);
  arena_free(arena);
}

TESTS(yaml, TEST(kinds_of_plain_scalars), TEST(quoted_and_block_scalars_are_strings),
      TEST(spans_are_bytes), TEST(properties_are_outside_the_value), TEST(short_tags_become_maps),
      TEST(standard_tags_are_honoured), TEST(unknown_tags_are_named),
      TEST(duplicate_keys_stay_in_order), TEST(aliases_are_copies), TEST(merge_keys),
      TEST(alias_bombs_are_defused), TEST(anchors_have_a_limit), TEST(depth_has_a_limit),
      TEST(bytes_are_checked_first), TEST(errors_have_places), TEST(documents_are_counted),
      TEST(embedded_nodes_share_a_span));
