/* SPDX-License-Identifier: Apache-2.0
 *
 * The JSON cursor and the JSON reader.
 */
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/node.h"
#include "assumelint/readers.h"
#include "unit.h"
#include "util/json_cursor.h"

/* From a literal that may hold NUL bytes. */
#define TEXT(literal) ((Str){(literal), sizeof(literal) - 1})

/* ---- The cursor -------------------------------------------------------- */

static const Str good[] = {
    TEXT("null"),
    TEXT(" true "),
    TEXT("0"),
    TEXT("-0"),
    TEXT("12345678901234567890"),
    TEXT("-1.50e+10"),
    TEXT("1E5"),
    TEXT("\"\""),
    TEXT("\"\\u00e9\\ud83d\\ude00\\n\\/\\\"\\\\\""),
    TEXT("\"\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\x7F\""),
    TEXT("[]"),
    TEXT("{}"),
    TEXT("[1,[2,{\"a\":[]}],\"x\"]"),
    TEXT("\t{\"a\" : 1 , \"a\":{}}\r\n"),
};

static const struct {
  Str text;
  size_t offset; /* where the error is found */
} bad[] = {
    {TEXT(""), 0},
    {TEXT("  "), 2},
    {TEXT("nul"), 3},
    {TEXT("nulx"), 3},
    {TEXT("True"), 0},
    {TEXT("01"), 1},
    {TEXT("-01"), 2},
    {TEXT("012345678901"), 1},
    {TEXT("-"), 1},
    {TEXT("+1"), 0},
    {TEXT(".5"), 0},
    {TEXT("1."), 2},
    {TEXT("1.e5"), 2},
    {TEXT("1e"), 2},
    {TEXT("1e+"), 3},
    {TEXT("0x10"), 1},
    {TEXT("NaN"), 0},
    {TEXT("1 2"), 2},
    {TEXT("{} {}"), 3},
    {TEXT("[1,]"), 3},
    {TEXT("[1 2]"), 3},
    {TEXT("[1"), 2},
    {TEXT("]"), 0},
    {TEXT("[}"), 1},
    {TEXT("{\"a\":1,}"), 7},
    {TEXT("{\"a\" 1}"), 5},
    {TEXT("{\"a\":}"), 5},
    {TEXT("{a:1}"), 1},
    {TEXT("{1:1}"), 1},
    {TEXT("{\"a\":1]"), 6},
    {TEXT("\"abc"), 4},
    {TEXT("'a'"), 0},
    {TEXT("\"a\nb\""), 2},
    {TEXT("\"a\0b\""), 2},
    {TEXT("\"\\u0000\""), 6},
    {TEXT("\"\\ud800\""), 7},
    {TEXT("\"\\ud800\\n\""), 8},
    {TEXT("\"\\ud800\\u0041\""), 12},
    {TEXT("\"\\ud800\\ud800\""), 12},
    {TEXT("\"\\udc00\""), 6},
    {TEXT("\"\\u00g0\""), 5},
    {TEXT("\"\\x41\""), 2},
    {TEXT("\"\x80\""), 1},
    {TEXT("\"\xC0\xAF\""), 1},
    {TEXT("\"\xC3(\""), 2},
    {TEXT("\"\xE0\x80\x80\""), 2},
    {TEXT("\"\xED\xA0\x80\""), 2},
    {TEXT("\"\xF4\x90\x80\x80\""), 2},
    {TEXT("\"\xF5\x80\x80\x80\""), 1},
    {TEXT("[1]\0"), 3},
    {TEXT("// x\n1"), 0},
    {TEXT("\xEF\xBB\xBF{}"), 0},
};

struct seen {
  JsonEvent event;
  Span token;
  unsigned depth;
};

/* All events of a text that is fed in chunks of `chunk` bytes. */
static size_t run_cursor(Str text, size_t chunk, bool bom, struct seen *seen, size_t room,
                         JsonCursor *c) {
  json_cursor_init(c, 0, bom);
  size_t at = 0, n = 0;
  json_cursor_feed(c, text.ptr, 0, text.len == 0);
  for (;;) {
    JsonEvent event = json_cursor_next(c);
    if (event == JSON_MORE) {
      size_t len = text.len - at < chunk ? text.len - at : chunk;
      json_cursor_feed(c, text.ptr + at, len, at + len == text.len);
      at += len;
      continue;
    }
    assert_true(n < room);
    seen[n++] = (struct seen){event, c->token, c->depth};
    if (event == JSON_DONE || event == JSON_ERROR)
      return n;
  }
}

static void test_good(void **state) {
  (void)state;
  JsonCursor c;
  struct seen seen[100];
  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
    size_t n = run_cursor(good[i], 1000, false, seen, 100, &c);
    if (seen[n - 1].event != JSON_DONE)
      fail_msg("refused: %.*s (%s)", STR_FMT(good[i]), c.error);
  }
}

static void test_bad(void **state) {
  (void)state;
  JsonCursor c;
  struct seen seen[100];
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    for (size_t chunk = 1; chunk < 8; chunk++) {
      size_t n = run_cursor(bad[i].text, chunk, false, seen, 100, &c);
      if (seen[n - 1].event != JSON_ERROR)
        fail_msg("accepted: %.*s", STR_FMT(bad[i].text));
      if (c.error_offset != bad[i].offset)
        fail_msg("%.*s: error at %zu, expected %zu", STR_FMT(bad[i].text), c.error_offset,
                 bad[i].offset);
      assert_int_equal(json_cursor_next(&c), JSON_ERROR);
      assert_int_equal(c.status, ERR_SYNTAX);
    }
  }
}

static void test_chunks_give_the_same_events(void **state) {
  (void)state;
  Str text =
      TEXT("{\"a\\u00e9\":[1.5e3,true,false,null,\"\\ud83d\\ude00 \xF0\x9F\x98\x80\"],\"b\":-0}\n");
  JsonCursor c;
  struct seen whole[50], parts[50];
  size_t n = run_cursor(text, text.len, false, whole, 50, &c);
  assert_int_equal(whole[n - 1].event, JSON_DONE);
  for (size_t chunk = 1; chunk < text.len; chunk++) {
    size_t m = run_cursor(text, chunk, false, parts, 50, &c);
    assert_int_equal(m, n);
    for (size_t i = 0; i < n; i++) {
      assert_int_equal(parts[i].event, whole[i].event);
      assert_int_equal(parts[i].token.begin, whole[i].token.begin);
      assert_int_equal(parts[i].token.end, whole[i].token.end);
      assert_int_equal(parts[i].depth, whole[i].depth);
    }
  }
}

static void test_bom(void **state) {
  (void)state;
  JsonCursor c;
  struct seen seen[10];
  for (size_t chunk = 1; chunk < 6; chunk++) {
    size_t n = run_cursor(TEXT("\xEF\xBB\xBF[]"), chunk, true, seen, 10, &c);
    assert_int_equal(n, 3);
    assert_int_equal(seen[0].event, JSON_BEGIN_ARRAY);
    assert_int_equal(seen[0].token.begin, 3);
    n = run_cursor(TEXT("\xEF\xBB[]"), chunk, true, seen, 10, &c);
    assert_int_equal(seen[n - 1].event, JSON_ERROR);
  }
}

static void test_depth_limit(void **state) {
  (void)state;
  char text[2 * MAX_DEPTH + 2];
  memset(text, '[', MAX_DEPTH + 1);
  memset(text + MAX_DEPTH + 1, ']', MAX_DEPTH + 1);
  JsonCursor c;
  struct seen seen[2 * MAX_DEPTH + 2];
  size_t n = run_cursor(str_n(text + 1, sizeof text - 2), 7, false, seen, 500, &c);
  assert_int_equal(seen[n - 1].event, JSON_DONE);
  n = run_cursor(str_n(text, sizeof text), 7, false, seen, 500, &c);
  assert_int_equal(seen[n - 1].event, JSON_ERROR);
  assert_int_equal(c.status, ERR_LIMIT);
  assert_int_equal(c.error_offset, MAX_DEPTH);
}

static void test_skip(void **state) {
  (void)state;
  Str text = TEXT("{\"a\":[1,{\"b\":[]},\"]\"],\"c\":2}");
  for (size_t chunk = 1; chunk <= text.len; chunk++) {
    JsonCursor c;
    json_cursor_init(&c, 0, false);
    json_cursor_feed(&c, text.ptr, 0, false);
    size_t at = 0;
    bool skipping = false, done = false, seen_c = false;
    while (!done) {
      JsonEvent event = skipping ? json_cursor_skip(&c) : json_cursor_next(&c);
      if (event == JSON_MORE) {
        size_t len = text.len - at < chunk ? text.len - at : chunk;
        json_cursor_feed(&c, text.ptr + at, len, at + len == text.len);
        at += len;
        continue;
      }
      if (skipping) {
        assert_int_equal(event, JSON_END_ARRAY);
        assert_int_equal(c.depth, 1);
        assert_int_equal(c.token.begin, 20);
      }
      skipping = event == JSON_BEGIN_ARRAY;
      seen_c |= event == JSON_NUMBER && c.token.begin == 26;
      assert_int_not_equal(event, JSON_ERROR);
      done = event == JSON_DONE;
    }
    assert_true(seen_c);
  }
}

/* ---- The reader -------------------------------------------------------- */

static int set_up(void **state) {
  *state = arena_new(MAX_ARENA_BYTES);
  return *state ? 0 : -1;
}

static int tear_down(void **state) {
  arena_free(*state);
  return 0;
}

static int read_json(Node **out, Arena *arena, Str text, Error *err) {
  Source source = {.path = "x.json", .bytes = text.ptr, .len = text.len};
  memset(err, 0, sizeof *err);
  return json_read(out, arena, &source, (Span){0, text.len}, err);
}

static void test_tree(void **state) {
  Node *root;
  Error err;
  Str text = TEXT(
      "\xEF\xBB\xBF{\"a\": [12345678901234567890, true, null], \"\\u0061\": \"x\\ty\", \"A\":{}}");
  assert_int_equal(read_json(&root, *state, text, &err), OK);
  assert_int_equal(root->kind, NODE_MAP);
  assert_int_equal(root->count, 3);
  assert_int_equal(root->span.begin, 3);
  assert_int_equal(root->span.end, text.len);
  assert_int_equal(root->members[0].key_span.begin, 4);
  assert_int_equal(root->members[0].key_span.end, 7);
  const Node *list = root->members[0].value;
  assert_int_equal(list->kind, NODE_LIST);
  assert_int_equal(list->count, 3);
  assert_true(str_is(list->items[0]->str, "12345678901234567890"));
  assert_int_equal(list->items[1]->kind, NODE_BOOL);
  assert_true(str_is(list->items[1]->str, "true"));
  assert_int_equal(list->items[2]->kind, NODE_NULL);
  /* Keys are decoded, duplicates kept in order. */
  assert_true(str_is(root->members[1].key, "a"));
  assert_true(str_is(root->members[1].value->str, "x\ty"));
  Span span = root->members[1].value->span;
  assert_int_equal(span.end - span.begin, 6);
  assert_int_equal(text.ptr[span.begin], '"');
  assert_true(str_is(root->members[2].key, "A"));
  assert_int_equal(root->members[2].value->count, 0);
}

static void test_reader_refuses_what_the_cursor_refuses(void **state) {
  Node *root;
  Error err;
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
    int status = read_json(&root, *state, bad[i].text, &err);
    if (str_starts(bad[i].text, "\xEF\xBB\xBF")) {
      assert_int_equal(status, OK);
      continue;
    }
    assert_int_equal(status, ERR_SYNTAX);
    assert_null(root);
    assert_true(err.has_offset);
    assert_int_equal(err.offset, bad[i].offset);
  }
}

static void test_long_number(void **state) {
  char text[300] = "[";
  memset(text + 1, '7', 200);
  text[201] = ']';
  Node *root;
  Error err;
  assert_int_equal(read_json(&root, *state, str_of(text), &err), OK);
  assert_int_equal(root->items[0]->str.len, 200);
  assert_memory_equal(root->items[0]->str.ptr, text + 1, 200);
}

static void test_slice(void **state) {
  Str text = TEXT("noise {\"a\":1} noise");
  Source source = {.path = "x", .bytes = text.ptr, .len = text.len};
  Node *root;
  Error err = {0};
  int status = json_read(&root, *state, &source, (Span){6, 13}, &err);
  assert_int_equal(status, OK);
  assert_int_equal(root->span.begin, 6);
  assert_int_equal(root->members[0].value->span.begin, 11);
  status = json_read(&root, *state, &source, (Span){6, 14}, &err);
  assert_int_equal(status, OK);
  status = json_read(&root, *state, &source, (Span){6, 15}, &err);
  assert_int_equal(status, ERR_SYNTAX);
  assert_int_equal(err.offset, 14);
}

static void test_embedded(void **state) {
  Node *root;
  Error err = {0};
  Span span = {40, 90};
  int status = json_read_embedded(&root, *state, TEXT("{\"a\":[\"b\"]}"), span, &err);
  assert_int_equal(status, OK);
  const Node *leaf = root->members[0].value->items[0];
  assert_int_equal(root->members[0].key_span.begin, 40);
  assert_int_equal(leaf->span.begin, 40);
  assert_int_equal(leaf->span.end, 90);
  status = json_read_embedded(&root, *state, TEXT("{\"a\":"), span, &err);
  assert_int_equal(status, ERR_SYNTAX);
  assert_int_equal(err.offset, 40);
  Error empty = {0};
  status = json_read_embedded(&root, *state, str_n(NULL, 0), span, &empty);
  assert_int_equal(status, ERR_SYNTAX);
}

static void test_node_limit(void **state) {
  size_t len = 2 * (MAX_NODES + 1) + 1;
  char *text = malloc(len);
  assert_non_null(text);
  for (size_t i = 0; i < len; i += 2) {
    text[i] = ',';
    if (i + 1 < len)
      text[i + 1] = '1';
  }
  text[0] = '[';
  text[len - 1] = ']';
  Node *root;
  Error err;
  assert_int_equal(read_json(&root, *state, str_n(text, len), &err), ERR_LIMIT);
  free(text);
}

TESTS(json, TEST(test_good), TEST(test_bad), TEST(test_chunks_give_the_same_events), TEST(test_bom),
      TEST(test_depth_limit), TEST(test_skip), FRESH(test_tree),
      FRESH(test_reader_refuses_what_the_cursor_refuses), FRESH(test_long_number),
      FRESH(test_slice), FRESH(test_embedded), FRESH(test_node_limit));
