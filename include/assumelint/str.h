/* SPDX-License-Identifier: Apache-2.0
 *
 * Strings: borrowed spans of bytes, and a buffer to build them in.
 *
 * A `struct alint_str` owns nothing and is not NUL-terminated. All text is
 * UTF-8 that a reader has checked. Case folding is ASCII only, as IAM's is.
 */
#ifndef ASSUMELINT_STR_H
#define ASSUMELINT_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct alint_arena;

struct alint_str {
  const char *ptr; /* may be NULL when len is 0 */
  size_t len;
};

/* From a string literal only. */
#define ALINT_STR(literal) ((struct alint_str){("" literal), sizeof(literal) - 1})

struct alint_str alint_str(const char *c_string); /* NULL gives the empty string */
struct alint_str alint_str_n(const char *bytes, size_t len);
struct alint_str alint_str_slice(struct alint_str s, size_t begin, size_t end); /* clamped */

bool alint_str_eq(struct alint_str a, struct alint_str b);
bool alint_str_is(struct alint_str a, const char *c_string);
bool alint_str_eq_nocase(struct alint_str a, struct alint_str b);
bool alint_str_is_nocase(struct alint_str a, const char *c_string);
int alint_str_cmp(struct alint_str a, struct alint_str b); /* bytewise */
bool alint_str_starts(struct alint_str s, const char *prefix);
bool alint_str_starts_nocase(struct alint_str s, const char *prefix);
bool alint_str_ends(struct alint_str s, const char *suffix);
bool alint_str_ends_str(struct alint_str s, struct alint_str suffix);
bool alint_str_has(struct alint_str s, char byte);
/* Index of the first `byte` at or after `from`, or `s.len`. */
size_t alint_str_find(struct alint_str s, size_t from, char byte);
size_t alint_str_find_str(struct alint_str s, struct alint_str needle); /* s.len when absent */
bool alint_str_all_digits(struct alint_str s); /* false for the empty string */
char alint_lower(char c);                      /* ASCII */

/* Decodes one code point of valid UTF-8 at `*at` and moves past it. */
uint32_t alint_utf8_next(struct alint_str s, size_t *at);
/* Whether `bytes` is well-formed UTF-8 (no surrogates, nothing overlong); the
 * offset of the first bad byte goes to `*bad` (may be NULL). */
bool alint_utf8_valid(const char *bytes, size_t len, size_t *bad);

/* A growing string in an arena. Being over the limit sticks: append freely, then
 * look once. */
struct alint_buf {
  struct alint_arena *arena;
  char *ptr; /* NUL-terminated once something was appended */
  size_t len, cap;
  size_t limit; /* 0: ALINT_MAX_TEXT_BYTES */
  bool failed;  /* over the limit */
};

struct alint_buf alint_buf(struct alint_arena *arena);
void alint_buf_add(struct alint_buf *buf, const char *c_string);
void alint_buf_add_n(struct alint_buf *buf, const char *bytes, size_t len);
void alint_buf_add_str(struct alint_buf *buf, struct alint_str s);
void alint_buf_add_char(struct alint_buf *buf, char c);
void alint_buf_add_utf8(struct alint_buf *buf, uint32_t code_point);
void alint_buf_addf(struct alint_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct alint_str alint_buf_str(const struct alint_buf *buf);

/* printf into the arena. Each %.*s by ALINT_FMT is cut, so it stays below the limit;
 * what does not fails as an allocation does. */
struct alint_str alint_str_printf(struct alint_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* A growing list of strings that somebody else owns. ALINT_OK or ALINT_ENOMEM. */
struct alint_strings {
  const char **items;
  size_t count, cap;
};

int alint_strings_add(struct alint_strings *list, struct alint_arena *arena, const char *item);

/* For "%.*s". */
#define ALINT_FMT(s) (int)((s).len > 100000 ? 100000 : (s).len), ((s).ptr ? (s).ptr : "")

#endif
