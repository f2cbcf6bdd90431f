/* SPDX-License-Identifier: Apache-2.0
 *
 * "Did you mean ...?": the known words nearest to a mistyped one.
 */
#ifndef ASSUMELINT_UTIL_SUGGEST_H
#define ASSUMELINT_UTIL_SUGGEST_H

#include <stddef.h>

#include "assumelint/str.h"

/* Longer words are no typing errors. */
enum { SUGGEST_MAX_WORD = 80 };
/* How many typing errors make one word of the other; neither is longer than that. */
size_t suggest_distance(Str a, Str b);

enum { SUGGESTIONS = 3 };

typedef struct Suggestions {
  const char *word;
  const char *found[SUGGESTIONS]; /* nearest first */
  size_t distance[SUGGESTIONS];
  size_t count, max;
} Suggestions;

/* At most `max` words will be suggested. */
Suggestions suggest_begin(const char *word, size_t max);
/* Keeps `candidate` if it is near enough: it is borrowed. */
void suggest(Suggestions *suggestions, const char *candidate);
/* As suggest, but `shown` is what to suggest when `candidate` is near. */
void suggest_as(Suggestions *suggestions, const char *candidate, const char *shown);

/* " (did you mean PREFIXa, PREFIXb or PREFIXc?)", or nothing. */
enum { SUGGESTION_TEXT = 256 };
void suggest_text(char out[SUGGESTION_TEXT], const Suggestions *suggestions, const char *prefix);

#endif
