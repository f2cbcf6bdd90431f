/* SPDX-License-Identifier: Apache-2.0
 *
 * Regular expressions of users and templates: PCRE2 with limits, since patterns are
 * hostile too.
 */
#ifndef ASSUMELINT_UTIL_REGEX_H
#define ASSUMELINT_UTIL_REGEX_H

#include "assumelint/str.h"

typedef enum {
  REGEX_MATCH,
  REGEX_NO_MATCH,
  REGEX_NOT_A_PATTERN, /* PCRE2 refuses it */
  REGEX_TOO_HARD,      /* a match limit was hit */
} RegexVerdict;

/* Whether the pattern matches the whole text (UTF-8). */
RegexVerdict regex_match_whole(Str pattern, Str text);

#endif
