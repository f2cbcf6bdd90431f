/* SPDX-License-Identifier: Apache-2.0
 *
 * Patterns of users and templates: PCRE2 with limits, for patterns are hostile
 * too.
 */
#ifndef ALINT_UTIL_REGEX_H
#define ALINT_UTIL_REGEX_H

#include "assumelint/str.h"

enum alint_regex_verdict {
  ALINT_REGEX_MATCH,
  ALINT_REGEX_NO_MATCH,
  ALINT_REGEX_NOT_A_PATTERN, /* PCRE2 cannot take it */
  ALINT_REGEX_TOO_HARD,      /* a match limit was hit */
};

/* Whether the pattern matches the whole text (UTF-8). */
void alint_regex_match_whole(enum alint_regex_verdict *out, struct alint_str pattern,
                             struct alint_str text);

#endif
