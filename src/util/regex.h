/* SPDX-License-Identifier: Apache-2.0
 *
 * Patterns of users and templates: PCRE2 with limits, for patterns are hostile
 * too.
 */
#ifndef ASSUMELINT_UTIL_REGEX_H
#define ASSUMELINT_UTIL_REGEX_H

#include "assumelint/str.h"

typedef enum {
  REGEX_MATCH,
  REGEX_NO_MATCH,
  REGEX_NOT_A_PATTERN, /* PCRE2 cannot take it */
  REGEX_TOO_HARD,      /* a match limit was hit */
} RegexVerdict;

/* Whether the pattern matches the whole text (UTF-8). */
void regex_match_whole(RegexVerdict *out, Str pattern, Str text);

#endif
