/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose an account is: own, trusted, of the organization, a vendor's, external,
 * or not known. Nothing is guessed: without declared accounts another account
 * may be a sibling.
 */
#include "access/find.h"
#include "access/operators.h"
#include "assumelint/options.h"

const char *alint_owner_name(enum alint_owner owner) {
  static const char *const names[] = {
      [ALINT_OWNER_UNKNOWN] = "unknown", [ALINT_OWNER_OWN] = "own",
      [ALINT_OWNER_TRUSTED] = "trusted", [ALINT_OWNER_ORG] = "org",
      [ALINT_OWNER_VENDOR] = "vendor",   [ALINT_OWNER_EXTERNAL] = "external",
      [ALINT_OWNER_AWS] = "aws",
  };
  return names[owner];
}

static bool is_declared_org(struct alint_str value, const struct alint_options *options) {
  for (size_t i = 0; i < options->org_count; i++) {
    if (alint_str_is(value, options->orgs[i]))
      return true;
  }
  return options->org_count == 0 && !alint_str_has(value, '*') && !alint_str_has(value, '?');
}

/* "o-abc" out of an organization id or path. */
static struct alint_str org_of(struct alint_str value) {
  return alint_str_slice(value, 0, alint_str_find(value, 0, '/'));
}

static bool all_declared(const struct alint_condition *condition,
                         const struct alint_options *options) {
  for (size_t i = 0; i < condition->value_count; i++) {
    struct alint_str value;
    if (!alint_text_known(condition->values[i].text, &value) || !alint_str_starts(value, "o-") ||
        !is_declared_org(org_of(value), options))
      return false;
  }
  return condition->value_count > 0;
}

/* Whether the statement demands an organization that is one's own. */
static bool needs_org(const struct alint_statement *statement,
                      const struct alint_options *options) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    const struct alint_condition *condition = &statement->conditions[i];
    struct alint_operator op;
    bool org = alint_str_is_nocase(condition->key, "aws:PrincipalOrgID") ||
               alint_str_is_nocase(condition->key, "aws:PrincipalOrgPaths");
    if (!org || !alint_operator_parse(&op, condition->operator_name))
      continue;
    if (op.negated || op.if_exists || op.set == ALINT_SET_ALL || op.family == ALINT_OP_NULL)
      continue;
    if (all_declared(condition, options))
      return true;
  }
  return false;
}

static bool is_listed(struct alint_str account, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (alint_str_is(account, list[i]))
      return true;
  }
  return false;
}

static enum alint_owner owner_of_account(struct alint_way *way, struct alint_str account,
                                         const struct alint_options *options) {
  if (is_listed(account, options->accounts, options->account_count))
    return ALINT_OWNER_OWN;
  for (size_t i = 0; i < options->trusted_count; i++) {
    if (alint_str_is(account, options->trusted[i].id)) {
      way->owner_label = alint_str(options->trusted[i].name);
      return ALINT_OWNER_TRUSTED;
    }
  }
  const char *vendor = alint_vendor_name(account);
  way->owner_label = alint_str(vendor);
  if (vendor)
    return ALINT_OWNER_VENDOR;
  return options->account_count > 0 ? ALINT_OWNER_EXTERNAL : ALINT_OWNER_UNKNOWN;
}

/* The own account of a template, or of one around it: who deploys the outer
 * template has both. */
static bool is_of_template(const struct alint_hole *hole) {
  return hole &&
         (hole->kind == ALINT_HOLE_OWN_ACCOUNT ||
          (hole->kind == ALINT_HOLE_ACCOUNT && alint_str_starts(hole->name, "AWS::AccountId")));
}

void alint_set_owner(struct alint_way *way, const struct alint_role *role,
                     const struct alint_options *options) {
  const struct alint_text *account = way->identity.account;
  const struct alint_hole *hole = account ? alint_text_only_hole(account) : NULL;
  struct alint_str known;
  way->owner = ALINT_OWNER_UNKNOWN;
  if (way->identity.who == ALINT_WHO_SERVICE)
    way->owner = ALINT_OWNER_AWS;
  else if (account && (alint_text_same(account, role->account) || is_of_template(hole)))
    way->owner = ALINT_OWNER_OWN;
  else if (account && alint_text_known(account, &known))
    way->owner = owner_of_account(way, known, options);
  if (way->owner != ALINT_OWNER_OWN && way->owner != ALINT_OWNER_TRUSTED &&
      way->owner != ALINT_OWNER_AWS && needs_org(way->statement, options))
    way->owner = ALINT_OWNER_ORG;
}
