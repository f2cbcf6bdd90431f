/* SPDX-License-Identifier: Apache-2.0
 *
 * Accounts seen, from principals and from conditions on accounts and ARNs.
 */
#include "engine/accounts_seen.h"

#include <stdlib.h>
#include <string.h>

#include "access/witness.h"
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "facts/keys.h"
#include "util/sorted.h"

struct collector {
  SeenAccounts *out;
  const Role *role;
  const Options *options;
  Arena *scratch;
};

/* ---- Adding ---------------------------------------------------------------------------- */

static bool is_account(Str s) {
  return s.len == 12 && str_all_digits(s);
}

/* Lists are short, so a walk finds doubles. */
static void add_name(struct collector *c, Strings *list, Str name) {
  for (size_t i = 0; i < list->count; i++) {
    if (str_is(name, list->items[i]))
      return;
  }
  LIST_ADD(c->out->arena, list, arena_copy(c->out->arena, name.ptr, name.len));
}

static SeenAccount *account_of(struct collector *c, Str id) {
  SeenAccounts *list = c->out;
  for (size_t i = 0; i < list->count; i++) {
    if (str_eq(list->items[i].id, id))
      return &list->items[i];
  }
  id.ptr = arena_copy(list->arena, id.ptr, id.len);
  LIST_ADD(list->arena, list, (SeenAccount){.id = id});
  return &list->items[list->count - 1];
}

static void add_account(struct collector *c, const Text *text) {
  static const Statement no_statement = {.index = 0};
  Str id;
  if (!text || !text_known(text, &id) || !is_account(id))
    return;
  SeenAccount *account = account_of(c, id);
  Way way = {.statement = &no_statement, .identity = {.account = text}};
  way_set_owner(&way, c->role, c->options);
  if (account->owner == OWNER_UNKNOWN || way.owner == OWNER_OWN) {
    account->owner = way.owner;
    account->label = way.owner_label; /* of a table or the command line */
  }
  add_name(c, &account->roles, c->role->address);
}

/* ---- Looking ---------------------------------------------------------------------------- */

static void look_at_arn(struct collector *c, const Text *text) {
  const Text *parts[6];
  if (text->count > 0 && !text->pieces[0].hole && str_starts(text->pieces[0].literal, "arn:") &&
      text_split(c->scratch, text, ':', parts, 6) == 6)
    add_account(c, parts[4]);
}

static void look_at_principals(struct collector *c, const Principal *principals, size_t count) {
  for (size_t i = 0; i < count; i++) {
    Identity identity = identity_of(c->scratch, &principals[i]);
    add_account(c, identity.account);
  }
}

static void look_at_value(struct collector *c, const Text *text) {
  Str value;
  bool known = text_known(text, &value);
  if (known && is_account(value))
    add_account(c, text);
  else if (known && str_starts(value, "o-"))
    add_name(c, &c->out->orgs, str_slice(value, 0, str_find(value, 0, '/')));
  else
    look_at_arn(c, text);
}

static bool is_about_callers(Str key) {
  static const char *const keys[] = {
      "aws:PrincipalAccount",  "aws:PrincipalArn",     "aws:PrincipalOrgID",
      "aws:PrincipalOrgPaths", "aws:SourceAccount",    "aws:SourceArn",
      "aws:SourceOrgID",       "aws:SourceOrgPaths",   "aws:ResourceAccount",
      "aws:ResourceOrgID",     "aws:VpceAccount",      "aws:VpceOrgID",
      "aws:VpceOrgPaths",      "aws:ResourceOrgPaths", NULL};
  return key_is_in(key, keys);
}

static void look_at_policy(struct collector *c, const Policy *policy) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    look_at_principals(c, s->principals, s->principal_count);
    look_at_principals(c, s->not_principals, s->not_principal_count);
    for (size_t k = 0; k < s->condition_count; k++) {
      const Condition *condition = &s->conditions[k];
      if (!is_about_callers(condition->key))
        continue;
      for (size_t v = 0; v < condition->value_count; v++)
        look_at_value(c, condition->values[v].text);
    }
  }
}

static int collect(void *context) {
  struct collector *c = context;
  add_account(c, c->role->account);
  for (size_t t = 0; t < c->role->trust_count; t++)
    look_at_policy(c, c->role->trusts[t].policy);
  return OK;
}

void engine_collect_accounts(SeenAccounts *out, const Role *role, const Options *options) {
  enum { SCRATCH_BYTES = 64 << 20 };
  struct collector c = {
      .out = out, .role = role, .options = options, .scratch = arena_new(SCRATCH_BYTES)};
  if (!c.scratch)
    out_of_memory();
  int status = protect(collect, &c);
  arena_free(c.scratch);
  if (status != OK)
    out_of_memory();
}

/* ---- Order ------------------------------------------------------------------------------- */

static int by_id(const void *left, const void *right) {
  const SeenAccount *a = left, *b = right;
  return str_cmp(a->id, b->id);
}

static int by_name(const void *left, const void *right) {
  const char *const *a = left, *const *b = right;
  return strcmp(*a, *b);
}

void engine_sort_accounts(SeenAccounts *accounts) {
  sorted_sort(accounts->items, accounts->count, sizeof *accounts->items, by_id);
  sorted_sort(accounts->orgs.items, accounts->orgs.count, sizeof *accounts->orgs.items, by_name);
}
