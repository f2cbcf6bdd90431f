/* SPDX-License-Identifier: Apache-2.0
 *
 * AL308 cognito-pool-missing
 *
 * Another tenant of Cognito gets in. The tenant is the identity pool, which the audience names.
 */
#include "facts/issuers.h"
#include "rules/ways.h"

static void tell(Draft *draft, const Way *way) {
  const Issuer *issuer = issuer_of(&way->identity);
  if (issuer && issuer->has_guests)
    draft_message(draft, "identities of any Cognito identity pool in any account may assume this "
                         "role: no condition ties the audience to a pool");
}

const RuleChecks rule_al308 = {.adversary = ADVERSARY_FOREIGN_TENANT, .way = tell};
