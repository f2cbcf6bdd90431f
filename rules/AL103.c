/* SPDX-License-Identifier: Apache-2.0
 *
 * AL103 unknown-external-account
 *
 * Speaks only where own accounts are declared: without them any account may be a sibling.
 */
#include "assumelint/options.h"
#include "rules/ways.h"

static void tell(Draft *draft, const Way *way) {
  bool outside = way->owner == OWNER_EXTERNAL || way->owner == OWNER_VENDOR;
  if (draft->check->options->account_count == 0 || !outside)
    return;
  draft_message(draft, "%s is neither one of your accounts nor declared as trusted",
                way_subject(draft, way));
}

const RuleChecks rule_al103 = {.adversary = ADVERSARY_INTENDED, .way = tell};
