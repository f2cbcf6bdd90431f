/* SPDX-License-Identifier: Apache-2.0
 *
 * The nearest of a list of names: Levenshtein distance with swapped neighbours,
 * letter case ignored.
 */
#include "rules.h"

enum { MAX_WORD = 80 };

static size_t least(size_t a, size_t b) {
  return a < b ? a : b;
}

static size_t distance(struct alint_str a, struct alint_str b) {
  size_t rows[3][MAX_WORD + 1];
  size_t *before = rows[0], *last = rows[1], *now = rows[2];
  for (size_t k = 0; k <= b.len; k++)
    before[k] = last[k] = k;
  for (size_t i = 1; i <= a.len; i++) {
    now[0] = i;
    for (size_t k = 1; k <= b.len; k++) {
      char x = alint_lower(a.ptr[i - 1]), y = alint_lower(b.ptr[k - 1]);
      size_t d = least(least(last[k], now[k - 1]) + 1, last[k - 1] + (x != y));
      if (i > 1 && k > 1 && x == alint_lower(b.ptr[k - 2]) && alint_lower(a.ptr[i - 2]) == y)
        d = least(d, before[k - 2] + 1);
      now[k] = d;
    }
    size_t *spare = before;
    before = last;
    last = now;
    now = spare;
  }
  return last[b.len];
}

const char *alint_nearest(struct alint_str word, const char *const *names, size_t count) {
  const char *nearest = NULL;
  if (word.len < 2 || word.len > MAX_WORD)
    return NULL;
  /* One slip in a short word, three in a long one: more is another word. */
  size_t best = (word.len < 5 ? 1 : word.len < 9 ? 2 : 3) + 1;
  for (size_t i = 0; i < count; i++) {
    struct alint_str name = alint_str(names[i]);
    if (name.len > MAX_WORD || name.len > word.len + 3 || word.len > name.len + 3)
      continue;
    size_t d = distance(word, name);
    if (d < best) {
      best = d;
      nearest = names[i];
    }
  }
  return nearest;
}
