/* SPDX-License-Identifier: Apache-2.0
 *
 * Growing strings and lists of strings.
 */
#include "assumelint/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/utf8.h"

Buf buf_in(Arena *arena) {
  return (Buf){.arena = arena};
}

static bool make_room(Buf *buf, size_t extra) {
  size_t limit = buf->limit ? buf->limit : MAX_TEXT_BYTES;
  if (buf->failed || extra > limit || buf->len > limit - extra) {
    buf->failed = true;
    return false;
  }
  size_t wanted = buf->len + extra + 1;
  if (wanted <= buf->cap)
    return true;
  size_t cap = buf->cap < 32 ? 64 : buf->cap * 2;
  if (cap < wanted)
    cap = wanted;
  char *grown = arena_alloc(buf->arena, cap);
  if (buf->len > 0)
    memcpy(grown, buf->ptr, buf->len);
  buf->ptr = grown;
  buf->cap = cap;
  return true;
}

void buf_add_n(Buf *buf, const char *bytes, size_t len) {
  if (!make_room(buf, len))
    return;
  if (len > 0)
    memcpy(buf->ptr + buf->len, bytes, len);
  buf->len += len;
  buf->ptr[buf->len] = '\0';
}

void buf_add(Buf *buf, const char *c_string) {
  buf_add_n(buf, c_string, strlen(c_string));
}

void buf_add_str(Buf *buf, Str s) {
  buf_add_n(buf, s.ptr, s.len);
}

void buf_add_char(Buf *buf, char c) {
  buf_add_n(buf, &c, 1);
}

void buf_add_utf8(Buf *buf, uint32_t code_point) {
  char bytes[4];
  buf_add_n(buf, bytes, utf8_put(bytes, code_point));
}

__attribute__((format(printf, 2, 0))) static void add_formatted(Buf *buf, const char *format,
                                                                va_list args) {
  va_list again;
  va_copy(again, args);
  int n = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (n < 0) {
    buf->failed = true;
    return;
  }
  if (!make_room(buf, (size_t)n))
    return;
  vsnprintf(buf->ptr + buf->len, (size_t)n + 1, format, args);
  buf->len += (size_t)n;
}

void buf_addf(Buf *buf, const char *format, ...) {
  va_list args;
  va_start(args, format);
  add_formatted(buf, format, args);
  va_end(args);
}

Str buf_str(const Buf *buf) {
  return buf->failed ? (Str){NULL, 0} : (Str){buf->ptr, buf->len};
}

Str str_printf(Arena *arena, const char *format, ...) {
  Buf buf = buf_in(arena);
  va_list args;
  va_start(args, format);
  add_formatted(&buf, format, args);
  va_end(args);
  if (buf.failed)
    out_of_memory();
  return buf_str(&buf);
}

void strings_add(Strings *list, Arena *arena, const char *item) {
  LIST_ADD(arena, list, item);
}
