/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who --accounts`: the accounts and organizations that the trust
 * policies of all inputs speak of.
 */
#ifndef ALINT_ENGINE_ACCOUNTS_SEEN_H
#define ALINT_ENGINE_ACCOUNTS_SEEN_H

#include "assumelint/access.h"
#include "assumelint/model.h"
#include "assumelint/options.h"

struct alint_seen_account {
  struct alint_str id;
  enum alint_owner owner;
  struct alint_str label;     /* vendor or trusted name; may be empty */
  struct alint_strings roles; /* addresses of the roles that speak of it */
};

struct alint_accounts {
  struct alint_arena *arena; /* outlives the inputs */
  struct alint_seen_account *items;
  size_t count, cap;
  struct alint_strings orgs;
};

void alint_collect_accounts(struct alint_accounts *out, const struct alint_role *role,
                            const struct alint_options *options);

/* By id and by name: how they are told. */
void alint_sort_accounts(struct alint_accounts *accounts);

#endif
