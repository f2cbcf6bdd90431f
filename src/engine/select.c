/* SPDX-License-Identifier: Apache-2.0
 *
 * --select and --ignore: ids, prefixes of ids, or whole names of rules.
 *
 * The longest match wins, and --ignore wins a tie. A name counts as a whole id.
 */
#include <string.h>

#include "engine/raw_finding.h"

/* Length of the longest match of the rule in the list; -1 where none matches. */
static int longest_match(const Rule *rule, const char *const *list, size_t count) {
  int longest = -1;
  for (size_t i = 0; i < count; i++) {
    size_t len = strlen(list[i]);
    if (strcmp(list[i], rule->name) == 0)
      len = strlen(rule->id);
    else if (strncmp(list[i], rule->id, len) != 0)
      continue;
    if ((int)len > longest)
      longest = (int)len;
  }
  return longest;
}

bool rule_enabled(const Rule *rule, const Options *options) {
  /* That a file could not be read is never to be hidden. */
  if (rule->kind == RULE_UNREADABLE)
    return true;
  int selected = longest_match(rule, options->select, options->select_count);
  int ignored = longest_match(rule, options->ignore, options->ignore_count);
  if (options->select_count == 0)
    selected = 0;
  return selected > ignored;
}
