/* SPDX-License-Identifier: Apache-2.0
 *
 * --select and --ignore: ids, prefixes of ids, or whole names of rules.
 *
 * The longest match wins, and --ignore wins a tie. A name counts as a whole id.
 */
#include <string.h>

#include "engine/found.h"

/* Length of the longest match of the rule in the list; -1 where none matches. */
static int longest_match(const struct alint_rule *rule, const char *const *list, size_t count) {
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

bool alint_rule_enabled(const struct alint_rule *rule, const struct alint_options *options) {
  /* That a file could not be read is never to be hidden. */
  if (rule->kind == ALINT_RULE_UNREADABLE)
    return true;
  int selected = longest_match(rule, options->select, options->select_count);
  int ignored = longest_match(rule, options->ignore, options->ignore_count);
  if (options->select_count == 0)
    selected = 0;
  return selected > ignored;
}
