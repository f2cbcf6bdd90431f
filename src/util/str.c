/* SPDX-License-Identifier: Apache-2.0
 *
 * Borrowed strings: comparing and searching.
 */
#include "assumelint/str.h"

#include <string.h>

#include "assumelint/utf8.h"

Str str_of(const char *c_string) {
  return (Str){c_string, c_string ? strlen(c_string) : 0};
}

Str str_n(const char *bytes, size_t len) {
  return (Str){bytes, len};
}

Str str_slice(Str s, size_t begin, size_t end) {
  if (end > s.len)
    end = s.len;
  if (begin > end)
    begin = end;
  return (Str){s.ptr ? s.ptr + begin : NULL, end - begin};
}

bool str_eq(Str a, Str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

bool str_is(Str a, const char *c_string) {
  return str_eq(a, str_of(c_string));
}

char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_eq_nocase(Str a, Str b) {
  if (a.len != b.len)
    return false;
  for (size_t i = 0; i < a.len; i++) {
    if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i]))
      return false;
  }
  return true;
}

bool str_is_nocase(Str a, const char *c_string) {
  return str_eq_nocase(a, str_of(c_string));
}

int str_cmp(Str a, Str b) {
  size_t n = a.len < b.len ? a.len : b.len;
  int order = n > 0 ? memcmp(a.ptr, b.ptr, n) : 0;
  if (order != 0)
    return order;
  return a.len < b.len ? -1 : a.len > b.len;
}

bool str_starts(Str s, const char *prefix) {
  size_t n = strlen(prefix);
  return s.len >= n && (n == 0 || memcmp(s.ptr, prefix, n) == 0);
}

bool str_starts_nocase(Str s, const char *prefix) {
  return str_eq_nocase(str_slice(s, 0, strlen(prefix)), str_of(prefix));
}

bool str_ends_str(Str s, Str suffix) {
  return s.len >= suffix.len &&
         (suffix.len == 0 || memcmp(s.ptr + s.len - suffix.len, suffix.ptr, suffix.len) == 0);
}

bool str_ends(Str s, const char *suffix) {
  return str_ends_str(s, str_of(suffix));
}

size_t str_find(Str s, size_t from, char byte) {
  if (from >= s.len)
    return s.len;
  const char *hit = memchr(s.ptr + from, byte, s.len - from);
  return hit ? (size_t)(hit - s.ptr) : s.len;
}

bool str_has(Str s, char byte) {
  return str_find(s, 0, byte) < s.len;
}

size_t str_find_str(Str s, Str needle) {
  if (needle.len == 0)
    return 0;
  for (size_t i = 0; i + needle.len <= s.len; i++) {
    i = str_find(s, i, needle.ptr[0]);
    if (i + needle.len > s.len)
      break;
    if (memcmp(s.ptr + i, needle.ptr, needle.len) == 0)
      return i;
  }
  return s.len;
}

bool str_all_digits(Str s) {
  for (size_t i = 0; i < s.len; i++) {
    if (s.ptr[i] < '0' || s.ptr[i] > '9')
      return false;
  }
  return s.len > 0;
}

bool str_is_one_of(Str s, const char *const *words) {
  while (*words && !str_is(s, *words))
    words++;
  return *words;
}

bool str_starts_one_of(Str s, const char *const *words) {
  while (*words && !str_starts(s, *words))
    words++;
  return *words;
}
