/* SPDX-License-Identifier: Apache-2.0
 *
 * AL606 star-principal
 *
 * "Principal": "*", refused in trust policies; AL101 judges whom it would let in.
 */
#include "rules/rules.h"

static void tell(Draft *draft, const Identity *identity) {
  const Principal *principal = draft->principal;
  (void)identity;
  if (principal->kind == PRINCIPAL_STAR)
    draft_message(draft, "\"Principal\": \"*\" is refused in a trust policy: what it means is "
                         "{\"AWS\": \"*\"}, every principal of every account");
}

const RuleChecks rule_al606 = {.principal = tell};
