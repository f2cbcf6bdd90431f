/* SPDX-License-Identifier: Apache-2.0
 *
 * Strings that are built: up to a limit, and not at all beyond it.
 */
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/str.h"
#include "unit.h"

static void texts_have_a_limit(void **state) {
  (void)state;
  struct alint_arena *arena = alint_arena_new(16 * ALINT_MAX_TEXT_BYTES);
  char *most = alint_arena_alloc(arena, ALINT_MAX_TEXT_BYTES);
  assert_non_null(most);
  memset(most, 'x', ALINT_MAX_TEXT_BYTES);
  struct alint_buf buf = alint_buf(arena);
  alint_buf_add_str(&buf, alint_str_n(most, ALINT_MAX_TEXT_BYTES));
  assert_false(buf.failed);
  assert_int_equal(alint_buf_str(&buf).len, ALINT_MAX_TEXT_BYTES);
  alint_buf_add_char(&buf, 'x');
  assert_true(buf.failed);
  struct alint_buf small = alint_buf(arena);
  small.limit = 3;
  alint_buf_addf(&small, "%s", "abc");
  assert_false(small.failed);
  alint_buf_addf(&small, "%s", "d");
  assert_true(small.failed);
  alint_arena_free(arena);
}

TESTS(buf, TEST(texts_have_a_limit));
