/* SPDX-License-Identifier: Apache-2.0
 *
 * AL207 external-id-as-password
 *
 * A stranger who knows the external ID gets in.
 */
#include "access.h"

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  (void)way;
  alint_draft_message(draft, "everybody who knows the external ID may assume this role, from any "
                             "AWS account: the ID is used as a password, and it is no secret");
}

const struct alint_checks alint_al207 = {.adversary = ALINT_STRANGER_WITH_ID, .way = tell};
