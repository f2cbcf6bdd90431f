/* SPDX-License-Identifier: Apache-2.0
 *
 * Nearest words by edit distance: insertions, deletions, replacements and swaps
 * of neighbours count one each (optimal string alignment). Case does not count.
 */
#include "util/suggest.h"

#include <stdbool.h>
#include <stdio.h>

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

size_t suggest_distance(Str a, Str b) {
  size_t rows[3][SUGGEST_MAX_WORD + 1];
  size_t *before = rows[0], *last = rows[1], *now = rows[2];
  for (size_t j = 0; j <= b.len; j++)
    last[j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    now[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      char x = ascii_lower(a.ptr[i - 1]), y = ascii_lower(b.ptr[j - 1]);
      now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (x != y));
      if (i > 1 && j > 1 && x == ascii_lower(b.ptr[j - 2]) && y == ascii_lower(a.ptr[i - 2]))
        now[j] = least(now[j], before[j - 2] + 1);
    }
    size_t *free_row = before;
    before = last;
    last = now;
    now = free_row;
  }
  return last[b.len];
}

/* Half of a compound word was typed: "severity" for "min-severity". */
static bool is_part(Str part, Str whole) {
  return part.len >= 3 && part.len < whole.len && str_find_str(whole, part) < whole.len;
}

Suggestions suggest_begin(const char *word, size_t max) {
  return (Suggestions){.word = word, .max = max < SUGGESTIONS ? max : SUGGESTIONS};
}

void suggest(Suggestions *s, const char *candidate) {
  suggest_as(s, candidate, candidate);
}

void suggest_as(Suggestions *s, const char *candidate, const char *shown) {
  Str word = str_of(s->word), other = str_of(candidate);
  if (word.len == 0 || word.len > SUGGEST_MAX_WORD || other.len > SUGGEST_MAX_WORD)
    return;
  size_t distance = suggest_distance(word, other);
  if (distance > 1 && (is_part(word, other) || is_part(other, word)))
    distance = 1;
  if (distance > (word.len < 6 ? 1 : word.len < 9 ? 2 : 3))
    return;
  size_t at = s->count;
  while (at > 0 && s->distance[at - 1] > distance)
    at--;
  if (at >= s->max)
    return;
  if (s->count < s->max)
    s->count++;
  for (size_t i = s->count - 1; i > at; i--) {
    s->found[i] = s->found[i - 1];
    s->distance[i] = s->distance[i - 1];
  }
  s->found[at] = shown;
  s->distance[at] = distance;
}

void suggest_text(char out[SUGGESTION_TEXT], const Suggestions *s, const char *prefix) {
  size_t used = 0;
  out[0] = '\0';
  for (size_t i = 0; i < s->count && used < SUGGESTION_TEXT; i++) {
    const char *before = i == 0 ? " (did you mean " : i + 1 == s->count ? " or " : ", ";
    int n = snprintf(out + used, SUGGESTION_TEXT - used, "%s%s%s%s", before, prefix, s->found[i],
                     i + 1 == s->count ? "?)" : "");
    used += n > 0 ? (size_t)n : 0;
  }
}
