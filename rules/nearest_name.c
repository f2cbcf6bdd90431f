/* SPDX-License-Identifier: Apache-2.0
 *
 * The nearest of a list of names, for what is written in a policy. Stricter than
 * suggestions for the command line: a part of a name is another name here.
 */
#include "rules/rules.h"
#include "util/suggest.h"

const char *nearest_name(Str word, const char *const *names, size_t count) {
  const char *nearest = NULL;
  if (word.len < 2 || word.len > SUGGEST_MAX_WORD)
    return NULL;
  /* One slip in a short word, three in a long one: more is another word. */
  size_t best = (word.len < 5 ? 1 : word.len < 9 ? 2 : 3) + 1;
  for (size_t i = 0; i < count; i++) {
    Str name = str_of(names[i]);
    if (name.len > SUGGEST_MAX_WORD || name.len > word.len + 3 || word.len > name.len + 3)
      continue;
    size_t d = suggest_distance(word, name);
    if (d < best) {
      best = d;
      nearest = names[i];
    }
  }
  return nearest;
}
