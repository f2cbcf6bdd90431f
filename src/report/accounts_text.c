/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint who --accounts`: a table, and a configuration to start from.
 */
#include <string.h>

#include "report/access_text.h"
#include "util/visible.h"

static void print_table(Out *out, const SeenAccounts *accounts) {
  size_t widest = 0;
  for (size_t i = 0; i < accounts->count; i++) {
    if (accounts->items[i].label.len > widest)
      widest = accounts->items[i].label.len;
  }
  for (size_t i = 0; i < accounts->count; i++) {
    enum { OWNER_WIDTH = 8 };
    const SeenAccount *account = &accounts->items[i];
    const char *owner = owner_name(account->owner);
    out_format(out, "%.*s  %s", STR_FMT(account->id), owner);
    out_fill(out, ' ', OWNER_WIDTH - strlen(owner) + 2);
    if (widest > 0) {
      out_visible_str(out, account->label);
      out_fill(out, ' ', widest - account->label.len + 2);
    }
    for (size_t r = 0; r < account->roles.count; r++)
      out_format(out, r > 0 ? ", %s" : "%s", account->roles.items[r]);
    out_text(out, "\n");
  }
}

/* `accounts:` with those known to be one's own; the others wait behind a #. */
static void print_own(Out *out, const SeenAccounts *accounts) {
  bool any = false;
  for (size_t i = 0; i < accounts->count; i++)
    any = any || accounts->items[i].owner == OWNER_OWN;
  out_text(out, any ? "accounts: # your own\n" : "accounts: [] # your own\n");
  for (size_t i = 0; i < accounts->count; i++) {
    const SeenAccount *account = &accounts->items[i];
    bool own = account->owner == OWNER_OWN;
    if (!own && account->owner != OWNER_UNKNOWN)
      continue;
    out_format(out, own ? "  - \"%.*s\"\n" : "#  - \"%.*s\" # if it is yours\n",
               STR_FMT(account->id));
  }
}

static void print_trusted(Out *out, const SeenAccounts *accounts) {
  bool any = false;
  for (size_t i = 0; i < accounts->count; i++)
    any = any || accounts->items[i].owner == OWNER_TRUSTED;
  out_text(out,
           any ? "trust: # they need no external ID\n" : "trust: [] # they need no external ID\n");
  for (size_t i = 0; i < accounts->count; i++) {
    const SeenAccount *account = &accounts->items[i];
    bool trusted = account->owner == OWNER_TRUSTED;
    if (!trusted && account->owner != OWNER_VENDOR)
      continue;
    out_format(out, "%s  - {id: \"%.*s\"", trusted ? "" : "#", STR_FMT(account->id));
    if (account->label.len > 0)
      out_format(out, ", name: \"%.*s\"", STR_FMT(account->label));
    out_text(out, trusted ? "}\n" : "} # only if it cannot send one\n");
  }
}

static void print_orgs(Out *out, const SeenAccounts *accounts, const Options *options) {
  bool any = options->org_count > 0;
  out_text(out, any ? "orgs: # your own\n" : "orgs: [] # your own\n");
  for (size_t i = 0; i < options->org_count; i++)
    out_format(out, "  - \"%s\"\n", options->orgs[i]);
  for (size_t i = 0; i < accounts->orgs.count; i++) {
    bool own = false;
    for (size_t k = 0; k < options->org_count; k++)
      own = own || strcmp(options->orgs[k], accounts->orgs.items[i]) == 0;
    if (!own)
      out_format(out, "#  - \"%s\" # if it is yours\n", accounts->orgs.items[i]);
  }
}

void report_accounts_text(AccessPrinter *p, const SeenAccounts *accounts, const Options *options) {
  Out *out = p->out;
  print_table(out, accounts);
  out_text(out, accounts->count > 0 ? "\n" : "");
  out_text(out, "# .assumelint.yaml, which this version does not read yet:\n"
                "# give --account ID, --trust ID=NAME and --org ID instead\n");
  print_own(out, accounts);
  print_trusted(out, accounts);
  print_orgs(out, accounts, options);
}
