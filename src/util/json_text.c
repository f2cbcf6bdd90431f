/* SPDX-License-Identifier: Apache-2.0
 *
 * JSON strings: from the escaped form to the bytes. What comes in was checked
 * by the cursor, so nothing here can fail.
 */
#include <string.h>

#include "assumelint/utf8.h"
#include "util/json_cursor.h"

static uint32_t hex4(const char *p) {
  uint32_t code = 0;
  for (int i = 0; i < 4; i++) {
    unsigned char c = (unsigned char)p[i];
    code = code << 4 | (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return code;
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
  return utf8_put(out, code);
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
