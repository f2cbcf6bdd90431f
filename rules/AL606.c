/* SPDX-License-Identifier: Apache-2.0
 *
 * AL606 star-principal
 *
 * "Principal": "*", refused in trust policies; AL101 judges whom it would let in.
 */
#include "rules.h"

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  const struct alint_principal *principal = draft->principal;
  (void)identity;
  if (principal->kind == ALINT_PRINCIPAL_STAR)
    alint_draft_message(draft,
                        "\"Principal\": \"*\" is refused in a trust policy: what it means is "
                        "{\"AWS\": \"*\"}, every principal of every account");
}

const struct alint_checks alint_al606 = {.principal = tell};
