/* SPDX-License-Identifier: Apache-2.0
 *
 * AL308 cognito-pool-missing
 *
 * A foreign tenant of Cognito gets in: the tenant is the pool, and it stands in the audience.
 */
#include "access.h"
#include "access/issuers.h"

static bool is_cognito(const struct alint_way *way) {
  const struct alint_issuer *issuer = alint_issuer_of(&way->identity);
  return issuer && issuer->has_guests;
}

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  if (is_cognito(way))
    alint_draft_message(draft,
                        "identities of any Cognito identity pool, of any account, may assume "
                        "this role: the audience is not tied to a pool");
}

const struct alint_checks alint_al308 = {.adversary = ALINT_FOREIGN_TENANT, .way = tell};
