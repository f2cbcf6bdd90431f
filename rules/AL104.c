/* SPDX-License-Identifier: Apache-2.0
 *
 * AL104 whole-account-trusted
 *
 * The root or id of an account, where no rule above speaks of it, nor where it is not known
 * whether the external ID binds. Not where a condition names who of the account is meant.
 */
#include "facts/operators.h"
#include "rules/ways.h"

static bool is_naming_key(Str key) {
  return str_is_nocase(key, "aws:PrincipalArn") || str_is_nocase(key, "aws:userid") ||
         str_is_nocase(key, "aws:username") || str_starts_nocase(key, "aws:PrincipalTag/");
}

/* A name with a wildcard for all of it is none. */
static bool all_name_somebody(const Check *check, const Condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    if (str_is_nocase(condition->key, "aws:PrincipalArn") &&
        rule_names_nobody(check->arena, condition->values[i].text))
      return false;
  }
  return true;
}

/* Whether only somebody of the account meets the condition of an Allow, or escapes
 * the one of a Deny. Whoever has no tags meets one with IfExists. */
static bool picks(const Check *check, const Statement *statement, const Condition *condition) {
  Operator op;
  bool tag = str_starts_nocase(condition->key, "aws:PrincipalTag/");
  bool deny = statement->effect == EFFECT_DENY;
  if (!is_naming_key(condition->key) || !operator_parse(&op, condition->operator_name) ||
      op.family == OPERATOR_NULL || op.negated != deny || !all_name_somebody(check, condition))
    return false;
  if (deny)
    return op.set != OPERATOR_SET_ANY;
  return !(tag && (op.if_exists || op.set == OPERATOR_SET_ALL)) &&
         access_condition_binds(check->arena, check->trust->policy, statement, condition);
}

static bool names_somebody(const Check *check, const Way *way) {
  const Policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    bool deny = s->effect == EFFECT_DENY && s->condition_count == 1;
    if (s != way->statement && !(deny && rule_speaks_of(check, s, way)))
      continue;
    for (size_t k = 0; k < s->condition_count; k++) {
      if (picks(check, s, &s->conditions[k]))
        return true;
    }
  }
  return false;
}

static void tell(Draft *draft, const Way *way) {
  if (way->identity.kind != IDENTITY_ACCOUNT ||
      way->attempts[ADVERSARY_OTHER_CUSTOMER].outcome == WAY_UNKNOWN ||
      names_somebody(draft->check, way))
    return;
  if (way->owner == OWNER_OWN)
    draft_severity(draft, SEVERITY_INFO, "it is the role's own account");
  draft_message(draft,
                "the whole of %s is trusted: every identity there that is allowed "
                "sts:AssumeRole gets in",
                way_subject(draft, way));
}

const RuleChecks rule_al104 = {.adversary = ADVERSARY_INTENDED, .way = tell};
