/* SPDX-License-Identifier: Apache-2.0
 *
 * Copies into the report's arena, with a failure that sticks.
 */

#include "assumelint/arena.h"
#include "engine/build.h"

const char *build_keep(ReportBuilder *b, Str s) {
  Buf buf = buf_in(b->arena);
  buf.limit = SIZE_MAX;
  buf_add(&buf, "");
  while (s.len > 0) {
    size_t nul = str_find(s, 0, '\0');
    buf_add_n(&buf, s.ptr, nul);
    if (nul < s.len)
      buf_add(&buf, "\xEF\xBF\xBD"); /* U+FFFD: C strings end at a NUL */
    s = str_slice(s, nul + 1, s.len);
  }
  if (buf.failed)
    out_of_memory();
  return buf.failed ? NULL : buf.ptr;
}

const char *build_keep_or_null(ReportBuilder *b, Str s) {
  return s.len > 0 ? build_keep(b, s) : NULL;
}

const char *build_keep_text(ReportBuilder *b, const Text *text) {
  Str printed = text ? text_print(b->arena, text) : str_of("");
  if (!printed.ptr && !(text && text->count == 0))
    out_of_memory();
  return build_keep(b, printed);
}

void *build_array(ReportBuilder *b, size_t count, size_t size) {
  void *out = arena_array(b->arena, count, size);
  return out;
}
