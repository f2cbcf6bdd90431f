/* SPDX-License-Identifier: Apache-2.0
 *
 * AL309 cognito-unauthenticated
 *
 * A guest of the pool gets in. Medium where the policy names guests, which is a choice.
 */
#include "rules/ways.h"

static bool is_guest(const Text *text) {
  return text_is(text, "unauthenticated");
}

static bool names_guests(const Condition *condition) {
  return str_ends(condition->key, ":amr") && condition_find(condition, is_guest);
}

static void tell(Draft *draft, const Way *way) {
  if (statement_find(way->statement, names_guests))
    draft_severity(draft, SEVERITY_MEDIUM, "the policy names unauthenticated identities itself");
  draft_message(
      draft,
      "identities of the pool that have not signed in may assume this role: anybody in the world");
}

const RuleChecks rule_al309 = {.adversary = ADVERSARY_GUEST, .way = tell};
