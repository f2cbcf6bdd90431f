/* SPDX-License-Identifier: Apache-2.0
 *
 * Copies into the report's arena, with a failure that sticks.
 */

#include "assumelint/arena.h"
#include "engine/build.h"

const char *alint_keep(struct alint_builder *b, struct alint_str s) {
  struct alint_buf buf = alint_buf(b->arena);
  buf.limit = SIZE_MAX;
  alint_buf_add(&buf, "");
  while (s.len > 0) {
    size_t nul = alint_str_find(s, 0, '\0');
    alint_buf_add_n(&buf, s.ptr, nul);
    if (nul < s.len)
      alint_buf_add(&buf, "\xEF\xBF\xBD"); /* U+FFFD: C strings end at a NUL */
    s = alint_str_slice(s, nul + 1, s.len);
  }
  if (buf.failed)
    alint_out_of_memory();
  return buf.failed ? NULL : buf.ptr;
}

const char *alint_keep_or_null(struct alint_builder *b, struct alint_str s) {
  return s.len > 0 ? alint_keep(b, s) : NULL;
}

const char *alint_keep_text(struct alint_builder *b, const struct alint_text *text) {
  struct alint_str printed = text ? alint_text_print(b->arena, text) : alint_str("");
  if (!printed.ptr && !(text && text->count == 0))
    alint_out_of_memory();
  return alint_keep(b, printed);
}

void *alint_keep_array(struct alint_builder *b, size_t count, size_t size) {
  void *out = alint_arena_array(b->arena, count, size);
  return out;
}
