/* SPDX-License-Identifier: Apache-2.0
 *
 * AL309 cognito-unauthenticated
 *
 * A guest of the pool gets in; medium where the policy spells guests out, which is a choice.
 */
#include "access.h"

static bool spells_guests_out(const struct alint_statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const struct alint_condition *condition = &statement->conditions[i];
    for (size_t k = 0; k < condition->value_count && alint_str_ends(condition->key, ":amr"); k++) {
      if (alint_text_is(condition->values[k].text, "unauthenticated"))
        return true;
    }
  }
  return false;
}

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  if (spells_guests_out(way->statement))
    alint_draft_severity(draft, ALINT_SEVERITY_MEDIUM,
                         "the policy names unauthenticated identities itself");
  alint_draft_message(draft, "identities of the pool that did not sign in may assume this role: "
                             "anybody in the world");
}

const struct alint_checks alint_al309 = {.adversary = ALINT_GUEST, .way = tell};
