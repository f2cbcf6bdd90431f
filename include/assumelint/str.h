/* SPDX-License-Identifier: Apache-2.0
 *
 * Strings: borrowed spans of bytes.
 *
 * A `Str` owns nothing and is not NUL-terminated. All text is UTF-8 that a reader has
 * checked. Case folding is ASCII only, as IAM's is.
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

/* The arguments of "%.*s". Cuts at 100,000 bytes. */
#define STR_FMT(s) (int)((s).len > 100000 ? 100000 : (s).len), ((s).ptr ? (s).ptr : "")

Str str_of(const char *c_string); /* NULL gives the empty string */
Str str_n(const char *bytes, size_t len);
Str str_slice(Str s, size_t begin, size_t end); /* clamped */

/* printf into the arena. A result longer than MAX_TEXT_BYTES fails as an allocation
 * does; each argument that STR_FMT cuts stays below that. */
Str str_printf(Arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

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
/* Whether a text is one of the words, or begins with one. A NULL ends the list. */
bool str_is_one_of(Str s, const char *const *words);
bool str_starts_one_of(Str s, const char *const *words);
/* Index of the first `byte` at or after `from`, or `s.len`. */
size_t str_find(Str s, size_t from, char byte);
size_t str_find_str(Str s, Str needle); /* s.len when absent */
bool str_all_digits(Str s);             /* false for the empty string */
char ascii_lower(char c);

#endif
