/* SPDX-License-Identifier: Apache-2.0
 *
 * AL602 invalid-version
 *
 * The Version of the policy language.
 */
#include "rules/draft.h"

static void tell(Draft *draft, const Malformation *malformation) {
  if (malformation->kind == MALFORMED_BAD_VERSION)
    draft_message(draft,
                  "%s is no version of the policy language: it is 2012-10-17, or 2008-10-17 of "
                  "old; IAM refuses the policy",
                  draft_quote(draft, malformation->detail));
}

const RuleChecks rule_al602 = {.malformation = tell};
