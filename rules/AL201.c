/* SPDX-License-Identifier: Apache-2.0
 *
 * AL201 external-id-missing
 *
 * Another customer of the trusted account gets in, and nothing asks for an external ID. Accounts
 * that are own, trusted or of the organization need none.
 */
#include "rules/ways.h"

static void tell(Draft *draft, const Way *way) {
  if (!way_is_third_party(way) || way_asks_external_id(draft->check, way))
    return;
  draft->finding.severity = way_missing_id_severity(way);
  if (way->owner == OWNER_UNKNOWN)
    draft->finding.severity_reason =
        STR("it is not known whose account this is: declare it with --account or --trust");
  draft_message(draft, "%s may assume this role without an external ID%s", way_subject(draft, way),
                way->owner == OWNER_VENDOR
                    ? ", so another of its customers can have it read your account"
                    : ": if it works for several customers, another of them can have it read your "
                      "account");
}

const RuleChecks rule_al201 = {.adversary = ADVERSARY_OTHER_CUSTOMER, .way = tell};
