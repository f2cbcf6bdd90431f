/* SPDX-License-Identifier: Apache-2.0
 *
 * Unicode, as far as it is needed. Tables: unicode.org/Public/UCD, of
 * DerivedNormalizationProps (NFC_Quick_Check), DerivedCombiningClass and
 * PropList (White_Space).
 */
#include "util/unicode.h"

#include <stdint.h>

#include "assumelint/utf8.h"

/* Characters that normal form C replaces, moves or joins, in order; with what is
 * between them in scripts that are rare in policies. U+212A is such a one: it
 * becomes a plain K. */
static const struct {
  uint32_t first, last;
} unstable[] = {
    {0x0300, 0x036F},   {0x0374, 0x0374},   {0x037E, 0x037E}, {0x0387, 0x0387}, {0x0483, 0x0487},
    {0x0591, 0x135F},   {0x1714, 0x1DFF},   {0x1F71, 0x1FFD}, {0x2000, 0x2001}, {0x20D0, 0x20F0},
    {0x2126, 0x2126},   {0x212A, 0x212B},   {0x2329, 0x232A}, {0x2ADC, 0x2ADC}, {0x2CEF, 0x2DFF},
    {0x302A, 0x302F},   {0x3099, 0x309A},   {0xA66F, 0xABED}, {0xF900, 0xFB4E}, {0xFE20, 0xFE2F},
    {0x10000, 0x1EFFF}, {0x2F800, 0x2FA1F},
};

bool unicode_is_normal(Str s) {
  for (size_t at = 0; at < s.len;) {
    if (!((unsigned char)s.ptr[at] & 0x80)) {
      at++;
      continue;
    }
    uint32_t code = utf8_next(s, &at);
    for (size_t i = 0; i < sizeof unstable / sizeof unstable[0]; i++) {
      if (code >= unstable[i].first && code <= unstable[i].last)
        return false;
    }
  }
  return true;
}

static bool is_space(uint32_t code) {
  return (code >= 0x09 && code <= 0x0D) || code == 0x20 || code == 0x85 || code == 0xA0 ||
         code == 0x1680 || (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 ||
         code == 0x202F || code == 0x205F || code == 0x3000;
}

size_t unicode_leading_space(Str s) {
  for (size_t at = 0; at < s.len;) {
    size_t begin = at;
    if (!is_space(utf8_next(s, &at)))
      return begin;
  }
  return s.len;
}

size_t unicode_trailing_space(Str s) {
  size_t end = s.len;
  while (end > 0) {
    size_t at = end - 1;
    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
      at--;
    size_t next = at;
    if (!is_space(utf8_next(s, &next)))
      break;
    end = at;
  }
  return s.len - end;
}
