/* SPDX-License-Identifier: Apache-2.0
 *
 * Matching texts with holes: equality and IAM's globs, three-valued.
 */
#ifndef ALINT_MODEL_MATCH_H
#define ALINT_MODEL_MATCH_H

#include "assumelint/text.h"

enum alint_match_flags {
  ALINT_MATCH_GLOB = 1,   /* '*' and '?' in literal pieces of the pattern are wildcards */
  ALINT_MATCH_NOCASE = 2, /* ASCII case is folded */
};

/* YES when every value of the holes makes them match, NO when none does. */
enum alint_tri alint_match(const struct alint_text *pattern, const struct alint_text *value,
                           unsigned flags);

/* Both without holes: '*' is any run of characters, '?' exactly one code point.
 * Parts between stars are looked for one after the other, each as early as it
 * matches; no recursion. */
bool alint_glob(struct alint_str pattern, struct alint_str value);

#endif
