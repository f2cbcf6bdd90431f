/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON strings: from the escaped form to the bytes. What comes in was checked
 * by the cursor, so nothing here can fail.
 */
#include <string.h>

#include "util/json_cursor.h"

static uint32_t hex4(const char *p) {
  uint32_t code = 0;
  for (int i = 0; i < 4; i++) {
    unsigned char c = (unsigned char)p[i];
    code = code << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return code;
}

static size_t put_utf8(char *out, uint32_t code) {
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

/* One escape at `*at` (behind the backslash), which is moved past it. */
static size_t put_escape(char *out, const char *bytes, size_t *at) {
  static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
  char kind = bytes[(*at)++];
  if (kind != 'u') {
    const char *hit = strchr(from, kind);
    out[0] = hit ? to[hit - from] : kind;
    return 1;
  }
  uint32_t code = hex4(bytes + *at);
  *at += 4;
  if (code >= 0xD800 && code <= 0xDBFF) {
    code = 0x10000 + ((code - 0xD800) << 10) + (hex4(bytes + *at + 2) - 0xDC00);
    *at += 6;
  }
  return put_utf8(out, code);
}

size_t json_unescape(char *out, const char *bytes, size_t len) {
  size_t n = 0, at = 0;
  while (at < len) {
    const char *hit = memchr(bytes + at, '\\', len - at);
    size_t plain = hit ? (size_t)(hit - bytes) - at : len - at;
    memcpy(out + n, bytes + at, plain);
    n += plain;
    at += plain;
    if (at < len) {
      at++;
      n += put_escape(out + n, bytes, &at);
    }
  }
  return n;
}
