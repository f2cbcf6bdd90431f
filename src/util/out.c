/* SPDX-License-Identifier: Apache-2.0
 *
 * Output through a callback, with a failure that sticks.
 */
#include "assumelint/out.h"

#include <string.h>

#include "assumelint/buf.h"

void out_n(Out *out, const char *bytes, size_t len) {
  if (out->failed || len == 0)
    return;
  if (!out->write(out->context, bytes, len))
    out->failed = true;
}

void out_text(Out *out, const char *c_string) {
  if (c_string)
    out_n(out, c_string, strlen(c_string));
}

void out_str(Out *out, Str s) {
  out_n(out, s.ptr, s.len);
}

void out_size(Out *out, size_t number) {
  char digits[24];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  out_n(out, digits + at, sizeof digits - at);
}

void out_fill(Out *out, char byte, size_t count) {
  char run[64];
  memset(run, byte, sizeof run);
  while (count > 0) {
    size_t n = count < sizeof run ? count : sizeof run;
    out_n(out, run, n);
    count -= n;
  }
}

static bool write_to_buf(void *context, const char *bytes, size_t len) {
  Buf *buf = context;
  buf_add_n(buf, bytes, len);
  return !buf->failed;
}

Out out_to_buf(Buf *buf) {
  return (Out){.write = write_to_buf, .context = buf};
}
