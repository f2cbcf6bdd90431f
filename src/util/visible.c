/* SPDX-License-Identifier: Apache-2.0
 *
 * Text made fit for a terminal.
 */
#include "util/visible.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "assumelint/utf8.h"

/* Code points that a terminal acts upon, or that hide themselves or others. */
static bool hidden(uint32_t c) {
  static const struct {
    uint32_t first, last;
  } ranges[] = {
      {0x00, 0x1F},     {0x7F, 0x9F},     {0xAD, 0xAD},     {0x61C, 0x61C},     {0x200B, 0x200F},
      {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF}, {0xE0000, 0xE007F},
  };
  for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
    if (c >= ranges[i].first && c <= ranges[i].last)
      return true;
  }
  return false;
}

/* Length of the well-formed sequence at the start of `s`; 0 if there is none. */
static size_t sequence(Str s) {
  for (size_t n = 1; n <= 4 && n <= s.len; n++) {
    if (utf8_valid(s.ptr, n, NULL))
      return n;
  }
  return 0;
}

size_t visible_next(Str s, size_t *at, char form[VISIBLE_MAX], size_t *columns) {
  Str rest = str_slice(s, *at, s.len);
  size_t n = sequence(rest), zero = 0;
  uint32_t code = n ? utf8_next(rest, &zero) : (unsigned char)rest.ptr[0];
  *at += n ? n : 1;
  int written;
  if (code == '\t') {
    written = snprintf(form, VISIBLE_MAX, "    ");
  } else if (n && !hidden(code)) {
    memcpy(form, rest.ptr, n);
    *columns = 1;
    return n;
  } else if (code <= 0xFF) {
    written = snprintf(form, VISIBLE_MAX, "\\x%02X", (unsigned)code);
  } else {
    written = snprintf(form, VISIBLE_MAX, "\\u%04X", (unsigned)code);
  }
  *columns = (size_t)written;
  return (size_t)written;
}

/* Where printable ASCII ends, most often the end of the text. */
static size_t plain_until(Str s, size_t at) {
  while (at < s.len && s.ptr[at] >= ' ' && s.ptr[at] <= '~')
    at++;
  return at;
}

void out_visible_str(Out *out, Str s) {
  for (size_t at = 0; at < s.len;) {
    size_t plain = plain_until(s, at);
    out_n(out, s.ptr + at, plain - at);
    at = plain;
    if (at == s.len)
      break;
    char form[VISIBLE_MAX];
    size_t columns;
    size_t n = visible_next(s, &at, form, &columns);
    out_n(out, form, n);
  }
}

void out_visible(Out *out, const char *c_string) {
  out_visible_str(out, str_of(c_string));
}

void out_format(Out *out, const char *format, ...) {
  va_list args;
  va_start(args, format);
  for (;;) {
    size_t len = strcspn(format, "%");
    out_n(out, format, len);
    format += len;
    if (format[0] == '\0')
      break;
    if (strncmp(format, "%zu", 3) == 0) {
      out_size(out, va_arg(args, size_t));
      format += 3;
    } else if (strncmp(format, "%.*s", 4) == 0) {
      int bytes = va_arg(args, int);
      out_visible_str(out, str_n(va_arg(args, const char *), (size_t)bytes));
      format += 4;
    } else { /* %s */
      out_visible(out, va_arg(args, const char *));
      format += 2;
    }
  }
  va_end(args);
}
