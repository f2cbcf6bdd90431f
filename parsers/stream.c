/* SPDX-License-Identifier: Apache-2.0
 *
 * Lines and columns of what findings can point at. The bytes of a plan are gone
 * when it has been read, so they are noted on the way: where each object that
 * is kept begins and ends, and where reading stopped.
 */
#include "parsers/stream.h"

#include <stdlib.h>

#include "assumelint/arena.h"

static void add(JsonStream *stream, size_t offset, Position position) {
  KnownPosition *marks = arena_grow(stream->input->arena, stream->marks, stream->mark_count,
                                    &stream->mark_cap, sizeof *marks);
  stream->marks = marks;
  marks[stream->mark_count++] = (KnownPosition){offset, position};
}

void stream_mark(JsonStream *stream, Span object) {
  add(stream, object.begin, window_position(&stream->window, object.begin));
  add(stream, object.end, window_position(&stream->window, object.end));
}

/* An error can be about an object that was read long ago. */
static Position error_position(JsonStream *stream) {
  for (size_t i = 0; i < stream->mark_count; i++) {
    if (stream->marks[i].offset == stream->input->error.offset)
      return stream->marks[i].position;
  }
  return window_position(&stream->window, stream->input->error.offset);
}

/* The character at the error counts as the place, as in a file that is held.
 * One that is not in the buffer any more begins a token or an object. */
static void mark_error(JsonStream *stream) {
  Error *err = &stream->input->error;
  size_t at = err->offset;
  Position position = error_position(stream);
  add(stream, at, position);
  char byte = '"';
  if (!window_byte(&stream->window, at, &byte) && at >= window_end(&stream->window))
    return;
  if (byte == '\n')
    return;
  position.column += ((unsigned char)byte & 0xC0) != 0x80;
  err->length = 1;
  while (window_byte(&stream->window, at + err->length, &byte) &&
         ((unsigned char)byte & 0xC0) == 0x80)
    err->length++;
  add(stream, at + err->length, position);
}

static int compare(const void *left, const void *right) {
  const KnownPosition *a = left, *b = right;
  return a->offset < b->offset ? -1 : a->offset > b->offset;
}

void stream_finish(JsonStream *stream) {
  if (stream->input->error.has_offset)
    mark_error(stream);
  if (stream->mark_count > 1)
    qsort(stream->marks, stream->mark_count, sizeof *stream->marks, compare);
  stream->input->source.known = stream->marks;
  stream->input->source.known_count = stream->mark_count;
}
