/* SPDX-License-Identifier: Apache-2.0
 *
 * "Did you mean ...?": the known words nearest to a mistyped one.
 */
#ifndef ALINT_UTIL_SUGGEST_H
#define ALINT_UTIL_SUGGEST_H

#include <stddef.h>

#include "assumelint/str.h"

/* Longer words are no typing errors. */
enum { ALINT_MAX_WORD = 80 };
/* How many typing errors make one word of the other; neither is longer than that. */
size_t alint_edit_distance(struct alint_str a, struct alint_str b);

enum { ALINT_SUGGESTIONS = 3 };

struct alint_suggestions {
  const char *word;
  const char *found[ALINT_SUGGESTIONS]; /* nearest first */
  size_t distance[ALINT_SUGGESTIONS];
  size_t count, max;
};

/* At most `max` words will be suggested. */
struct alint_suggestions alint_suggestions(const char *word, size_t max);
/* Keeps `candidate` if it is near enough: it is borrowed. */
void alint_suggest(struct alint_suggestions *suggestions, const char *candidate);
/* As alint_suggest, but `shown` is what to suggest when `candidate` is near. */
void alint_suggest_as(struct alint_suggestions *suggestions, const char *candidate,
                      const char *shown);

/* " (did you mean PREFIXa, PREFIXb or PREFIXc?)", or nothing. */
enum { ALINT_SUGGESTION_TEXT = 256 };
void alint_suggestion_text(char out[ALINT_SUGGESTION_TEXT],
                           const struct alint_suggestions *suggestions, const char *prefix);

#endif
