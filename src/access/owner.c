/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose an account is: own, trusted, of the organization, a vendor's, external,
 * or not known. Nothing is guessed: without declared accounts another account
 * may be a sibling.
 */
#include "access/find.h"
#include "access/operators.h"
#include "assumelint/options.h"
#include "model/match.h"

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

/* Of an organization that is one's own, or of the role's, whichever that is. */
static bool all_declared(const struct alint_condition *condition, const struct alint_policy *policy,
                         const struct alint_options *options) {
  for (size_t i = 0; i < condition->value_count; i++) {
    struct alint_str value;
    if (!alint_text_known(condition->values[i].text, &value))
      return false;
    if (alint_policy_has_variables(policy) &&
        alint_str_is_nocase(org_of(value), "${aws:ResourceOrgID}"))
      continue;
    if (!alint_str_starts(value, "o-") || !is_declared_org(org_of(value), options))
      return false;
  }
  return condition->value_count > 0;
}

static bool is_string_family(const struct alint_operator *op) {
  return op->family == ALINT_OP_STRING || op->family == ALINT_OP_STRING_NOCASE ||
         op->family == ALINT_OP_LIKE || op->family == ALINT_OP_ARN;
}

/* Whether the condition lets only what it names pass: of an Allow the plain form,
 * also for those without the key; of a Deny the negated one. */
static bool lets_only_named(const struct alint_condition *condition, bool deny) {
  struct alint_operator op;
  if (!alint_operator_parse(&op, condition->operator_name) || !is_string_family(&op))
    return false;
  if (deny)
    return op.negated && op.set != ALINT_SET_ANY;
  return !op.negated && !op.if_exists && op.set != ALINT_SET_ALL;
}

/* Whether every caller of the way meets the condition: identities of accounts are no AWS
 * service, nor of an account that is excepted. */
static bool is_always_met(const struct alint_condition *condition, const struct alint_way *way) {
  struct alint_operator op;
  bool flag = alint_str_is_nocase(condition->key, "aws:PrincipalIsAWSService");
  bool account = alint_str_is_nocase(condition->key, "aws:PrincipalAccount");
  if (!alint_operator_parse(&op, condition->operator_name) || op.set != ALINT_SET_NONE ||
      way->identity.who == ALINT_WHO_SERVICE)
    return false;
  for (size_t i = 0; i < condition->value_count; i++) {
    const struct alint_text *value = condition->values[i].text;
    if (flag && !(op.family == ALINT_OP_BOOL && alint_text_is(value, "false")))
      return false;
    if (account && !(op.negated && is_string_family(&op) && way->identity.account &&
                     alint_match(value, way->identity.account, ALINT_MATCH_GLOB) == ALINT_NO))
      return false;
  }
  return (flag || account) && condition->value_count > 0;
}

/* A Deny that every caller of the way meets but for one of its conditions. */
static bool denies_all_but(const struct alint_condition *but,
                           const struct alint_statement *statement, const struct alint_way *way) {
  enum alint_tri acts = ALINT_NO, everybody = ALINT_NO;
  if (statement->effect != ALINT_EFFECT_DENY || statement->condition_opaque)
    return false;
  for (size_t i = 0; i < statement->condition_count; i++) {
    const struct alint_condition *other = &statement->conditions[i];
    if (other != but && !is_always_met(other, way))
      return false;
  }
  const struct alint_piece piece = {.literal = way->action};
  const struct alint_text action = {&piece, 1};
  for (size_t i = 0; i < statement->action_count; i++)
    acts = alint_tri_or(acts, alint_match(statement->actions[i].text, &action,
                                          ALINT_MATCH_GLOB | ALINT_MATCH_NOCASE));
  for (size_t i = 0; i < statement->principal_count; i++) {
    const struct alint_principal *principal = &statement->principals[i];
    if (principal->identity && principal->identity->who == ALINT_WHO_ANYONE)
      everybody = ALINT_YES;
  }
  return acts == ALINT_YES && everybody == ALINT_YES;
}

static bool is_org_condition(const struct alint_condition *condition) {
  return alint_str_is_nocase(condition->key, "aws:PrincipalOrgID") ||
         alint_str_is_nocase(condition->key, "aws:PrincipalOrgPaths");
}

/* Whether the statement, or a Deny, demands an organization that is one's own. */
static bool needs_org(const struct alint_way *way, const struct alint_policy *policy,
                      const struct alint_options *options) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    bool deny = s != way->statement;
    for (size_t k = 0; k < s->condition_count; k++) {
      const struct alint_condition *condition = &s->conditions[k];
      if (is_org_condition(condition) && lets_only_named(condition, deny) &&
          all_declared(condition, policy, options) && (!deny || denies_all_but(condition, s, way)))
        return true;
    }
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

static bool is_own(const struct alint_hole *hole) {
  return hole && (hole->kind == ALINT_HOLE_OWN_ACCOUNT || hole->kind == ALINT_HOLE_OUTER_ACCOUNT);
}

static enum alint_owner owner_of(struct alint_way *way, const struct alint_text *account,
                                 const struct alint_role *role,
                                 const struct alint_options *options) {
  struct alint_str known;
  way->owner_label = (struct alint_str){NULL, 0};
  if (alint_text_same(account, role->account) || is_own(alint_text_only_hole(account)))
    return ALINT_OWNER_OWN;
  return alint_text_known(account, &known) ? owner_of_account(way, known, options)
                                           : ALINT_OWNER_UNKNOWN;
}

/* ---- Everybody, of an account that conditions name ---------------------------------- */

/* The account that a value asks for: NULL when it leaves that open. */
static const struct alint_text *account_in(struct alint_arena *arena, struct alint_str key,
                                           const struct alint_text *value) {
  const struct alint_text *parts[6], *account = NULL;
  struct alint_str known;
  if (alint_str_is_nocase(key, "aws:PrincipalAccount"))
    account = value;
  else if (alint_str_is_nocase(key, "aws:PrincipalArn") &&
           alint_text_split(arena, value, ':', parts, 6) == 6)
    account = parts[4];
  if (account && alint_text_known(account, &known) &&
      (known.len != 12 || !alint_str_all_digits(known)))
    return NULL;
  return account;
}

/* How far from one's own. */
static int distance(enum alint_owner owner) {
  switch (owner) {
  case ALINT_OWNER_EXTERNAL:
    return 4;
  case ALINT_OWNER_VENDOR:
    return 3;
  case ALINT_OWNER_UNKNOWN:
    return 2;
  case ALINT_OWNER_TRUSTED:
    return 1;
  default:
    return 0;
  }
}

static void take_accounts(struct alint_way *way, struct alint_arena *arena,
                          const struct alint_condition *condition, const struct alint_role *role,
                          const struct alint_options *options) {
  for (size_t i = 0; i < condition->value_count; i++) {
    const struct alint_text *account = account_in(arena, condition->key, condition->values[i].text);
    struct alint_str label = way->owner_label;
    if (!account)
      continue;
    enum alint_owner owner = owner_of(way, account, role, options);
    if (!way->fixed_account || distance(owner) > distance(way->owner)) {
      way->owner = owner;
      way->fixed_account = account;
    } else {
      way->owner_label = label;
    }
  }
}

/* The first condition that fixes accounts tells. */
static void set_fixed_account(struct alint_way *way, struct alint_arena *arena,
                              const struct alint_role *role, const struct alint_policy *policy,
                              const struct alint_options *options) {
  for (size_t i = 0; i < policy->statement_count && !way->fixed_account; i++) {
    const struct alint_statement *s = &policy->statements[i];
    bool deny = s != way->statement;
    for (size_t k = 0; k < s->condition_count && !way->fixed_account; k++) {
      const struct alint_condition *condition = &s->conditions[k];
      if (lets_only_named(condition, deny) && (!deny || denies_all_but(condition, s, way)))
        take_accounts(way, arena, &s->conditions[k], role, options);
    }
  }
}

void alint_set_owner(struct alint_way *way, const struct alint_role *role,
                     const struct alint_options *options) {
  way->owner = ALINT_OWNER_UNKNOWN;
  if (way->identity.who == ALINT_WHO_SERVICE)
    way->owner = ALINT_OWNER_AWS;
  else if (way->identity.account)
    way->owner = owner_of(way, way->identity.account, role, options);
}

void alint_set_way_owner(struct alint_way *way, struct alint_arena *arena,
                         const struct alint_role *role, const struct alint_policy *policy,
                         const struct alint_options *options) {
  alint_set_owner(way, role, options);
  if (way->identity.who == ALINT_WHO_ANYONE && way->principal)
    set_fixed_account(way, arena, role, policy, options);
  if (way->owner != ALINT_OWNER_OWN && way->owner != ALINT_OWNER_TRUSTED &&
      way->owner != ALINT_OWNER_AWS && needs_org(way, policy, options))
    way->owner = ALINT_OWNER_ORG;
}
