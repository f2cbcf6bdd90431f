/* SPDX-License-Identifier: Apache-2.0
 *
 * Where the bytes of a report go.
 *
 * Writers know neither files nor streams: they hand bytes to a callback. A
 * failure sticks, so a writer writes freely and its caller looks once.
 */
#ifndef ASSUMELINT_OUT_H
#define ASSUMELINT_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/str.h"

struct alint_out {
  bool (*write)(void *context, const char *bytes, size_t len); /* false once writing failed */
  void *context;
  bool failed;
};

void alint_out_n(struct alint_out *out, const char *bytes, size_t len);
void alint_out_text(struct alint_out *out, const char *c_string); /* NULL: nothing */
void alint_out_str(struct alint_out *out, struct alint_str s);
void alint_out_size(struct alint_out *out, size_t number);
/* `count` times the same byte. */
void alint_out_fill(struct alint_out *out, char byte, size_t count);

/* An output that collects everything in a buffer. */
struct alint_out alint_out_to_buf(struct alint_buf *buf);

#endif
