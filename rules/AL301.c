/* SPDX-License-Identifier: Apache-2.0
 *
 * AL301 oidc-tenant-missing
 *
 * A foreign tenant of a shared issuer gets in, and no condition is on a claim that names a
 * tenant.
 */
#include "access.h"

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  const struct alint_tenancy tenancy = alint_way_tenancy(way);
  if (tenancy.asked)
    return;
  alint_draft_message(draft,
                      "every %s of %s may assume this role: no condition on %s:%s, or on "
                      "another claim, says whose token it must be",
                      tenancy.noun, tenancy.name, tenancy.host, tenancy.claim);
  alint_help_with_tenant(draft, &tenancy);
}

const struct alint_checks alint_al301 = {.adversary = ALINT_FOREIGN_TENANT, .way = tell};
