/* SPDX-License-Identifier: Apache-2.0
 *
 * AL309 cognito-unauthenticated
 *
 * A guest of the pool gets in. Medium where the policy names guests, which is a choice.
 */
#include "rules/ways.h"

static bool names_guests(const Statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const Condition *condition = &statement->conditions[i];
    for (size_t k = 0; k < condition->value_count && str_ends(condition->key, ":amr"); k++) {
      if (text_is(condition->values[k].text, "unauthenticated"))
        return true;
    }
  }
  return false;
}

static void tell(Draft *draft, const Way *way) {
  if (names_guests(way->statement))
    draft_severity(draft, SEVERITY_MEDIUM, "the policy names unauthenticated identities itself");
  draft_message(draft, "identities of the pool that did not sign in may assume this role: "
                       "anybody in the world");
}

const RuleChecks rule_al309 = {.adversary = ADVERSARY_GUEST, .way = tell};
