/* SPDX-License-Identifier: Apache-2.0
 *
 * AL301 oidc-tenant-missing
 *
 * Another tenant of a shared issuer gets in, and no condition asks for a claim that names the
 * tenant.
 */
#include "rules/tenancy.h"

static void tell(Draft *draft, const Way *way) {
  const Tenancy tenancy = way_tenancy(way);
  if (tenancy.asked)
    return;
  draft_message(draft,
                "every %s of %s may assume this role: no condition on %s:%s or another claim "
                "says whose token it must be",
                tenancy.noun, tenancy.name, tenancy.host, tenancy.claim);
  draft_help_with_tenant(draft, &tenancy);
}

const RuleChecks rule_al301 = {.adversary = ADVERSARY_FOREIGN_TENANT, .way = tell};
