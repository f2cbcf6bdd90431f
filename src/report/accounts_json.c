/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who --accounts` as JSON.
 */
#include "report/access_json.h"

void alint_accounts_json(struct alint_access_printer *p, const struct alint_accounts *accounts,
                         const struct alint_options *options) {
  struct alint_json *json = &p->json;
  (void)options;
  alint_json_begin(p, "accounts");
  for (size_t i = 0; i < accounts->count; i++) {
    const struct alint_seen_account *account = &accounts->items[i];
    alint_json_object(json);
    alint_add_str(json, "id", account->id);
    alint_add_string(json, "owner", alint_owner_name(account->owner));
    alint_add_some(json, "label", account->label);
    alint_add_strings(json, "roles", account->roles.items, account->roles.count);
    alint_json_end(json);
  }
  alint_json_end(json);
  alint_add_strings(json, "orgs", accounts->orgs.items, accounts->orgs.count);
  alint_json_finish(p);
}
