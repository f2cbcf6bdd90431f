/* SPDX-License-Identifier: Apache-2.0
 *
 * Growing strings, and growing lists of strings.
 */
#ifndef ASSUMELINT_BUF_H
#define ASSUMELINT_BUF_H

#include "assumelint/str.h"

/* A growing string in an arena. Hitting the limit sticks: append freely, then check
 * `failed` once. */
typedef struct Buf {
  Arena *arena;
  char *ptr; /* NUL-terminated once something was appended */
  size_t len, cap;
  size_t limit; /* 0: MAX_TEXT_BYTES */
  bool failed;  /* over the limit */
} Buf;

Buf buf_in(Arena *arena);
void buf_add(Buf *buf, const char *c_string);
void buf_add_n(Buf *buf, const char *bytes, size_t len);
void buf_add_str(Buf *buf, Str s);
void buf_add_char(Buf *buf, char c);
void buf_add_utf8(Buf *buf, uint32_t code_point);
void buf_addf(Buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What was appended, borrowed from the buffer; without a `ptr` if it failed. */
Str buf_str(const Buf *buf);

/* A growing list of borrowed strings. */
typedef struct Strings {
  const char **items;
  size_t count, cap;
} Strings;

void strings_add(Strings *list, Arena *arena, const char *item);

#endif
