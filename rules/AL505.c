/* SPDX-License-Identifier: Apache-2.0
 *
 * AL505 mfa-not-enforced
 *
 * Whom the policy names gets in without MFA although the policy speaks of it: in the statement,
 * or in a Deny.
 */
#include "access.h"
#include "access/operators.h"

static bool is_null_true(const struct alint_condition *condition, const struct alint_operator *op) {
  return op->family == ALINT_OP_NULL && condition->value_count == 1 &&
         alint_text_is(condition->values[0].text, "true");
}

/* Whether a condition of a Deny holds for callers that have no such key as well as
 * for those whose key says no: then it does its part, and others of its statement
 * narrow it. "Null": "true" leaves sessions out that were got without MFA. */
static bool catches_both(const struct alint_condition *condition) {
  struct alint_operator op;
  return alint_operator_parse(&op, condition->operator_name) &&
         (op.if_exists || op.negated || op.set == ALINT_SET_ALL);
}

static bool is_mfa(const struct alint_condition *condition) {
  return alint_str_is_nocase(condition->key, "aws:MultiFactorAuthPresent") ||
         alint_str_is_nocase(condition->key, "aws:MultiFactorAuthAge");
}

/* The condition on MFA that does not do it: the statement's, else a Deny's. */
static const struct alint_condition *mfa_condition(const struct alint_check *check,
                                                   const struct alint_way *way) {
  const struct alint_policy *policy = check->trust->policy;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    bool deny = s->effect == ALINT_EFFECT_DENY;
    if (s != way->statement && !(deny && alint_speaks_of(check, s, way)))
      continue;
    for (size_t k = 0; k < s->condition_count; k++) {
      if (is_mfa(&s->conditions[k]) && !(deny && catches_both(&s->conditions[k])))
        return &s->conditions[k];
    }
  }
  return NULL;
}

static bool is_of(const struct alint_statement *s, const struct alint_condition *condition) {
  for (size_t i = 0; i < s->condition_count; i++) {
    if (&s->conditions[i] == condition)
      return true;
  }
  return false;
}

/* An Allow that wants no MFA may be meant as it is. */
static bool wants_absence(const struct alint_way *way, const struct alint_condition *condition) {
  struct alint_operator op;
  return is_of(way->statement, condition) && alint_operator_parse(&op, condition->operator_name) &&
         (is_null_true(condition, &op) ||
          (op.family == ALINT_OP_BOOL && condition->value_count == 1 &&
           alint_text_is(condition->values[0].text, "false")));
}

/* Sessions of a role have no MFA of their own, nor long-lived keys. */
static bool has_keys(enum alint_who who) {
  return who == ALINT_WHO_ACCOUNT || who == ALINT_WHO_USER || who == ALINT_WHO_ANYONE;
}

static void tell(struct alint_draft *draft, const struct alint_way *way) {
  const struct alint_condition *condition = mfa_condition(draft->check, way);
  if (!condition || wants_absence(way, condition) || !has_keys(way->identity.who) ||
      alint_way_open(way, ALINT_STRANGER))
    return;
  alint_draft_at_condition(draft, condition);
  alint_draft_message(
      draft, "%s gets in without MFA: %s does not ask for it of callers with access keys",
      way->identity.who == ALINT_WHO_ANYONE ? "whoever is let in" : alint_way_subject(draft, way),
      alint_quote_name(draft, condition->operator_name));
}

const struct alint_checks alint_al505 = {.adversary = ALINT_WITHOUT_MFA, .way = tell};
