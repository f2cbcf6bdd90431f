/* SPDX-License-Identifier: Apache-2.0
 *
 * Suppressions that stand in the source: "assumelint:ignore AL201 -- reason".
 *
 * Front ends say where one stands and what stands there; the engine knows the
 * rules, and does what it asks for. All they can do is ignore: none changes a
 * severity, an option or a verdict.
 */
#ifndef ASSUMELINT_SUPPRESSION_H
#define ASSUMELINT_SUPPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"

typedef struct Suppression {
  SourceSpan source_span; /* where it is written; without a source: in the input */
  Str written;            /* for messages: as it stands there, without the reason, cut */
  const Str *ids;         /* of rules, or prefixes of ids: whether there are any, nobody asked */
  size_t id_count;
  Str reason;  /* empty: none is given */
  Str problem; /* not empty: it is not understood and ignores nothing; why */
  /* What it is for: findings on a line of the input, those about the things of
   * these addresses and what is inside of them, all of the input. */
  size_t line; /* 0: none */
  bool everywhere;
  Str *addresses;
  size_t address_count, address_cap;
} Suppression;

/* ---- Syntax (ignore.c) ---- */

/* Reads a line of a comment, without what makes it a comment. `*ours`: it begins
 * like one; fills all but the place and what it is for. */
void suppression_parse(Suppression *out, bool *ours, Arena *arena, Str line);

/* ---- Of an input (ignore.c) ---- */

/* Adds one to those of the input; `*out` is NULL when there are MAX_SUPPRESSIONS. */
void suppression_add(Suppression **out, Input *input, const Suppression *ignore);
/* Adds what is in a comment, markers included: each line of it may be one.
 * `source`: NULL where it is the input's. */
void suppression_comment(Input *input, const Source *source, Span comment, Str text);
/* One more address that it is for. */
void suppression_at(Suppression *ignore, Arena *arena, Str address);

/* ---- Lines (ignore_lines.c) ---- */

/* For each comment of a file, which come in its order, the number of the line it
 * is about: its own where something else stands there, else the first one below
 * that is more than a comment; 0 where there is a blank line or nothing between. */
void suppression_lines(size_t **out, Arena *arena, const Source *source, const Span *comments,
                       size_t count);
/* Adds what the comments of an input's own file say about lines. */
void suppression_comments(Input *input, const Span *comments, size_t count);

#endif
