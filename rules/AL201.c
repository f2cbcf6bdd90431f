/* SPDX-License-Identifier: Apache-2.0
 *
 * AL201 external-id-missing
 *
 * The trusted account's other customer gets in, and nothing asks for an external ID. What is
 * own, trusted or of the organization needs none.
 */
#include "access.h"

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  if (!alint_is_third_party(way) || alint_asks_external_id(draft->check, way))
    return;
  draft->finding.severity = alint_missing_id_severity(way);
  if (way->owner == ALINT_OWNER_UNKNOWN)
    draft->finding.severity_reason =
        ALINT_STR("whose account it is is not known: say so with --account or --trust");
  alint_draft_message(draft,
                      "%s may assume this role without an external ID, and with any: it can be "
                      "made to do so for somebody else",
                      alint_way_subject(draft, way));
}

const struct alint_checks alint_al201 = {.adversary = ALINT_OTHER_CUSTOMER, .way = tell};
