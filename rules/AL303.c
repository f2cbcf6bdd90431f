/* SPDX-License-Identifier: Apache-2.0
 *
 * AL303 oidc-any-ref
 *
 * Another repository of the tenant gets in (medium), or another branch of the repository (low).
 */
#include "rules/tenancy.h"
#include "rules/ways.h"

static void tell(Draft *draft, const Way *way) {
  const char *tenant = way_tenancy(way).name;
  if (way_open(way, ADVERSARY_OTHER_REPOSITORY)) {
    draft->finding.attempt = &way->attempts[ADVERSARY_OTHER_REPOSITORY];
    draft->finding.severity = SEVERITY_MEDIUM;
    draft_message(draft,
                  "every repository or workspace of the %s that matches the pattern may assume "
                  "this role (%s)",
                  way_tenancy(way).noun, tenant);
  } else if (way_open(way, ADVERSARY_OTHER_REF)) {
    draft->finding.attempt = &way->attempts[ADVERSARY_OTHER_REF];
    draft_message(draft,
                  "every branch, tag, environment or run phase that matches the pattern may "
                  "assume this role (%s)",
                  tenant);
  }
}

const RuleChecks rule_al303 = {.any_way = tell};
