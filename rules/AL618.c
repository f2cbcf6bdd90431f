/* SPDX-License-Identifier: Apache-2.0
 *
 * AL618 duplicate-key
 *
 * An object with the same key twice, as the front ends report it.
 */
#include "rules/draft.h"

static void tell(Draft *draft, const Malformation *malformation) {
  if (malformation->kind != MALFORMED_DUPLICATE_KEY)
    return;
  const char *key = draft_quote_name(draft, malformation->detail);
  if (malformation->pointer.len == 0) /* above the policy */
    draft_message(draft,
                  "the key %s is in this object twice: readers disagree about which one "
                  "counts, and so about the trust policy",
                  key);
  else
    draft_message(draft,
                  "the key %s is in this object twice (apart from letter case): readers "
                  "disagree about which one counts, and IAM refuses the policy",
                  key);
}

const RuleChecks rule_al618 = {.malformation = tell};
