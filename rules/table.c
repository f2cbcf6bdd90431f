/* SPDX-License-Identifier: Apache-2.0
 *
 * Searches the table of rules, which the build makes from rules/list and the pages.
 */
#include "assumelint/rule.h"

const Rule *rule_find(const char *id_or_name) {
  Str wanted = str_of(id_or_name);
  for (size_t i = 0; rule_list[i]; i++) {
    if (str_is_nocase(wanted, rule_list[i]->id) || str_is(wanted, rule_list[i]->name))
      return rule_list[i];
  }
  return NULL;
}

const Rule *rule_of_kind(RuleKind kind) {
  size_t i = 0;
  while (rule_list[i] && rule_list[i]->kind != kind)
    i++;
  return rule_list[i];
}

bool rule_is_undecided(const Rule *rule) {
  return rule->kind == RULE_UNDECIDED || rule->kind == RULE_UNFINISHED;
}
