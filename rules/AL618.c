/* SPDX-License-Identifier: Apache-2.0
 *
 * AL618 duplicate-key
 *
 * JSON objects with equal keys; the front ends find them.
 */
#include "rules.h"

static void tell(struct alint_draft *draft, const struct alint_oddity *oddity) {
  if (oddity->kind != ALINT_ODD_DUPLICATE_KEY)
    return;
  const char *key = alint_quote_name(draft, oddity->detail);
  if (oddity->pointer.len == 0) /* above the policy */
    alint_draft_message(draft,
                        "the key %s is in this object twice: readers disagree about which one "
                        "counts, and so about the trust policy",
                        key);
  else
    alint_draft_message(draft,
                        "the key %s is in this object twice (letter case set aside): readers "
                        "disagree about which one counts, and IAM refuses the policy",
                        key);
}

const struct alint_checks alint_al618 = {.oddity = tell};
