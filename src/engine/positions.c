/* SPDX-License-Identifier: Apache-2.0
 *
 * Positions of many spans of one file: the file is walked once, leaving a mark
 * at regular distances, and each position is counted from the mark before it.
 */
#include <string.h>

#include "engine/build.h"

enum { MARK_BYTES = 4 * 1024 };

/* The first byte that counts: a byte order mark is no column. */
static size_t first_byte(const Source *source) {
  return source->len >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* Moves a position over bytes [from, to). */
static Position walk(const Source *source, Position at, size_t from, size_t to) {
  size_t first = first_byte(source);
  for (size_t i = from < first ? first : from; i < to; i++) {
    if (source->bytes[i] == '\n')
      at = (Position){at.line + 1, 1};
    else if (((unsigned char)source->bytes[i] & 0xC0) != 0x80)
      at.column++;
  }
  return at;
}

static void make_marks(ReportBuilder *b, FilePositions *places) {
  const Source *source = places->source;
  places->mark_count = source->len / MARK_BYTES + 1;
  places->marks = build_array(b, places->mark_count, sizeof *places->marks);
  places->marks[0] = (Position){1, 1};
  for (size_t i = 1; i < places->mark_count; i++)
    places->marks[i] = walk(source, places->marks[i - 1], (i - 1) * MARK_BYTES, i * MARK_BYTES);
}

static Position find(ReportBuilder *b, FilePositions *places, size_t offset) {
  const Source *source = places->source;
  if (!source->bytes)
    return source_position(source, offset);
  if (!places->marks)
    make_marks(b, places);
  if (offset > source->len)
    offset = source->len;
  size_t mark = offset / MARK_BYTES;
  return walk(source, places->marks[mark], mark * MARK_BYTES, offset);
}

FilePositions positions_of(const Source *source, const char *path) {
  return (FilePositions){.source = source, .path = path};
}

ReportLocation positions_locate(ReportBuilder *b, FilePositions *places, Span span) {
  return (ReportLocation){
      .path = places->path,
      .begin = find(b, places, span.begin),
      .end = find(b, places, span.end > span.begin ? span.end : span.begin),
  };
}
