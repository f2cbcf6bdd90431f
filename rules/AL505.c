/* SPDX-License-Identifier: Apache-2.0
 *
 * AL505 mfa-not-enforced
 *
 * The intended caller gets in without MFA although the statement, or a Deny, speaks of it.
 */
#include "rules/ways.h"

static bool is_null_true(const Condition *condition, const Operator *op) {
  return op->family == OPERATOR_NULL && condition->value_count == 1 &&
         text_is(condition->values[0].text, "true");
}

/* Whether a condition of a Deny holds for callers without the key as well as for those whose key
 * says no. Then it does its part, and others of its statement narrow it. "Null": "true" spares
 * sessions that have the key and did not use MFA. */
static bool catches_both(const Condition *condition) {
  Operator op;
  return operator_parse(&op, condition->operator_name) &&
         (op.if_exists || op.negated || op.set == OPERATOR_SET_ALL);
}

static const char *const mfa_keys[] = {"aws:MultiFactorAuthPresent", "aws:MultiFactorAuthAge",
                                       NULL};

/* Whether the condition asks for MFA in a way that does not enforce it. */
static bool is_lax(const Check *check, const Way *way, const Statement *statement,
                   const Condition *condition) {
  (void)check, (void)way;
  return key_is_in(condition->key, mfa_keys) &&
         !(statement->effect == EFFECT_DENY && catches_both(condition));
}

static bool is_of(const Statement *s, const Condition *condition) {
  for (size_t i = 0; i < s->condition_count; i++) {
    if (&s->conditions[i] == condition)
      return true;
  }
  return false;
}

/* An Allow that asks for the absence of MFA may be meant so. */
static bool wants_absence(const Way *way, const Condition *condition) {
  Operator op;
  return is_of(way->statement, condition) && operator_parse(&op, condition->operator_name) &&
         (is_null_true(condition, &op) ||
          (op.family == OPERATOR_BOOL && condition->value_count == 1 &&
           text_is(condition->values[0].text, "false")));
}

/* Sessions of a role have neither MFA of their own nor long-lived keys. */
static bool has_keys(IdentityKind who) {
  return who == IDENTITY_ACCOUNT || who == IDENTITY_USER || who == IDENTITY_ANYONE;
}

static void tell(Draft *draft, const Way *way) {
  const Condition *condition = way_find_condition(draft->check, way, is_lax);
  if (!condition || wants_absence(way, condition) || !has_keys(way->identity.kind) ||
      way_open(way, ADVERSARY_STRANGER))
    return;
  draft_at_condition(draft, condition);
  draft_message(
      draft, "%s gets in without MFA: %s does not require it from callers with access keys",
      way->identity.kind == IDENTITY_ANYONE ? "everybody who is let in" : way_subject(draft, way),
      draft_quote_name(draft, condition->operator_name));
}

const RuleChecks rule_al505 = {.adversary = ADVERSARY_WITHOUT_MFA, .way = tell};
