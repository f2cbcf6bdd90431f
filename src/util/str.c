/* SPDX-License-Identifier: Apache-2.0
 *
 * Borrowed strings: comparing, searching, UTF-8.
 */
#include "assumelint/str.h"

#include <string.h>

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

/* Length of the sequence that a lead byte starts; 0 for a byte that starts none. */
static size_t utf8_length(unsigned char lead) {
  if (lead < 0x80)
    return 1;
  if (lead >= 0xC2 && lead <= 0xDF)
    return 2;
  if (lead >= 0xE0 && lead <= 0xEF)
    return 3;
  if (lead >= 0xF0 && lead <= 0xF4)
    return 4;
  return 0;
}

uint32_t utf8_next(Str s, size_t *at) {
  unsigned char lead = (unsigned char)s.ptr[*at];
  size_t n = utf8_length(lead);
  if (n <= 1 || *at + n > s.len) {
    *at += 1;
    return lead;
  }
  static const unsigned char lead_mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  uint32_t code = lead & lead_mask[n];
  for (size_t i = 1; i < n; i++)
    code = code << 6 | ((unsigned char)s.ptr[*at + i] & 0x3F);
  *at += n;
  return code;
}

static bool sequence_ok(const unsigned char *p, size_t n) {
  for (size_t i = 1; i < n; i++) {
    if ((p[i] & 0xC0) != 0x80)
      return false;
  }
  /* Overlong forms, surrogates and values above U+10FFFF. */
  if (n == 3 && ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F)))
    return false;
  if (n == 4 && ((p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F)))
    return false;
  return true;
}

bool utf8_valid(const char *bytes, size_t len, size_t *bad) {
  const unsigned char *p = (const unsigned char *)bytes;
  size_t i = 0;
  while (i < len) {
    size_t n = utf8_length(p[i]);
    if (n == 0 || n > len - i || !sequence_ok(p + i, n)) {
      if (bad)
        *bad = i;
      return false;
    }
    i += n;
  }
  return true;
}
