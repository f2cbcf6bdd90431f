/* SPDX-License-Identifier: Apache-2.0
 *
 * AL406 wrong-kind-of-id
 *
 * Unique ids that belong to no user or role.
 */
#include "rules/draft.h"

static void tell(Draft *draft, const Identity *identity) {
  Str id;
  if (identity->kind != IDENTITY_OTHER_ID || !identity_id(identity, &id))
    return;
  const char *kind = unique_id_kind(id);
  draft_message(draft, "%s is the id of %s, which cannot be a principal: IAM refuses the policy",
                draft_quote_principal(draft, identity), kind ? kind : "something else");
}

const RuleChecks rule_al406 = {.principal = tell};
