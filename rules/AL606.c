/* SPDX-License-Identifier: Apache-2.0
 *
 * AL606 star-principal
 *
 * IAM refuses "Principal": "*" in trust policies. AL101 judges whom it would let in.
 */
#include "rules/draft.h"

static void tell(Draft *draft, const Identity *identity) {
  (void)identity;
  if (draft->principal->kind == PRINCIPAL_STAR)
    draft_message(draft, "IAM refuses \"Principal\": \"*\" in a trust policy: the valid form is "
                         "{\"AWS\": \"*\"}, every principal of every account");
}

const RuleChecks rule_al606 = {.principal = tell};
