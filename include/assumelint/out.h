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

#include "assumelint/buf.h"
#include "assumelint/str.h"

typedef struct Out {
  bool (*write)(void *context, const char *bytes, size_t len); /* false once writing failed */
  void *context;
  bool failed;
} Out;

void out_n(Out *out, const char *bytes, size_t len);
void out_text(Out *out, const char *c_string); /* NULL: nothing */
void out_str(Out *out, Str s);
void out_size(Out *out, size_t number);
/* `count` times the same byte. */
void out_fill(Out *out, char byte, size_t count);

/* An output that collects everything in a buffer. */
Out out_to_buf(Buf *buf);

#endif
