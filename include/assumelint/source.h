/* SPDX-License-Identifier: Apache-2.0
 *
 * A source file: its bytes, and positions in it.
 *
 * Everything inside the program is a byte offset; lines and columns are made
 * at the edge. A line ends at LF only (a CR before it belongs to the line).
 * Columns count Unicode code points, both are 1-based. A byte order mark at
 * the start of the file counts as no column.
 */
#ifndef ASSUMELINT_SOURCE_H
#define ASSUMELINT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/str.h"

typedef struct Arena Arena;

/* Byte offsets, end exclusive. */
typedef struct Span {
  size_t begin, end;
} Span;

typedef struct Position {
  size_t line, column;
} Position;

/* Where a byte of a file is that was not held. */
typedef struct KnownPosition {
  size_t offset;
  Position position;
} KnownPosition;

typedef struct Source {
  const char *path;  /* as it is reported; "<stdin>" for standard input */
  const char *bytes; /* NUL-terminated for the libraries' sake; NULL when the file was not held */
  size_t len;
  const size_t *lines; /* byte offset where each line starts; made by source_index */
  size_t line_count;
  /* How many code points begin before each so many bytes: columns in long lines. */
  const size_t *points;
  /* If the bytes are NULL: the positions where spans and errors begin and end,
   * sorted by offset. */
  const KnownPosition *known;
  size_t known_count;
} Source;

/* Builds the line table, and that of code points. */
void source_index(Source *source, Arena *arena);
/* 1:1 where there are neither bytes nor known positions; slow without a line table. Offsets
 * past the end are clamped, those between two known positions are where the first is. */
Position source_position(const Source *source, size_t offset);
/* Its line alone: lines may be very long. */
size_t source_line_number(const Source *source, size_t offset);
/* Moves a position over bytes of the file; a byte order mark is not to be among them. */
Position source_position_after(Position at, const char *bytes, size_t len);

#endif
