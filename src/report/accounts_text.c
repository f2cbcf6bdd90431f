/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who --accounts`: a table, and a configuration to start from.
 */
#include <string.h>

#include "report/access_text.h"
#include "util/visible.h"

static void print_table(struct alint_out *out, const struct alint_accounts *accounts) {
  size_t widest = 0;
  for (size_t i = 0; i < accounts->count; i++) {
    if (accounts->items[i].label.len > widest)
      widest = accounts->items[i].label.len;
  }
  for (size_t i = 0; i < accounts->count; i++) {
    enum { OWNER_WIDTH = 8 };
    const struct alint_seen_account *account = &accounts->items[i];
    const char *owner = alint_owner_name(account->owner);
    alint_out_format(out, "%.*s  %s", ALINT_FMT(account->id), owner);
    alint_out_fill(out, ' ', OWNER_WIDTH - strlen(owner) + 2);
    if (widest > 0) {
      alint_out_visible_str(out, account->label);
      alint_out_fill(out, ' ', widest - account->label.len + 2);
    }
    for (size_t r = 0; r < account->roles.count; r++)
      alint_out_format(out, r > 0 ? ", %s" : "%s", account->roles.items[r]);
    alint_out_text(out, "\n");
  }
}

/* `accounts:` with those known to be one's own; the others wait behind a #. */
static void print_own(struct alint_out *out, const struct alint_accounts *accounts) {
  bool any = false;
  for (size_t i = 0; i < accounts->count; i++)
    any = any || accounts->items[i].owner == ALINT_OWNER_OWN;
  alint_out_text(out, any ? "accounts: # your own\n" : "accounts: [] # your own\n");
  for (size_t i = 0; i < accounts->count; i++) {
    const struct alint_seen_account *account = &accounts->items[i];
    bool own = account->owner == ALINT_OWNER_OWN;
    if (!own && account->owner != ALINT_OWNER_UNKNOWN)
      continue;
    alint_out_format(out, own ? "  - \"%.*s\"\n" : "#  - \"%.*s\" # if it is yours\n",
                     ALINT_FMT(account->id));
  }
}

static void print_trusted(struct alint_out *out, const struct alint_accounts *accounts) {
  bool any = false;
  for (size_t i = 0; i < accounts->count; i++)
    any = any || accounts->items[i].owner == ALINT_OWNER_TRUSTED;
  alint_out_text(out, any ? "trust: # they need no external ID\n"
                          : "trust: [] # they need no external ID\n");
  for (size_t i = 0; i < accounts->count; i++) {
    const struct alint_seen_account *account = &accounts->items[i];
    bool trusted = account->owner == ALINT_OWNER_TRUSTED;
    if (!trusted && account->owner != ALINT_OWNER_VENDOR)
      continue;
    alint_out_format(out, "%s  - {id: \"%.*s\"", trusted ? "" : "#", ALINT_FMT(account->id));
    if (account->label.len > 0)
      alint_out_format(out, ", name: \"%.*s\"", ALINT_FMT(account->label));
    alint_out_text(out, trusted ? "}\n" : "} # only if it cannot send one\n");
  }
}

static void print_orgs(struct alint_out *out, const struct alint_accounts *accounts,
                       const struct alint_options *options) {
  bool any = options->org_count > 0;
  alint_out_text(out, any ? "orgs: # your own\n" : "orgs: [] # your own\n");
  for (size_t i = 0; i < options->org_count; i++)
    alint_out_format(out, "  - \"%s\"\n", options->orgs[i]);
  for (size_t i = 0; i < accounts->orgs.count; i++) {
    bool own = false;
    for (size_t k = 0; k < options->org_count; k++)
      own = own || strcmp(options->orgs[k], accounts->orgs.items[i]) == 0;
    if (!own)
      alint_out_format(out, "#  - \"%s\" # if it is yours\n", accounts->orgs.items[i]);
  }
}

void alint_accounts_text(struct alint_access_printer *p, const struct alint_accounts *accounts,
                         const struct alint_options *options) {
  struct alint_out *out = p->out;
  print_table(out, accounts);
  alint_out_text(out, accounts->count > 0 ? "\n" : "");
  alint_out_text(out, "# .assumelint.yaml, which this version does not read yet:\n"
                      "# give --account ID, --trust ID=NAME and --org ID instead\n");
  print_own(out, accounts);
  print_trusted(out, accounts);
  print_orgs(out, accounts, options);
}
