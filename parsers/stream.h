/* SPDX-License-Identifier: Apache-2.0
 *
 * What a front end reads that reads its input as a stream: JSON that goes by
 * through a window and is held nowhere.
 */
#ifndef ASSUMELINT_PARSERS_STREAM_H
#define ASSUMELINT_PARSERS_STREAM_H

#include "assumelint/model.h"
#include "util/window.h"

typedef struct JsonStream {
  Input *input;
  Window window;        /* at the '{' of the object */
  bool text_before;     /* there are lines before it */
  KnownPosition *marks; /* where objects and the error are */
  size_t mark_count, mark_cap;
} JsonStream;

/* Notes where the object is that was just read to its end, so that findings can
 * point at it when its bytes are gone. */
void stream_mark(JsonStream *stream, Span object);
/* When all is read: notes where the error is, if there is one, and gives all
 * that was noted to the source. */
void stream_finish(JsonStream *stream);

#endif
