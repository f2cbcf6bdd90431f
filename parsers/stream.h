/* SPDX-License-Identifier: Apache-2.0
 *
 * What a front end reads that reads its input as a stream: JSON that goes by
 * through a window and is held nowhere.
 */
#ifndef ALINT_PARSERS_STREAM_H
#define ALINT_PARSERS_STREAM_H

#include "assumelint/model.h"
#include "util/window.h"

struct alint_stream {
  struct alint_input *input;
  struct alint_window window; /* at the '{' of the object */
  bool text_before;           /* there are lines before it */
  struct alint_mark *marks;   /* where objects and the error are */
  size_t mark_count, mark_cap;
};

/* Notes where the object is that was just read to its end, so that findings can
 * point at it when its bytes are gone. */
void alint_stream_mark(struct alint_stream *stream, struct alint_span object);
/* When all is read: notes where the error is, if there is one, and gives all
 * that was noted to the source. */
void alint_stream_finish(struct alint_stream *stream);

#endif
