/* SPDX-License-Identifier: Apache-2.0
 *
 * AL406 wrong-kind-of-id
 *
 * Ids of the table of unique id prefixes that belong to no user or role.
 */
#include "rules.h"

static void tell(struct alint_draft *draft, const struct alint_identity *identity) {
  struct alint_str id;
  if (identity->who != ALINT_WHO_OTHER_ID || !alint_identity_id(identity, &id))
    return;
  const char *kind = alint_unique_id_kind(id);
  alint_draft_message(draft, "%s is the id of %s, which is no principal: IAM refuses the policy",
                      alint_quote_principal(draft, identity), kind ? kind : "something else");
}

const struct alint_checks alint_al406 = {.principal = tell};
