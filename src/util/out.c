/* SPDX-License-Identifier: Apache-2.0
 *
 * Output through a callback, with a failure that sticks.
 */
#include "assumelint/out.h"

#include <string.h>

void alint_out_n(struct alint_out *out, const char *bytes, size_t len) {
  if (out->failed || len == 0)
    return;
  if (!out->write(out->context, bytes, len))
    out->failed = true;
}

void alint_out_text(struct alint_out *out, const char *c_string) {
  if (c_string)
    alint_out_n(out, c_string, strlen(c_string));
}

void alint_out_str(struct alint_out *out, struct alint_str s) {
  alint_out_n(out, s.ptr, s.len);
}

void alint_out_size(struct alint_out *out, size_t number) {
  char digits[24];
  size_t at = sizeof digits;
  do {
    digits[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number > 0);
  alint_out_n(out, digits + at, sizeof digits - at);
}

void alint_out_fill(struct alint_out *out, char byte, size_t count) {
  char run[64];
  memset(run, byte, sizeof run);
  while (count > 0) {
    size_t n = count < sizeof run ? count : sizeof run;
    alint_out_n(out, run, n);
    count -= n;
  }
}

static bool write_to_buf(void *context, const char *bytes, size_t len) {
  struct alint_buf *buf = context;
  alint_buf_add_n(buf, bytes, len);
  return !buf->failed;
}

struct alint_out alint_out_to_buf(struct alint_buf *buf) {
  return (struct alint_out){.write = write_to_buf, .context = buf};
}
