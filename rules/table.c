/* SPDX-License-Identifier: Apache-2.0
 *
 * All rules, sorted by id. A rule is declared in rules.h and listed here, once.
 */
#include "rules.h"

const struct alint_rule *const alint_rules[] = {
    /* 0xx: input */
    &alint_rule_al001,
    /* 1xx: who is let in, 2xx: confused deputy, 3xx: federation */
    &alint_rule_al101,
    &alint_rule_al102,
    &alint_rule_al103,
    &alint_rule_al104,
    &alint_rule_al106,
    &alint_rule_al201,
    &alint_rule_al202,
    &alint_rule_al203,
    &alint_rule_al204,
    &alint_rule_al207,
    &alint_rule_al209,
    &alint_rule_al301,
    &alint_rule_al302,
    &alint_rule_al303,
    &alint_rule_al304,
    &alint_rule_al305,
    &alint_rule_al308,
    &alint_rule_al309,
    &alint_rule_al310,
    /* 4xx: principals come and go, 5xx: conditions that do not do what they say */
    &alint_rule_al401,
    &alint_rule_al402,
    &alint_rule_al403,
    &alint_rule_al405,
    &alint_rule_al406,
    &alint_rule_al407,
    &alint_rule_al502,
    &alint_rule_al505,
    &alint_rule_al506,
    &alint_rule_al508,
    &alint_rule_al509,
    /* 6xx: IAM will refuse it */
    &alint_rule_al601,
    &alint_rule_al602,
    &alint_rule_al603,
    &alint_rule_al604,
    &alint_rule_al605,
    &alint_rule_al606,
    &alint_rule_al607,
    &alint_rule_al608,
    &alint_rule_al609,
    &alint_rule_al610,
    &alint_rule_al611,
    &alint_rule_al612,
    &alint_rule_al613,
    &alint_rule_al614,
    &alint_rule_al615,
    &alint_rule_al616,
    &alint_rule_al617,
    &alint_rule_al618,
    &alint_rule_al619,
    &alint_rule_al620,
    &alint_rule_al621,
    /* 9xx: what could not be decided */
    &alint_rule_al901,
    &alint_rule_al902,
    &alint_rule_al903,
    NULL,
};

const struct alint_rule *alint_rule_find(const char *id_or_name) {
  struct alint_str wanted = alint_str(id_or_name);
  for (size_t i = 0; alint_rules[i]; i++) {
    if (alint_str_is_nocase(wanted, alint_rules[i]->id) ||
        alint_str_is(wanted, alint_rules[i]->name))
      return alint_rules[i];
  }
  return NULL;
}
