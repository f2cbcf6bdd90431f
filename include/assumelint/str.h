/* SPDX-License-Identifier: Apache-2.0
 *
 * Strings: borrowed spans of bytes, and a buffer to build them in.
 *
 * A `Str` owns nothing and is not NUL-terminated. All text is
 * UTF-8 that a reader has checked. Case folding is ASCII only, as IAM's is.
 */
#ifndef ASSUMELINT_STR_H
#define ASSUMELINT_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Arena Arena;

typedef struct Str {
  const char *ptr; /* may be NULL when len is 0 */
  size_t len;
} Str;

/* From a string literal only. */
#define STR(literal) ((Str){("" literal), sizeof(literal) - 1})

Str str_of(const char *c_string); /* NULL gives the empty string */
Str str_n(const char *bytes, size_t len);
Str str_slice(Str s, size_t begin, size_t end); /* clamped */

bool str_eq(Str a, Str b);
bool str_is(Str a, const char *c_string);
bool str_eq_nocase(Str a, Str b);
bool str_is_nocase(Str a, const char *c_string);
int str_cmp(Str a, Str b); /* bytewise */
bool str_starts(Str s, const char *prefix);
bool str_starts_nocase(Str s, const char *prefix);
bool str_ends(Str s, const char *suffix);
bool str_ends_str(Str s, Str suffix);
bool str_has(Str s, char byte);
/* Index of the first `byte` at or after `from`, or `s.len`. */
size_t str_find(Str s, size_t from, char byte);
size_t str_find_str(Str s, Str needle); /* s.len when absent */
bool str_all_digits(Str s);             /* false for the empty string */
char ascii_lower(char c);               /* ASCII */

/* Decodes one code point of valid UTF-8 at `*at` and moves past it. */
uint32_t utf8_next(Str s, size_t *at);
/* Whether `bytes` is well-formed UTF-8 (no surrogates, nothing overlong); the
 * offset of the first bad byte goes to `*bad` (may be NULL). */
bool utf8_valid(const char *bytes, size_t len, size_t *bad);

/* A growing string in an arena. Being over the limit sticks: append freely, then
 * look once. */
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
Str buf_str(const Buf *buf);

/* printf into the arena. Each %.*s by STR_FMT is cut, so it stays below the limit;
 * what does not fails as an allocation does. */
Str str_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A growing list of strings that somebody else owns. OK or ERR_MEMORY. */
typedef struct Strings {
  const char **items;
  size_t count, cap;
} Strings;

int strings_add(Strings *list, Arena *arena, const char *item);

/* For "%.*s". */
#define STR_FMT(s) (int)((s).len > 100000 ? 100000 : (s).len), ((s).ptr ? (s).ptr : "")

#endif
