/* SPDX-License-Identifier: Apache-2.0
 *
 * Input that a front end reads as a stream: JSON that passes through a window and is not
 * held.
 */
#ifndef ASSUMELINT_PARSERS_STREAM_H
#define ASSUMELINT_PARSERS_STREAM_H

#include "assumelint/model.h"
#include "util/window.h"

typedef struct JsonStream {
  Input *input;
  Window window;    /* at the '{' of the object */
  bool text_before; /* there are lines before it */
  struct {
    KnownPosition *items;
    size_t count, cap;
  } positions; /* of objects and of the error */
} JsonStream;

/* Keeps the position of the object just read to its end, so that findings can point at it
 * when its bytes are gone. */
void stream_keep_position(JsonStream *stream, Span object);
/* At the end: keeps the position of the error, if there is one, and gives all positions to
 * the source. */
void stream_finish(JsonStream *stream);

#endif
