/* SPDX-License-Identifier: Apache-2.0
 *
 * The window reader, and UTF-16 as one of the things it reads.
 */
#include "util/window.h"
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "unit.h"
#include "util/utf16.h"

/* Gives `step` bytes a call: a slow pipe. */
struct slow {
  const char *bytes;
  size_t len, at, step;
  size_t fails_at; /* 0: never */
};

static ptrdiff_t read_slowly(void *context, char *buffer, size_t size) {
  struct slow *slow = context;
  if (slow->fails_at > 0 && slow->at >= slow->fails_at)
    return -1;
  size_t n = slow->len - slow->at;
  n = n < slow->step ? n : slow->step;
  n = n < size ? n : size;
  memcpy(buffer, slow->bytes + slow->at, n);
  slow->at += n;
  return (ptrdiff_t)n;
}

/* All events with their texts, as one line. */
static Str events(Arena *arena, const char *json, size_t window, size_t step, bool hold) {
  struct slow slow = {.bytes = json, .len = strlen(json), .step = step};
  Reader reader = {read_slowly, &slow};
  Window w;
  Error err = {.status = OK};
  Buf buf = buf_in(arena);
  assert_int_equal(window_open(&w, reader, window, &err), OK);
  for (;;) {
    JsonEvent event = window_next(&w);
    Str text = {NULL, 0};
    if (event == JSON_KEY || event == JSON_STRING) {
      if (!window_text(&w, &text))
        text = STR("(long)");
      /* Asking twice gives the same. */
      Str again;
      if (window_text(&w, &again))
        assert_true(str_eq(again, text));
    }
    buf_addf(&buf, "%d %zu-%zu %.*s;", event, w.cursor.token.begin, w.cursor.token.end,
             STR_FMT(text));
    if (hold && event == JSON_BEGIN_OBJECT && w.cursor.depth == 2) {
      window_hold(&w);
      window_skip(&w);
      assert_int_equal(window_held(&w, &text), OK);
      buf_addf(&buf, "held %.*s;", STR_FMT(text));
    }
    if (event == JSON_DONE || event == JSON_ERROR)
      break;
  }
  buf_addf(&buf, "%d %s %zu", window_status(&w), err.text, err.offset);
  window_close(&w);
  assert_false(buf.failed);
  return buf_str(&buf);
}

static char *with_long_strings(void) {
  char *text = malloc(8000);
  assert_non_null(text);
  char *p = text;
  p += sizeof "[{\"k\":\"" - 1;
  memcpy(text, "[{\"k\":\"", sizeof "[{\"k\":\"" - 1);
  memset(p, 'x', 1021);
  p += 1021;
  memcpy(p, "\",\"", 3);
  p += 3;
  memset(p, 'y', 1023);
  p += 1023;
  memcpy(p, "\":1},\"", 6);
  p += 6;
  for (int i = 0; i < 100; i++, p += 6)
    memcpy(p, "\\u00e9", 6);
  memcpy(p, "\"]", 3);
  return text;
}

static void test_any_window_gives_the_same(void **state) {
  (void)state;
  char *long_text = with_long_strings();
  const char *const texts[] = {
      "{\"a\":[{\"type\":\"x\",\"n\":-1.5e3},{},[]],\"\\u0062\":{\"c\":null,\"d\":\"\\ud83d\\ude00\"}} ",
      "[{\"a\":1} x]",
      "[\"\xC3\xA9\xF0\x9F\x98\x80\xE2\x82\xAC\",{\"deep\":[[[{\"b\":true}]]]},false]",
      long_text,
  };
  static const size_t windows[] = {64, 65, 100, 1000, 100000};
  for (size_t t = 0; t < sizeof texts / sizeof texts[0]; t++) {
    Arena *arena = arena_new(MAX_ARENA_BYTES);
    for (int hold = 0; hold < 2; hold++) {
      Str whole = events(arena, texts[t], 100000, 100000, hold == 1);
      for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        for (size_t step = 1; step < 80; step += 13) {
          Str parts = events(arena, texts[t], windows[i], step, hold == 1);
          assert_true(str_eq(whole, parts));
        }
      }
    }
    arena_free(arena);
  }
  free(long_text);
}

static void test_texts_up_to_their_limit(void **state) {
  (void)state;
  char *text = with_long_strings();
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Str seen = events(arena, text, 64, 64, false);
  /* 1023 bytes with quotes are given, 1025 are not. */
  assert_true(str_find_str(seen, STR("xxxx")) < seen.len);
  assert_true(str_find_str(seen, STR("yyyy")) == seen.len);
  assert_true(str_find_str(seen, STR("(long)")) < seen.len);
  arena_free(arena);
  free(text);
}

static void test_reader_that_fails(void **state) {
  (void)state;
  struct slow slow = {.bytes = "[1,2,3]", .len = 7, .step = 2, .fails_at = 4};
  Window w;
  Error err = {.status = OK};
  int status = window_open(&w, (Reader){read_slowly, &slow}, 64, &err);
  assert_int_equal(status, ERR_IO);
  assert_int_equal(window_next(&w), JSON_ERROR);
  assert_int_equal(window_finish(&w, true), ERR_IO);
  window_close(&w);
}

static int read_between(const char *text, size_t window, bool *before, bool postamble, Error *err) {
  MemoryReader memory = {.bytes = text, .len = strlen(text)};
  Window w;
  *err = (Error){.status = OK};
  int status = window_open(&w, memory_reader(&memory), window, err);
  if (status == OK)
    status = window_find_object(&w, before);
  if (status == OK) {
    assert_int_equal(window_next(&w), JSON_BEGIN_OBJECT);
    window_skip(&w);
    status = window_finish(&w, postamble);
  }
  window_close(&w);
  return status;
}

static void test_text_around_an_object(void **state) {
  (void)state;
  static const char log[] =
      "[command]/usr/bin/tool show -json plan\nand a line of sixty-four or more "
      "characters { that holds a brace\n";
  static const char after[] = "{\"a\":1}\n\n::set-output name=x::{1}\n";
  char text[400];
  Error err;
  for (size_t window = 64; window < 300; window += 59) {
    bool before;
    assert_int_equal(read_between("\xEF\xBB\xBF \n {} ", window, &before, false, &err), OK);
    assert_false(before);
    memcpy(text, log, sizeof log);
    memcpy(text + sizeof log - 1, after, sizeof after);
    assert_int_equal(read_between(text, window, &before, true, &err), OK);
    assert_true(before);
    assert_int_equal(read_between(text, window, &before, false, &err), ERR_SYNTAX);
    assert_int_equal(err.offset, sizeof log - 1 + 9);
    assert_int_equal(read_between("{}{}", window, &before, true, &err), ERR_SYNTAX);
    assert_int_equal(err.offset, 2);
    assert_int_equal(read_between("{} x\n {\n{}", window, &before, true, &err), ERR_SYNTAX);
    assert_int_equal(read_between("no { here", window, &before, true, &err), ERR_NOT_OURS);
    assert_int_equal(read_between("", window, &before, true, &err), ERR_NOT_OURS);
  }
}

static ptrdiff_t read_endlessly(void *context, char *buffer, size_t size) {
  size_t *left = context;
  size_t n = *left < size ? *left : size;
  memset(buffer, 'x', n);
  if (n > 0 && *left == MAX_KEPT_OBJECT + 16)
    memcpy(buffer, "{\"a\":\"", 6);
  *left -= n;
  if (n > 1 && *left == 0)
    memcpy(buffer + n - 2, "\"}", 2);
  return (ptrdiff_t)n;
}

static void test_held_object_has_a_limit(void **state) {
  (void)state;
  size_t left = MAX_KEPT_OBJECT + 16;
  Window w;
  Error err = {.status = OK};
  Reader reader = {read_endlessly, &left};
  assert_int_equal(window_open(&w, reader, WINDOW_BYTES, &err), OK);
  assert_int_equal(window_next(&w), JSON_BEGIN_OBJECT);
  window_hold(&w);
  assert_int_equal(window_skip(&w), JSON_END_OBJECT);
  Str held;
  assert_int_equal(window_held(&w, &held), ERR_LIMIT);
  window_close(&w);
}

/* ---- UTF-16 ------------------------------------------------------------ */

/* "{é€😀}" and what does not fit */
static const char little[] = "\xFF\xFE{\0\xE9\0\xAC\x20\x3D\xD8\x00\xDE}\0";
static const char big[] = "\xFE\xFF\0{\0\xE9\x20\xAC\xD8\x3D\xDE\x00\0}";
static const char utf8[] = "{\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80}";

static void expect_utf8(const char *bytes, size_t len, const char *wanted) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  char *copy = arena_copy(arena, bytes, len);
  Str whole = utf16_decode(arena, copy, len);
  assert_true(str_is(whole, wanted));
  assert_int_equal(whole.ptr[whole.len], '\0');
  for (size_t step = 1; step < len + 2; step++) {
    struct slow slow = {.bytes = bytes, .len = len, .step = step};
    Utf16Reader utf16;
    Reader reader = utf16_reader(&utf16, (Reader){read_slowly, &slow});
    char out[64];
    size_t n = 0;
    for (ptrdiff_t got; (got = reader.read(reader.context, out + n, step)) > 0;)
      n += (size_t)got;
    assert_true(str_is(str_n(out, n), wanted));
  }
  arena_free(arena);
}

static void test_utf16(void **state) {
  (void)state;
  assert_true(utf16_is(little, sizeof little - 1));
  assert_true(utf16_is(big, sizeof big - 1));
  assert_false(utf16_is(utf8, sizeof utf8 - 1));
  assert_false(utf16_is("\xFF", 1));
  expect_utf8(little, sizeof little - 1, utf8);
  expect_utf8(big, sizeof big - 1, utf8);
  expect_utf8("\xFF\xFE", 2, "");
  /* Halves of pairs, and half a unit at the end. */
  expect_utf8("\xFE\xFF\xD8\x3D\0a\xDE\x00\xD8\x3D", 10, "\xFF\x61\xFF\xFF");
  expect_utf8("\xFE\xFF\0a\0", 5, "a\xFF");
}

static void test_utf8_passes_through(void **state) {
  (void)state;
  for (size_t step = 1; step < 5; step++) {
    struct slow slow = {.bytes = utf8, .len = sizeof utf8 - 1, .step = step};
    Utf16Reader utf16;
    Reader reader = utf16_reader(&utf16, (Reader){read_slowly, &slow});
    char out[64];
    size_t n = 0;
    for (ptrdiff_t got; (got = reader.read(reader.context, out + n, 3)) > 0;)
      n += (size_t)got;
    assert_true(str_is(str_n(out, n), utf8));
  }
}

TESTS(window, TEST(test_any_window_gives_the_same), TEST(test_texts_up_to_their_limit),
      TEST(test_reader_that_fails), TEST(test_text_around_an_object),
      TEST(test_held_object_has_a_limit), TEST(test_utf16), TEST(test_utf8_passes_through));
