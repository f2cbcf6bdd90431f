/* SPDX-License-Identifier: Apache-2.0
 *
 * The owner of an account: own, trusted, organization, vendor, external, or not known.
 * Nothing is guessed: while no accounts are declared, another account may be an own one.
 */
#include "access/witness.h"
#include "assumelint/options.h"
#include "evaluate/evaluation.h"
#include "facts/vendors.h"
#include "model/match.h"

const char *owner_name(Owner owner) {
  static const char *const names[] = {
      [OWNER_UNKNOWN] = "unknown", [OWNER_OWN] = "own",       [OWNER_TRUSTED] = "trusted",
      [OWNER_ORG] = "org",         [OWNER_VENDOR] = "vendor", [OWNER_EXTERNAL] = "external",
      [OWNER_AWS] = "aws",
  };
  return names[owner];
}

static bool is_declared_org(Str value, const Options *options) {
  for (size_t i = 0; i < options->org_count; i++) {
    if (str_is(value, options->orgs[i]))
      return true;
  }
  return options->org_count == 0 && !str_has(value, '*') && !str_has(value, '?');
}

/* "o-abc" out of an organization id or path. */
static Str org_of(Str value) {
  return str_slice(value, 0, str_find(value, 0, '/'));
}

/* Whether every value is an own organization, or the role's. */
static bool all_declared(const Condition *condition, const Policy *policy, const Options *options) {
  for (size_t i = 0; i < condition->value_count; i++) {
    Str value;
    if (!text_known(condition->values[i].text, &value))
      return false;
    if (policy_has_variables(policy) && str_is_nocase(org_of(value), "${aws:ResourceOrgID}"))
      continue;
    if (!str_starts(value, "o-") || !is_declared_org(org_of(value), options))
      return false;
  }
  return condition->value_count > 0;
}

/* Whether only the values it names pass the condition: the plain form in an Allow, the
 * negated one in a Deny. Callers without the key fail, too. */
static bool lets_only_named(const Condition *condition, bool deny) {
  Operator op;
  if (!operator_parse(&op, condition->operator_name) || !operator_is_text(&op))
    return false;
  if (deny)
    return op.negated && op.set != OPERATOR_SET_ANY;
  return !op.negated && !op.if_exists && op.set != OPERATOR_SET_ALL;
}

/* Whether every caller of the way meets the condition: identities of accounts are no AWS
 * service, and are of no other account. */
static bool is_always_met(const Condition *condition, const Way *way) {
  Operator op;
  bool flag = str_is_nocase(condition->key, "aws:PrincipalIsAWSService");
  bool account = str_is_nocase(condition->key, "aws:PrincipalAccount");
  if (!operator_parse(&op, condition->operator_name) || op.set != OPERATOR_SET_NONE ||
      way->identity.kind == IDENTITY_SERVICE)
    return false;
  for (size_t i = 0; i < condition->value_count; i++) {
    const Text *value = condition->values[i].text;
    if (flag && !(op.family == OPERATOR_BOOL && text_is(value, "false")))
      return false;
    if (account && !(op.negated && operator_is_text(&op) && way->identity.account &&
                     text_match(value, way->identity.account, MATCH_GLOB) == TRI_NO))
      return false;
  }
  return (flag || account) && condition->value_count > 0;
}

/* A Deny that every caller of the way meets, except for one of its conditions. */
static bool denies_all_but(const Condition *but, const Statement *statement, const Way *way) {
  if (statement->effect != EFFECT_DENY || statement->condition_opaque)
    return false;
  for (size_t i = 0; i < statement->condition_count; i++) {
    const Condition *other = &statement->conditions[i];
    if (other != but && !is_always_met(other, way))
      return false;
  }
  Evaluation e = {0};
  if (!statement->has_action || eval_action_matches(&e, statement, way->action) != TRI_YES)
    return false;
  for (size_t i = 0; i < statement->principal_count; i++) {
    const Principal *principal = &statement->principals[i];
    if (principal->identity && principal->identity->kind == IDENTITY_ANYONE)
      return true;
  }
  return false;
}

static bool is_org_condition(const Condition *condition) {
  return str_is_nocase(condition->key, "aws:PrincipalOrgID") ||
         str_is_nocase(condition->key, "aws:PrincipalOrgPaths");
}

/* Whether the statement, or a Deny, demands an own organization. */
static bool needs_org(const Way *way, const Policy *policy, const Options *options) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    bool deny = s != way->statement;
    for (size_t k = 0; k < s->condition_count; k++) {
      const Condition *condition = &s->conditions[k];
      if (is_org_condition(condition) && lets_only_named(condition, deny) &&
          all_declared(condition, policy, options) && (!deny || denies_all_but(condition, s, way)))
        return true;
    }
  }
  return false;
}

static bool is_listed(Str account, const char *const *list, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (str_is(account, list[i]))
      return true;
  }
  return false;
}

static Owner owner_of_account(Way *way, Str account, const Options *options) {
  if (is_listed(account, options->accounts, options->account_count))
    return OWNER_OWN;
  for (size_t i = 0; i < options->trusted_count; i++) {
    if (str_is(account, options->trusted[i].id)) {
      way->owner_label = str_of(options->trusted[i].name);
      return OWNER_TRUSTED;
    }
  }
  const char *vendor = vendor_name(account);
  way->owner_label = str_of(vendor);
  if (vendor)
    return OWNER_VENDOR;
  return options->account_count > 0 ? OWNER_EXTERNAL : OWNER_UNKNOWN;
}

static bool is_own(const Hole *hole) {
  return hole && (hole->kind == HOLE_OWN_ACCOUNT || hole->kind == HOLE_OUTER_ACCOUNT);
}

static Owner owner_of(Way *way, const Text *account, const Role *role, const Options *options) {
  Str known;
  way->owner_label = (Str){NULL, 0};
  if (text_same(account, role->account) || is_own(text_only_hole(account)))
    return OWNER_OWN;
  return text_known(account, &known) ? owner_of_account(way, known, options) : OWNER_UNKNOWN;
}

/* ---- Anyone of an account that conditions name --------------------------------------- */

/* The account that a value demands; NULL when it leaves the account open. */
static const Text *account_in(Arena *arena, Str key, const Text *value) {
  const Text *parts[6], *account = NULL;
  Str known;
  if (str_is_nocase(key, "aws:PrincipalAccount"))
    account = value;
  else if (str_is_nocase(key, "aws:PrincipalArn") && text_split(arena, value, ':', parts, 6) == 6)
    account = parts[4];
  if (account && text_known(account, &known) && (known.len != 12 || !str_all_digits(known)))
    return NULL;
  return account;
}

/* How far from an own account. */
static int distance(Owner owner) {
  switch (owner) {
  case OWNER_EXTERNAL:
    return 4;
  case OWNER_VENDOR:
    return 3;
  case OWNER_UNKNOWN:
    return 2;
  case OWNER_TRUSTED:
    return 1;
  default:
    return 0;
  }
}

static void take_accounts(Way *way, Arena *arena, const Condition *condition, const Role *role,
                          const Options *options) {
  for (size_t i = 0; i < condition->value_count; i++) {
    const Text *account = account_in(arena, condition->key, condition->values[i].text);
    Str label = way->owner_label;
    if (!account)
      continue;
    Owner owner = owner_of(way, account, role, options);
    if (!way->fixed_account || distance(owner) > distance(way->owner)) {
      way->owner = owner;
      way->fixed_account = account;
    } else {
      way->owner_label = label;
    }
  }
}

/* The first condition that fixes accounts decides. */
static void set_fixed_account(Way *way, Arena *arena, const Role *role, const Policy *policy,
                              const Options *options) {
  for (size_t i = 0; i < policy->statement_count && !way->fixed_account; i++) {
    const Statement *s = &policy->statements[i];
    bool deny = s != way->statement;
    for (size_t k = 0; k < s->condition_count && !way->fixed_account; k++) {
      const Condition *condition = &s->conditions[k];
      if (lets_only_named(condition, deny) && (!deny || denies_all_but(condition, s, way)))
        take_accounts(way, arena, &s->conditions[k], role, options);
    }
  }
}

void way_set_owner(Way *way, const Role *role, const Options *options) {
  way->owner = OWNER_UNKNOWN;
  if (way->identity.kind == IDENTITY_SERVICE)
    way->owner = OWNER_AWS;
  else if (way->identity.account)
    way->owner = owner_of(way, way->identity.account, role, options);
}

void way_set_policy_owner(Way *way, Arena *arena, const Role *role, const Policy *policy,
                          const Options *options) {
  way_set_owner(way, role, options);
  if (way->identity.kind == IDENTITY_ANYONE && way->principal)
    set_fixed_account(way, arena, role, policy, options);
  if (way->owner != OWNER_OWN && way->owner != OWNER_TRUSTED && way->owner != OWNER_AWS &&
      needs_org(way, policy, options))
    way->owner = OWNER_ORG;
}
