/* SPDX-License-Identifier: Apache-2.0
 *
 * AL207 external-id-as-password
 *
 * A stranger who knows the external ID gets in.
 */
#include "rules/ways.h"

static void tell(Draft *draft, const Way *way) {
  (void)way;
  draft_message(draft, "anybody who knows the external ID may assume this role, from any AWS "
                       "account: the ID serves as a password, but it is not a secret");
}

const RuleChecks rule_al207 = {.adversary = ADVERSARY_STRANGER_WITH_ID, .way = tell};
