/* SPDX-License-Identifier: Apache-2.0
 *
 * AL303 oidc-any-ref
 *
 * Another repository of the tenant gets in (medium), or another branch of the repository (low).
 */
#include "access.h"

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  const char *tenant = alint_way_tenancy(way).name;
  if (alint_way_open(way, ALINT_OTHER_REPOSITORY)) {
    draft->finding.attempt = &way->attempts[ALINT_OTHER_REPOSITORY];
    draft->finding.severity = ALINT_SEVERITY_MEDIUM;
    alint_draft_message(draft,
                        "every repository or workspace of the %s that fits the pattern may assume "
                        "this role (%s)",
                        alint_way_tenancy(way).noun, tenant);
  } else if (alint_way_open(way, ALINT_OTHER_REF)) {
    draft->finding.attempt = &way->attempts[ALINT_OTHER_REF];
    alint_draft_message(draft,
                        "every branch, tag, environment or run phase that fits the pattern may "
                        "assume this role (%s)",
                        tenant);
  }
}

const struct alint_checks alint_al303 = {.any_way = tell};
