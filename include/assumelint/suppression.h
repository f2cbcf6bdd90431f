/* SPDX-License-Identifier: Apache-2.0
 *
 * Suppressions in the source: "assumelint:ignore AL201 -- reason".
 *
 * Front ends collect what is written and where; the engine, which knows the rules, applies
 * it. A suppression can only ignore findings: none changes a severity, an option or a
 * verdict.
 */
#ifndef ASSUMELINT_SUPPRESSION_H
#define ASSUMELINT_SUPPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"

typedef struct Suppression {
  SourceSpan source_span; /* where it is written; without a source: in the input */
  Str written;            /* for messages: its text without the reason, cut */
  const Str *ids;         /* ids of rules, or prefixes of ids; not checked yet */
  size_t id_count;
  Str reason;  /* empty: none is given */
  Str problem; /* why it ignores nothing; empty: it is understood */
  /* What it applies to: findings on a line of the input; findings about resources with
   * these addresses and about what is inside them; all findings of the input. */
  size_t line; /* 0: none */
  bool everywhere;
  Str *addresses;
  size_t address_count, address_cap;
} Suppression;

/* Reads one line of a comment, without its comment marker. False if it does not begin like a
 * suppression. Fills all but the source span and what it applies to. */
bool suppression_parse(Suppression *out, Arena *arena, Str line);

/* Adds a copy to the input and returns it; NULL when there are MAX_SUPPRESSIONS. */
Suppression *suppression_add(Input *input, const Suppression *suppression);
/* Adds what a comment holds, one for each line at most. `text` includes the comment markers.
 * `source` is NULL for a comment of the input itself. */
void suppression_comment(Input *input, const Source *source, Span comment, Str text);
/* Adds an address that it applies to. */
void suppression_at(Suppression *suppression, Arena *arena, Str address);

/* For each comment of a file, in file order, the number of the line it is about: its own if
 * something else stands there, else the first line below that is more than a comment; 0 if a
 * blank line, or nothing, comes first. */
size_t *suppression_lines(Arena *arena, const Source *source, const Span *comments, size_t count);
/* Adds the suppressions in the comments of the input's own file, with their lines. */
void suppression_comments(Input *input, const Span *comments, size_t count);

#endif
