/* SPDX-License-Identifier: Apache-2.0
 *
 * AL103 unknown-external-account
 *
 * Only where own accounts were declared: without them any account may be a sibling.
 */
#include "access.h"
#include "assumelint/options.h"

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  bool outside = way->owner == ALINT_OWNER_EXTERNAL || way->owner == ALINT_OWNER_VENDOR;
  if (draft->check->options->account_count == 0 || !outside)
    return;
  alint_draft_message(draft, "%s is neither an own account nor a trusted one",
                      alint_way_subject(draft, way));
}

const struct alint_checks alint_al103 = {.adversary = ALINT_INTENDED, .way = tell};
