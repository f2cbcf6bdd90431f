/* SPDX-License-Identifier: Apache-2.0
 *
 * Positions: from byte offsets to lines and columns.
 */
#include "assumelint/source.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/status.h"

static size_t bom_length(const Source *source) {
  return source->len >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

enum { BYTES_A_COUNT = 4096 };

/* Every byte that is not a continuation byte starts a code point. */
static size_t count_points(const char *bytes, size_t len) {
  size_t count = 0;
  for (size_t i = 0; i < len; i++)
    count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
  return count;
}

static size_t points_before(const Source *source, size_t offset) {
  size_t whole = offset / BYTES_A_COUNT;
  return source->points[whole] +
         count_points(source->bytes + whole * BYTES_A_COUNT, offset % BYTES_A_COUNT);
}

void source_index(Source *source, Arena *arena) {
  size_t count = 1;
  for (size_t i = 0; i < source->len; i++)
    count += source->bytes[i] == '\n';
  size_t *lines = arena_array(arena, count, sizeof *lines);
  size_t *points = arena_array(arena, source->len / BYTES_A_COUNT + 1, sizeof *points);
  points[0] = 0;
  for (size_t i = 0; i < source->len / BYTES_A_COUNT; i++)
    points[i + 1] = points[i] + count_points(source->bytes + i * BYTES_A_COUNT, BYTES_A_COUNT);
  size_t n = 0;
  lines[n++] = bom_length(source);
  for (size_t i = 0; i < source->len; i++) {
    if (source->bytes[i] == '\n')
      lines[n++] = i + 1;
  }
  source->lines = lines;
  source->points = points;
  source->line_count = count;
}

/* Index of the last line that starts at or before `offset`. */
static size_t line_index(const Source *source, size_t offset) {
  size_t low = 0, high = source->line_count;
  while (high - low > 1) {
    size_t middle = low + (high - low) / 2;
    if (source->lines[middle] <= offset)
      low = middle;
    else
      high = middle;
  }
  return low;
}

Position source_position_after(Position at, const char *bytes, size_t len) {
  size_t lines = 0, last = len;
  while (last > 0 && bytes[last - 1] != '\n')
    last--;
  for (size_t i = 0; i < last; i++)
    lines += bytes[i] == '\n';
  return (Position){at.line + lines,
                    (last > 0 ? 1 : at.column) + count_points(bytes + last, len - last)};
}

/* Of the last mark at or before `offset`. */
static Position marked_position(const Source *source, size_t offset) {
  size_t low = 0, high = source->known_count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (source->known[middle].offset <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low > 0 ? source->known[low - 1].position : (Position){1, 1};
}

Position source_position(const Source *source, size_t offset) {
  if (!source->bytes)
    return marked_position(source, offset);
  if (offset > source->len)
    offset = source->len;
  size_t first = bom_length(source);
  if (!source->lines && offset <= first)
    return (Position){1, 1};
  if (!source->lines)
    return source_position_after((Position){1, 1}, source->bytes + first, offset - first);
  size_t line = line_index(source, offset), begin = source->lines[line];
  size_t columns =
      offset > begin ? points_before(source, offset) - points_before(source, begin) : 0;
  return (Position){line + 1, 1 + columns};
}

size_t source_line_number(const Source *source, size_t offset) {
  if (!source->bytes)
    return marked_position(source, offset).line;
  return source->lines ? line_index(source, offset) + 1 : 1;
}
