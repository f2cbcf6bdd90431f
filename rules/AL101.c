/* SPDX-License-Identifier: Apache-2.0
 *
 * AL101 public-trust
 *
 * A stranger gets in: a principal of any account, choosing only what strangers choose. Which
 * conditions keep one out is not for this rule to say: it reports the call that succeeded.
 */
#include "access.h"

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  const char *keys = alint_condition_keys(draft, way->statement);
  if (!way->principal)
    alint_draft_message(draft, "NotPrincipal lets in everybody who is not listed: any principal "
                               "of any AWS account may assume this role");
  else if (keys)
    alint_draft_message(draft,
                        "anybody with an AWS account may assume this role: the principal is "
                        "everybody, and any caller can meet the conditions on %s",
                        keys);
  else
    alint_draft_message(draft, "anybody with an AWS account may assume this role: the principal "
                               "is everybody, and no condition says who");
}

const struct alint_checks alint_al101 = {.adversary = ALINT_STRANGER, .way = tell};
