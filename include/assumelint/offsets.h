/* SPDX-License-Identifier: Apache-2.0
 *
 * Offsets: where in the file the bytes of a decoded string stand.
 *
 * Policies may be JSON text inside a string of a template. A finding about such a policy
 * points into the string, through its escapes and line folding.
 */
#ifndef ASSUMELINT_OFFSETS_H
#define ASSUMELINT_OFFSETS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/node.h"

/* Neighbouring bytes of a decoded string, and where they stand in the file. */
typedef struct Stretch {
  size_t at;  /* of the first byte, in the string */
  Span span;  /* in the file */
  bool exact; /* byte for byte; otherwise the one as a whole stands for the other */
} Stretch;

/* A hole of a text counts as one byte. Without stretches the string comes from the file and
 * is decoded again when needed: offsets_of() does so. */
typedef struct Offsets {
  const char *file;
  const Stretch *stretches;
  size_t count;
  size_t len; /* of the string */
} Offsets;

/* The offsets that all scalars of a file share; NULL for a file without a line table, which
 * has no use for positions. */
const Offsets *offsets_file(Arena *arena, const Source *source);
/* The offsets of a scalar, with stretches; NULL if they are not known. */
const Offsets *offsets_of(Arena *arena, const Node *node);
/* Where bytes `begin` to `end` of the string stand in the file; `whole` if `offsets` is NULL. */
Span offsets_span(const Offsets *offsets, Span whole, size_t begin, size_t end);
/* The offsets of a scalar inside a text that has offsets itself; `span` is the scalar's in
 * the text. NULL if they are not known, or cost too much. */
const Offsets *offsets_inside(Arena *arena, Str text, const Offsets *of_text, Span span,
                              Str decoded);

/* Offsets under construction, front to back. */
typedef struct OffsetsBuilder {
  Arena *arena;
  Stretch *stretches;
  size_t count, cap;
  size_t len;
} OffsetsBuilder;

OffsetsBuilder offsets_begin(Arena *arena);
/* The next `len` bytes stand at `span`, one by one (`exact`) or as a whole. */
void offsets_add(OffsetsBuilder *builder, size_t len, Span span, bool exact);
/* The next bytes are those of another string; they stand at `whole` if `from` is NULL. */
void offsets_add_slice(OffsetsBuilder *builder, const Offsets *from, Span whole, size_t begin,
                       size_t end);
const Offsets *offsets_end(OffsetsBuilder *builder); /* NULL if nothing was added */

#endif
