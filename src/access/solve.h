/* SPDX-License-Identifier: Apache-2.0
 *
 * The string solver: a value that matches some globs and does not match others.
 *
 * A breadth-first walk over the product of the globs' automata, so the answer
 * is a shortest one. Holes are letters of their own that equal only themselves.
 */
#ifndef ASSUMELINT_ACCESS_SOLVE_H
#define ASSUMELINT_ACCESS_SOLVE_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/text.h"

typedef struct GlobWish {
  const Text *pattern;
  bool wanted;    /* true: must match; false: must not */
  unsigned group; /* wanted: of the wishes of one group, one must match */
  bool glob;      /* '*' and '?' are wildcards */
  bool nocase;
  bool arn; /* '*' and '?' of the first five components do not cross a colon */
} GlobWish;

typedef enum {
  SOLVER_SOLVED,
  SOLVER_UNSOLVABLE,
  SOLVER_GAVE_UP,      /* too many states, positions, letters or holes */
  SOLVER_OUT_OF_STEPS, /* more might have helped */
} Solution;

/* `accepts` filters the letters literal values may be made of (NULL: all). `*steps`:
 * how many it may take, afterwards how many are left. */
Solution search_solve(const Text **out, Arena *arena, const GlobWish *wishes, size_t count,
                      bool (*accepts)(const void *context, char c), const void *context,
                      size_t *steps);

#endif
