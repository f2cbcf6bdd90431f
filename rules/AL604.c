/* SPDX-License-Identifier: Apache-2.0
 *
 * AL604 prohibited-element
 *
 * Elements that the grammar has no place for.
 */
#include "rules.h"

static const char *const policy_elements[] = {"Id", "Statement", "Version"};
static const char *const statement_elements[] = {
    "Action", "Condition", "Effect", "NotAction", "NotPrincipal", "Principal", "Sid",
};

static const char *nearest_element(const struct alint_oddity *oddity) {
  if (oddity->statement < 0)
    return alint_nearest(oddity->detail, policy_elements,
                         sizeof policy_elements / sizeof *policy_elements);
  return alint_nearest(oddity->detail, statement_elements,
                       sizeof statement_elements / sizeof *statement_elements);
}

static void tell(struct alint_draft *draft, const struct alint_oddity *oddity) {
  if (oddity->kind != ALINT_ODD_PROHIBITED && oddity->kind != ALINT_ODD_UNKNOWN_ELEMENT)
    return;
  if (oddity->kind == ALINT_ODD_PROHIBITED) {
    alint_draft_message(draft,
                        "%.*s is not allowed in a trust policy, whose resource is the role itself: "
                        "IAM refuses the policy",
                        ALINT_FMT(oddity->detail));
  } else {
    const char *near = nearest_element(oddity);
    alint_draft_message(draft, "%s is no element of a %s%s: IAM refuses the policy",
                        alint_quote_name(draft, oddity->detail),
                        oddity->statement < 0 ? "policy" : "statement",
                        alint_did_you_mean(draft, near));
  }
}

const struct alint_checks alint_al604 = {.oddity = tell};
