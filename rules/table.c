/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of rules, which the build makes from rules/list and the pages, is searched here.
 */
#include "rules.h"

const struct alint_rule *alint_rule_find(const char *id_or_name) {
  struct alint_str wanted = alint_str(id_or_name);
  for (size_t i = 0; alint_rules[i]; i++) {
    if (alint_str_is_nocase(wanted, alint_rules[i]->id) ||
        alint_str_is(wanted, alint_rules[i]->name))
      return alint_rules[i];
  }
  return NULL;
}

const struct alint_rule *alint_rule_of_kind(enum alint_rule_kind kind) {
  size_t i = 0;
  while (alint_rules[i] && alint_rules[i]->kind != kind)
    i++;
  return alint_rules[i];
}

bool alint_rule_is_undecided(const struct alint_rule *rule) {
  return rule->kind == ALINT_RULE_UNDECIDED || rule->kind == ALINT_RULE_UNFINISHED;
}
