/* SPDX-License-Identifier: Apache-2.0
 *
 * What YAML 1.1 reads an unquoted number as, where that is not what is written.
 *
 * Source: https://yaml.org/type/int.html and float.html.
 */
#include <string.h>

#include "rules.h"

/* Digits of a base; underscores say nothing. False: too large a number. */
static bool add_digits(uint64_t *number, struct alint_str digits, unsigned base) {
  for (size_t i = 0; i < digits.len; i++) {
    char c = alint_lower(digits.ptr[i]);
    unsigned digit = c >= 'a' ? (unsigned)(c - 'a') + 10 : (unsigned)(c - '0');
    if (c == '_')
      continue;
    if (*number > (UINT64_MAX - digit) / base)
      return false;
    *number = *number * base + digit;
  }
  return true;
}

/* 190:20:30, each part worth 60 times the next. */
static bool add_base_60(uint64_t *number, struct alint_str s) {
  for (size_t at = 0; at <= s.len;) {
    size_t end = alint_str_find(s, at, ':');
    uint64_t part = 0;
    if (!add_digits(&part, alint_str_slice(s, at, end), 10) || *number > (UINT64_MAX - part) / 60)
      return false;
    *number = *number * 60 + part;
    at = end + 1;
  }
  return true;
}

static bool is_octal(struct alint_str s) {
  for (size_t i = 0; i < s.len; i++) {
    if (!strchr("01234567_", s.ptr[i]))
      return false;
  }
  return s.len > 1 && s.ptr[0] == '0';
}

struct alint_misread alint_misread(const struct alint_item *item) {
  struct alint_misread out = {NULL, false, 0};
  struct alint_str written, s;
  if (!item->plain_number || !alint_text_known(item->text, &written) || written.len == 0)
    return out;
  bool sign = written.ptr[0] == '+' || written.ptr[0] == '-';
  s = alint_str_slice(written, sign ? 1 : 0, written.len);
  if (alint_str_has(s, '.')) {
    out.as = "a floating-point number";
  } else if (alint_str_starts(s, "0x")) {
    out.as = "a hexadecimal number";
    out.whole = add_digits(&out.number, alint_str_slice(s, 2, s.len), 16);
  } else if (alint_str_starts(s, "0b")) {
    out.as = "a binary number";
    out.whole = add_digits(&out.number, alint_str_slice(s, 2, s.len), 2);
  } else if (alint_str_has(s, ':')) {
    out.as = "a number to the base of 60";
    out.whole = add_base_60(&out.number, s);
  } else if (is_octal(s)) {
    out.as = "an octal number";
    out.whole = add_digits(&out.number, s, 8);
  } else if (sign || alint_str_has(s, '_')) {
    out.as = "a number";
    out.whole = add_digits(&out.number, s, 10);
  }
  out.whole = out.whole && !(sign && written.ptr[0] == '-');
  return out;
}
