/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who --accounts` as JSON.
 */
#include "report/access_json.h"

void report_accounts_json(AccessPrinter *p, const SeenAccounts *accounts, const Options *options) {
  JsonWriter *json = &p->json;
  (void)options;
  json_begin(p, "accounts");
  for (size_t i = 0; i < accounts->count; i++) {
    const SeenAccount *account = &accounts->items[i];
    json_object(json, NULL);
    json_str(json, "id", account->id);
    json_string(json, "owner", owner_name(account->owner));
    report_add_some(json, "label", account->label);
    json_strings(json, "roles", account->roles.items, account->roles.count);
    json_end(json);
  }
  json_end(json);
  json_strings(json, "orgs", accounts->orgs.items, accounts->orgs.count);
  json_finish(p);
}
