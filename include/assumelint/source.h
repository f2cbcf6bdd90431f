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

struct alint_arena;

/* Byte offsets, end exclusive. */
struct alint_span {
  size_t begin, end;
};

struct alint_position {
  size_t line, column;
};

/* Where a byte of a file is that was not held. */
struct alint_mark {
  size_t offset;
  struct alint_position position;
};

struct alint_source {
  const char *path;  /* as it is reported; "<stdin>" for standard input */
  const char *bytes; /* NUL-terminated for the libraries' sake; NULL when the file was not held */
  size_t len;
  const size_t *lines; /* byte offset where each line starts; made by alint_source_index */
  size_t line_count;
  /* How many code points begin before each so many bytes: columns in long lines. */
  const size_t *points;
  /* Where the bytes are NULL: the places that spans and errors begin and end at,
   * sorted by offset. */
  const struct alint_mark *marks;
  size_t mark_count;
};

/* Builds the line table, and that of code points. */
void alint_source_index(struct alint_source *source, struct alint_arena *arena);
/* 1:1 where there are neither bytes and a line table nor marks; offsets past the
 * end are clamped, those between two marks are where the first is. */
struct alint_position alint_source_position(const struct alint_source *source, size_t offset);
/* Its line alone: lines may be very long. */
size_t alint_source_line_number(const struct alint_source *source, size_t offset);
/* Moves a position over bytes of the file; a byte order mark is not to be among them. */
struct alint_position alint_position_after(struct alint_position at, const char *bytes, size_t len);

#endif
