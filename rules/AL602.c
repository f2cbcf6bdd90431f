/* SPDX-License-Identifier: Apache-2.0
 *
 * AL602 invalid-version
 *
 * The version of the policy language.
 */
#include "rules.h"

static void tell(struct alint_draft *draft, const struct alint_oddity *oddity) {
  if (oddity->kind == ALINT_ODD_BAD_VERSION)
    alint_draft_message(
        draft,
        "%s is no version of the policy language: it is 2012-10-17, or 2008-10-17 of "
        "old; IAM refuses the policy",
        alint_quote(draft, oddity->detail));
}

const struct alint_checks alint_al602 = {.oddity = tell};
