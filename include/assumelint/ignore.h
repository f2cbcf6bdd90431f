/* SPDX-License-Identifier: Apache-2.0
 *
 * Suppressions that stand in the source: "assumelint:ignore AL201 -- reason".
 *
 * Front ends say where one stands and what stands there; the engine knows the
 * rules, and does what it asks for. All they can do is ignore: none changes a
 * severity, an option or a verdict.
 */
#ifndef ASSUMELINT_IGNORE_H
#define ASSUMELINT_IGNORE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"

struct alint_ignore {
  struct alint_place place; /* where it is written; without a source: in the input */
  struct alint_str written; /* for messages: as it stands there, without the reason, cut */
  const struct alint_str
      *ids; /* of rules, or prefixes of ids: whether there are any, nobody asked */
  size_t id_count;
  struct alint_str reason;  /* empty: none is given */
  struct alint_str problem; /* not empty: it is not understood and ignores nothing; why */
  /* What it is for: findings on a line of the input, those about the things of
   * these addresses and what is inside of them, all of the input. */
  size_t line; /* 0: none */
  bool everywhere;
  struct alint_str *addresses;
  size_t address_count, address_cap;
};

/* ---- Syntax (ignore.c) ---- */

/* Reads a line of a comment, without what makes it a comment. `*ours`: it begins
 * like one; fills all but the place and what it is for. */
void alint_ignore_parse(struct alint_ignore *out, bool *ours, struct alint_arena *arena,
                        struct alint_str line);

/* ---- Of an input (ignore.c) ---- */

/* Adds one to those of the input; `*out` is NULL when there are ALINT_MAX_IGNORES. */
void alint_ignore_add(struct alint_ignore **out, struct alint_input *input,
                      const struct alint_ignore *ignore);
/* Adds what is in a comment, markers included: each line of it may be one.
 * `source`: NULL where it is the input's. */
void alint_ignore_comment(struct alint_input *input, const struct alint_source *source,
                          struct alint_span comment, struct alint_str text);
/* One more address that it is for. */
void alint_ignore_at(struct alint_ignore *ignore, struct alint_arena *arena,
                     struct alint_str address);

/* ---- Lines (ignore_lines.c) ---- */

/* For each comment of a file, which come in its order, the number of the line it
 * is about: its own where something else stands there, else the first one below
 * that is more than a comment; 0 where there is a blank line or nothing between. */
void alint_ignore_lines(size_t **out, struct alint_arena *arena, const struct alint_source *source,
                        const struct alint_span *comments, size_t count);
/* Adds what the comments of an input's own file say about lines. */
void alint_ignore_comments(struct alint_input *input, const struct alint_span *comments,
                           size_t count);

#endif
