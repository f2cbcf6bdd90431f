/* SPDX-License-Identifier: Apache-2.0
 *
 * AL604 prohibited-element
 *
 * Elements that the grammar does not have.
 */
#include "rules/draft.h"

static const char *const policy_elements[] = {"Id", "Statement", "Version"};
static const char *const statement_elements[] = {
    "Action", "Condition", "Effect", "NotAction", "NotPrincipal", "Principal", "Sid",
};

static const char *nearest_element(const Malformation *malformation) {
  if (malformation->statement < 0)
    return nearest_name(malformation->detail, policy_elements,
                        sizeof policy_elements / sizeof *policy_elements);
  return nearest_name(malformation->detail, statement_elements,
                      sizeof statement_elements / sizeof *statement_elements);
}

static void tell(Draft *draft, const Malformation *malformation) {
  if (malformation->kind == MALFORMED_PROHIBITED)
    draft_message(draft,
                  "%.*s is not allowed in a trust policy, whose resource is the role itself: "
                  "IAM refuses the policy",
                  STR_FMT(malformation->detail));
  else if (malformation->kind == MALFORMED_UNKNOWN_ELEMENT)
    draft_message(draft, "%s is not an element of a %s%s: IAM refuses the policy",
                  draft_quote_name(draft, malformation->detail),
                  malformation->statement < 0 ? "policy" : "statement",
                  draft_did_you_mean(draft, nearest_element(malformation)));
}

const RuleChecks rule_al604 = {.malformation = tell};
