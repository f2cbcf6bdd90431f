/* SPDX-License-Identifier: Apache-2.0
 *
 * Strings that are built: up to a limit, and not at all beyond it.
 */
#include "assumelint/buf.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/str.h"
#include "unit.h"

static void texts_have_a_limit(void **state) {
  (void)state;
  Arena *arena = arena_new(16 * MAX_TEXT_BYTES);
  char *most = arena_alloc(arena, MAX_TEXT_BYTES);
  assert_non_null(most);
  memset(most, 'x', MAX_TEXT_BYTES);
  Buf buf = buf_in(arena);
  buf_add_str(&buf, str_n(most, MAX_TEXT_BYTES));
  assert_false(buf.failed);
  assert_int_equal(buf_str(&buf).len, MAX_TEXT_BYTES);
  buf_add_char(&buf, 'x');
  assert_true(buf.failed);
  Buf small = buf_in(arena);
  small.limit = 3;
  buf_addf(&small, "%s", "abc");
  assert_false(small.failed);
  buf_addf(&small, "%s", "d");
  assert_true(small.failed);
  arena_free(arena);
}

TESTS(buf, TEST(texts_have_a_limit));
