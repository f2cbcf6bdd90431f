/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who --accounts`: the accounts and organizations that the trust
 * policies of all inputs mention.
 */
#ifndef ASSUMELINT_ENGINE_ACCOUNTS_SEEN_H
#define ASSUMELINT_ENGINE_ACCOUNTS_SEEN_H

#include "assumelint/access.h"
#include "assumelint/buf.h"
#include "assumelint/model.h"
#include "assumelint/options.h"

typedef struct SeenAccount {
  Str id;
  Owner owner;
  Str label;     /* vendor or trusted name; may be empty */
  Strings roles; /* addresses of the roles that mention it */
} SeenAccount;

typedef struct SeenAccounts {
  Arena *arena; /* outlives the inputs */
  SeenAccount *items;
  size_t count, cap;
  Strings orgs;
} SeenAccounts;

/* Adds those of a role. */
void engine_collect_accounts(SeenAccounts *out, const Role *role, const Options *options);

/* Sorts accounts and organizations by id, as they are reported. */
void engine_sort_accounts(SeenAccounts *accounts);

#endif
