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
                  "%s is not a version of the policy language (2012-10-17, or the old "
                  "2008-10-17): IAM refuses the policy",
                  draft_quote(draft, malformation->detail));
}

const RuleChecks rule_al602 = {.malformation = tell};
