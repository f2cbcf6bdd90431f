/* SPDX-License-Identifier: Apache-2.0
 *
 * Lines and columns of what findings can point at. The bytes of a plan are gone when it
 * has been read, so positions are kept on the way: where each kept object begins and ends,
 * and where reading stopped.
 */
#include "parsers/stream.h"

#include <stdlib.h>

#include "assumelint/arena.h"
#include "util/sorted.h"

static void add(JsonStream *stream, size_t offset, Position position) {
  LIST_ADD(stream->input->arena, &stream->positions, (KnownPosition){offset, position});
}

void stream_keep_position(JsonStream *stream, Span object) {
  add(stream, object.begin, window_position(&stream->window, object.begin));
  add(stream, object.end, window_position(&stream->window, object.end));
}

/* An error can be about an object that was read long ago. */
static Position error_position(JsonStream *stream) {
  size_t offset = stream->input->error.offset;
  for (size_t i = 0; i < stream->positions.count; i++) {
    if (stream->positions.items[i].offset == offset)
      return stream->positions.items[i].position;
  }
  return window_position(&stream->window, offset);
}

/* The error is about the character there, as in a file that is held. A character that is
 * not in the buffer any more begins a token or an object. */
static void keep_error(JsonStream *stream) {
  Error *err = &stream->input->error;
  size_t at = err->offset;
  Position position = error_position(stream);
  char byte = '"';
  add(stream, at, position);
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
    keep_error(stream);
  KnownPosition *items = stream->positions.items;
  size_t count = stream->positions.count;
  sorted_sort(items, count, sizeof *items, compare);
  stream->input->source.known = items;
  stream->input->source.known_count = count;
}
