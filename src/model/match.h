/* SPDX-License-Identifier: Apache-2.0
 *
 * Matching texts with holes: equality and IAM's globs, three-valued.
 */
#ifndef ASSUMELINT_MODEL_MATCH_H
#define ASSUMELINT_MODEL_MATCH_H

#include "assumelint/text.h"

typedef enum {
  MATCH_GLOB = 1,   /* '*' and '?' in literal pieces of the pattern are wildcards */
  MATCH_NOCASE = 2, /* ASCII case is folded */
} MatchFlags;

/* YES when every value of the holes makes them match, NO when none does. */
Tri text_match(const Text *pattern, const Text *value, unsigned flags);

/* Both without holes: '*' is any run of characters, '?' exactly one code point.
 * Parts between stars are looked for one after the other, each as early as it
 * matches; no recursion. */
bool glob_match(Str pattern, Str value);

#endif
