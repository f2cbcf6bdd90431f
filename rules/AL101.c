/* SPDX-License-Identifier: Apache-2.0
 *
 * AL101 public-trust
 *
 * A stranger gets in: a principal of any account, who chooses only what strangers can choose. The
 * rule judges no condition; it reports the call that succeeded.
 */
#include "rules/ways.h"

static void tell(Draft *draft, const Way *way) {
  const char *keys = condition_keys(draft, way->statement);
  if (!way->principal)
    draft_message(draft,
                  "NotPrincipal lets in everybody it does not list: any principal of any AWS "
                  "account may assume this role");
  else if (keys)
    draft_message(draft,
                  "anybody with an AWS account may assume this role: the principal is "
                  "everybody, and any caller can meet the conditions on %s",
                  keys);
  else
    draft_message(draft, "anybody with an AWS account may assume this role: the principal is "
                         "everybody, and no condition says who");
}

const RuleChecks rule_al101 = {.adversary = ADVERSARY_STRANGER, .way = tell};
