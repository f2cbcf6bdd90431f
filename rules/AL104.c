/* SPDX-License-Identifier: Apache-2.0
 *
 * AL104 whole-account-trusted
 *
 * The principal is the root or id of an account, and no worse rule claims the way. Silent where a
 * condition names somebody of the account, and where it is not known whether the external ID
 * binds.
 */
#include "rules/ways.h"

static const char *const naming_keys[] = {"aws:PrincipalArn", "aws:userid", "aws:username",
                                          "aws:PrincipalTag/", NULL};

static bool all_name_somebody(const Check *check, const Condition *condition) {
  if (!str_is_nocase(condition->key, "aws:PrincipalArn"))
    return true;
  for (size_t i = 0; i < condition->value_count; i++) {
    if (arn_names_nobody(check->arena, condition->values[i].text))
      return false;
  }
  return true;
}

/* Whether only some of the account meet the condition of an Allow, or escape that of a Deny. */
static bool picks(const Check *check, const Way *way, const Statement *statement,
                  const Condition *condition) {
  Operator op;
  bool deny = statement->effect == EFFECT_DENY;
  (void)way;
  if (!key_is_in(condition->key, naming_keys) || !operator_parse(&op, condition->operator_name) ||
      op.family == OPERATOR_NULL || op.negated != deny || !all_name_somebody(check, condition))
    return false;
  if (deny)
    return statement->condition_count == 1 && op.set != OPERATOR_SET_ANY;
  /* With IfExists, identities without tags get in. */
  bool tag = str_starts_nocase(condition->key, "aws:PrincipalTag/");
  return !(tag && (op.if_exists || op.set == OPERATOR_SET_ALL)) &&
         access_condition_binds(check->arena, check->trust->policy, statement, condition);
}

static void tell(Draft *draft, const Way *way) {
  if (way->identity.kind != IDENTITY_ACCOUNT ||
      way->attempts[ADVERSARY_OTHER_CUSTOMER].outcome == WAY_UNKNOWN ||
      way_find_condition(draft->check, way, picks))
    return;
  if (way->owner == OWNER_OWN)
    draft_severity(draft, SEVERITY_INFO, "it is the role's own account");
  draft_message(draft,
                "every identity in %s with permission for sts:AssumeRole may assume this role",
                way_subject(draft, way));
}

const RuleChecks rule_al104 = {.adversary = ADVERSARY_INTENDED, .way = tell};
