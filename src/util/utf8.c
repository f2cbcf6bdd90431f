/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-8 by the table of the Unicode standard, "Well-Formed UTF-8 Byte Sequences".
 */
#include "assumelint/utf8.h"

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

size_t utf8_put(char *out, uint32_t code) {
  if (code < 0x80) {
    out[0] = (char)code;
    return 1;
  }
  size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  static const uint32_t lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (size_t i = n; i-- > 1;) {
    out[i] = (char)(0x80 | (code & 0x3F));
    code >>= 6;
  }
  out[0] = (char)(lead[n] | code);
  return n;
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
