/* SPDX-License-Identifier: Apache-2.0
 *
 * AL104 whole-account-trusted
 *
 * The root or id of an account, where no rule above speaks of it, nor where it is not known
 * whether the external ID binds. Not where a condition names who of the account is meant.
 */
#include "access.h"
#include "access/operators.h"

static bool is_naming_key(struct alint_str key) {
  return alint_str_is_nocase(key, "aws:PrincipalArn") || alint_str_is_nocase(key, "aws:userid") ||
         alint_str_is_nocase(key, "aws:username") ||
         alint_str_starts_nocase(key, "aws:PrincipalTag/");
}

/* A name with a wildcard for all of it is none. */
static bool all_name_somebody(const struct alint_check *check,
                              const struct alint_condition *condition) {
  for (size_t i = 0; i < condition->value_count; i++) {
    if (alint_str_is_nocase(condition->key, "aws:PrincipalArn") &&
        alint_names_nobody(check->arena, condition->values[i].text))
      return false;
  }
  return true;
}

/* Whether only somebody of the account meets the condition of an Allow, or escapes
 * the one of a Deny. Whoever has no tags meets one with IfExists. */
static bool picks(const struct alint_check *check, const struct alint_statement *statement,
                  const struct alint_condition *condition) {
  struct alint_operator op;
  bool tag = alint_str_starts_nocase(condition->key, "aws:PrincipalTag/");
  bool deny = statement->effect == ALINT_EFFECT_DENY;
  if (!is_naming_key(condition->key) || !alint_operator_parse(&op, condition->operator_name) ||
      op.family == ALINT_OP_NULL || op.negated != deny || !all_name_somebody(check, condition))
    return false;
  if (deny)
    return op.set != ALINT_SET_ANY;
  return !(tag && (op.if_exists || op.set == ALINT_SET_ALL)) &&
         alint_condition_binds(check->arena, check->trust->policy, statement, condition);
}

static bool names_somebody(const struct alint_check *check, const struct alint_way *way) {
  const struct alint_policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    bool deny = s->effect == ALINT_EFFECT_DENY && s->condition_count == 1;
    if (s != way->statement && !(deny && alint_speaks_of(check, s, way)))
      continue;
    for (size_t k = 0; k < s->condition_count; k++) {
      if (picks(check, s, &s->conditions[k]))
        return true;
    }
  }
  return false;
}

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  if (way->identity.who != ALINT_WHO_ACCOUNT ||
      way->attempts[ALINT_OTHER_CUSTOMER].outcome == ALINT_WAY_UNKNOWN ||
      names_somebody(draft->check, way))
    return;
  if (way->owner == ALINT_OWNER_OWN)
    alint_draft_severity(draft, ALINT_SEVERITY_INFO, "it is the role's own account");
  alint_draft_message(draft,
                      "the whole of %s is trusted: every identity there that is allowed "
                      "sts:AssumeRole gets in",
                      alint_way_subject(draft, way));
}

const struct alint_checks alint_al104 = {.adversary = ALINT_INTENDED, .way = tell};
