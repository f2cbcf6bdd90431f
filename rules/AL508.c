/* SPDX-License-Identifier: Apache-2.0
 *
 * AL508 unsatisfiable-statement
 *
 * The intended caller gets in by none of the statement's principals. Principals that match
 * nobody have findings of their own.
 */
#include "facts/keys.h"
#include "facts/operators.h"
#include "rules/ways.h"
#include "util/values.h"

/* Whether the condition asks for a public address out of networks that have none. */
static bool wants_private_address(const Condition *condition) {
  Operator op;
  Network network;
  if (!str_is_nocase(condition->key, "aws:SourceIp") ||
      !operator_parse(&op, condition->operator_name) || op.family != OPERATOR_IP)
    return false;
  for (size_t i = 0; i < condition->value_count; i++) {
    Str value;
    if (!text_known(condition->values[i].text, &value) || !network_parse(&network, value) ||
        network_is_public(&network))
      return false;
  }
  return condition->value_count > 0;
}

static const Condition *private_address(const Policy *policy, const Statement *statement) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    for (size_t k = 0; k < s->condition_count; k++) {
      if ((s == statement || s->effect == EFFECT_DENY) && wants_private_address(&s->conditions[k]))
        return &s->conditions[k];
    }
  }
  return NULL;
}

/* Whether the condition is met by nobody because its values are policy variables, which are
 * plain text under an old Version. */
static bool wants_plain_variable(const Condition *condition) {
  Operator op;
  Str value;
  bool text_family = operator_parse(&op, condition->operator_name) &&
                     (op.family == OPERATOR_STRING || op.family == OPERATOR_STRING_NOCASE ||
                      op.family == OPERATOR_LIKE || op.family == OPERATOR_ARN);
  if (!text_family || op.negated || op.if_exists || op.set == OPERATOR_SET_ALL)
    return false;
  for (size_t i = 0; i < condition->value_count; i++) {
    if (!text_known(condition->values[i].text, &value) ||
        str_find_str(value, STR("${")) == value.len || key_accepts(condition->key, value))
      return false;
  }
  return condition->value_count > 0;
}

static const Condition *plain_variable(const Policy *policy, const Statement *statement) {
  for (size_t i = 0; !policy_has_variables(policy) && i < statement->condition_count; i++) {
    if (wants_plain_variable(&statement->conditions[i]))
      return &statement->conditions[i];
  }
  return NULL;
}

/* "aws:SourceVPC" is known; "issuer.example:claim" may be. */
static bool is_unknown_key(const Condition *condition) {
  Str none = {NULL, 0};
  size_t colon = str_find(condition->key, 0, ':');
  bool claim = str_has(str_slice(condition->key, 0, colon), '.');
  return !condition->key_has_hole && !claim &&
         key_info(condition->key, none)->source == KEY_UNKNOWN;
}

static const Condition *unknown_key_asked(const Statement *statement, const char **near) {
  enum { MAX_KEYS = 160 };
  const char *names[MAX_KEYS];
  size_t count = 0;
  while (count < MAX_KEYS && (names[count] = key_name(count)))
    count++;
  for (size_t i = 0; i < statement->condition_count; i++) {
    const Condition *condition = &statement->conditions[i];
    Operator op;
    if (!is_unknown_key(condition) || !operator_parse(&op, condition->operator_name) ||
        op.family == OPERATOR_NULL || op.negated || op.if_exists || op.set == OPERATOR_SET_ALL)
      continue;
    *near = nearest_name(condition->key, names, count);
    return condition;
  }
  return NULL;
}

static bool can_be_somebody(IdentityKind who) {
  return who != IDENTITY_MALFORMED && who != IDENTITY_GROUP && who != IDENTITY_OTHER_ID &&
         who != IDENTITY_UNKNOWN;
}

/* Whether every way of the statement is closed, and not for want of somebody. */
static bool is_dead(const Check *check, const Statement *statement) {
  size_t ways = 0;
  for (size_t i = 0; i < check->ways->count; i++) {
    const Way *way = &check->ways->items[i];
    if (way->statement != statement)
      continue;
    bool partly_wildcard = way->identity.has_wildcard && way->identity.kind != IDENTITY_ANYONE;
    if (!can_be_somebody(way->identity.kind) || partly_wildcard || !way_dead(way))
      return false;
    ways++;
  }
  return ways > 0;
}

/* Whether an external ID that cannot be sent is the reason: it has a finding of its own. */
static bool asks_for_impossible_id(const Statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (rule_external_id_impossible(&statement->conditions[i]))
      return true;
  }
  return false;
}

static bool has_deny(const Policy *policy) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (policy->statements[i].effect == EFFECT_DENY)
      return true;
  }
  return false;
}

static const char variable_help[] =
    "Write \"Version\": \"2012-10-17\": under an older one, or none, policy variables such as "
    "${aws:username} are not replaced.";

/* A Deny that keeps nobody out. */
static void tell_dead_deny(Draft *draft, const Statement *statement) {
  const Condition *condition = plain_variable(draft->check->trust->policy, statement);
  if (!condition)
    return;
  draft_at_item(draft, &condition->values[0]);
  draft_message(draft,
                "no call can match this Deny: under the policy's Version %s is plain text, "
                "which %s never is",
                draft_quote_text(draft, condition->values[0].text),
                draft_quote_name(draft, condition->key));
  draft_help(draft, "%s", variable_help);
}

/* A key that no call has: false where there is none. */
static bool describe_unknown_key(Draft *draft, const Statement *statement) {
  const char *near = NULL;
  const Condition *condition = unknown_key_asked(statement, &near);
  if (!condition)
    return false;
  draft_at_condition(draft, condition);
  draft_message(draft,
                "no call can match this statement: %s is no condition key that is "
                "known%s, so no call has it",
                draft_quote_name(draft, condition->key), rule_did_you_mean(draft, near));
  return true;
}

static void describe(Draft *draft, const Statement *statement) {
  if (describe_unknown_key(draft, statement))
    return;
  const char *keys = condition_keys(draft, statement);
  bool deny = has_deny(draft->check->trust->policy);
  if (statement->condition_count == 1 && !deny)
    draft_at_condition(draft, &statement->conditions[0]);
  draft_message(draft, "no call can match this statement: what it asks for%s%s%s cannot be met%s",
                keys ? " (" : "", keys ? keys : "", keys ? ")" : "",
                deny ? " without meeting a Deny statement" : "");
  if (private_address(draft->check->trust->policy, statement))
    draft_help(draft, "aws:SourceIp is a public address always, and no call has one of these "
                      "networks. Calls through a VPC endpoint have aws:VpcSourceIp instead: "
                      "ask for that, together with aws:SourceVpc.");
  else if (plain_variable(draft->check->trust->policy, statement))
    draft_help(draft, "%s", variable_help);
}

static void tell(Draft *draft, const Statement *statement) {
  if (!draft->check->ways)
    return;
  draft_fault(draft, "unsatisfiable");
  if (statement->effect == EFFECT_DENY)
    tell_dead_deny(draft, statement);
  else if (statement->effect == EFFECT_ALLOW && is_dead(draft->check, statement) &&
           !asks_for_impossible_id(statement))
    describe(draft, statement);
}

const RuleChecks rule_al508 = {.statement = tell};
