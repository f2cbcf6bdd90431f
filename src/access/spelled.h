/* SPDX-License-Identifier: Apache-2.0
 *
 * Words that a policy spells out: what stands in its values between two separators, without
 * wildcards. Who they name is meant; everybody else is an other.
 */
#ifndef ASSUMELINT_ACCESS_SPELLED_H
#define ASSUMELINT_ACCESS_SPELLED_H

#include "assumelint/model.h"

typedef struct Spelled {
  Str *words;
  size_t count, cap;
  const Text **texts; /* likewise, with a hole in them */
  size_t text_count, text_cap;
  bool cut; /* there are more than MAX_SPELLED_WORDS */
} Spelled;

/* Of all statements, and the accounts of the role itself. */
Spelled spelled_words(Arena *arena, const Role *role, const Policy *policy);
/* Of the values that the statement demands, and those that Denies spare. */
Spelled spelled_demands(Arena *arena, const Policy *policy, const Statement *statement);

#endif
