/* SPDX-License-Identifier: Apache-2.0
 *
 * AL308 cognito-pool-missing
 *
 * A foreign tenant of Cognito gets in: the tenant is the pool, and it stands in the audience.
 */
#include "facts/issuers.h"
#include "rules/ways.h"

static bool is_cognito(const Way *way) {
  const Issuer *issuer = issuer_of(&way->identity);
  return issuer && issuer->has_guests;
}

static void tell(Draft *draft, const Way *way) {
  if (is_cognito(way))
    draft_message(draft, "identities of any Cognito identity pool, of any account, may assume "
                         "this role: the audience is not tied to a pool");
}

const RuleChecks rule_al308 = {.adversary = ADVERSARY_FOREIGN_TENANT, .way = tell};
