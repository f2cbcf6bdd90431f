/* SPDX-License-Identifier: Apache-2.0
 *
 * AL505 mfa-not-enforced
 *
 * Whom the policy names gets in without MFA although the policy speaks of it: in the statement,
 * or in a Deny.
 */
#include "facts/operators.h"
#include "rules/ways.h"

static bool is_null_true(const Condition *condition, const Operator *op) {
  return op->family == OPERATOR_NULL && condition->value_count == 1 &&
         text_is(condition->values[0].text, "true");
}

/* Whether a condition of a Deny holds for callers that have no such key as well as
 * for those whose key says no: then it does its part, and others of its statement
 * narrow it. "Null": "true" leaves sessions out that were got without MFA. */
static bool catches_both(const Condition *condition) {
  Operator op;
  return operator_parse(&op, condition->operator_name) &&
         (op.if_exists || op.negated || op.set == OPERATOR_SET_ALL);
}

static bool is_mfa(const Condition *condition) {
  return str_is_nocase(condition->key, "aws:MultiFactorAuthPresent") ||
         str_is_nocase(condition->key, "aws:MultiFactorAuthAge");
}

/* The condition on MFA that does not do it: the statement's, else a Deny's. */
static const Condition *mfa_condition(const Check *check, const Way *way) {
  const Policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    bool deny = s->effect == EFFECT_DENY;
    if (s != way->statement && !(deny && rule_speaks_of(check, s, way)))
      continue;
    for (size_t k = 0; k < s->condition_count; k++) {
      if (is_mfa(&s->conditions[k]) && !(deny && catches_both(&s->conditions[k])))
        return &s->conditions[k];
    }
  }
  return NULL;
}

static bool is_of(const Statement *s, const Condition *condition) {
  for (size_t i = 0; i < s->condition_count; i++) {
    if (&s->conditions[i] == condition)
      return true;
  }
  return false;
}

/* An Allow that wants no MFA may be meant as it is. */
static bool wants_absence(const Way *way, const Condition *condition) {
  Operator op;
  return is_of(way->statement, condition) && operator_parse(&op, condition->operator_name) &&
         (is_null_true(condition, &op) ||
          (op.family == OPERATOR_BOOL && condition->value_count == 1 &&
           text_is(condition->values[0].text, "false")));
}

/* Sessions of a role have no MFA of their own, nor long-lived keys. */
static bool has_keys(IdentityKind who) {
  return who == IDENTITY_ACCOUNT || who == IDENTITY_USER || who == IDENTITY_ANYONE;
}

static void tell(Draft *draft, const Way *way) {
  const Condition *condition = mfa_condition(draft->check, way);
  if (!condition || wants_absence(way, condition) || !has_keys(way->identity.kind) ||
      way_open(way, ADVERSARY_STRANGER))
    return;
  draft_at_condition(draft, condition);
  draft_message(draft, "%s gets in without MFA: %s does not ask for it of callers with access keys",
                way->identity.kind == IDENTITY_ANYONE ? "whoever is let in"
                                                      : way_subject(draft, way),
                draft_quote_name(draft, condition->operator_name));
}

const RuleChecks rule_al505 = {.adversary = ADVERSARY_WITHOUT_MFA, .way = tell};
