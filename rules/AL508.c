/* SPDX-License-Identifier: Apache-2.0
 *
 * AL508 unsatisfiable-statement
 *
 * The intended caller gets in by none of the statement's principals. Principals that match nobody
 * have rules of their own.
 */
#include "facts/keys.h"
#include "rules/ways.h"
#include "util/values.h"

/* Whether the condition asks for a source address in private networks, which no call has. */
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

static bool wants_private_networks(const Policy *policy, const Statement *statement) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    if ((s == statement || s->effect == EFFECT_DENY) && statement_find(s, wants_private_address))
      return true;
  }
  return false;
}

/* Whether the condition holds only for calls that have the key. */
static bool demands_match(const Condition *condition, Operator *op) {
  return condition_is_positive(condition, op) && !op->if_exists && op->set != OPERATOR_SET_ALL;
}

/* Whether nobody meets the condition because its values are policy variables, which are plain
 * text under an old Version. */
static bool wants_plain_variable(const Condition *condition) {
  Operator op;
  Str value;
  if (!demands_match(condition, &op) ||
      (op.family != OPERATOR_STRING && op.family != OPERATOR_STRING_NOCASE &&
       op.family != OPERATOR_LIKE && op.family != OPERATOR_ARN))
    return false;
  for (size_t i = 0; i < condition->value_count; i++) {
    if (!text_known(condition->values[i].text, &value) || !has_variable(value) ||
        key_accepts(condition->key, value))
      return false;
  }
  return condition->value_count > 0;
}

static const Condition *plain_variable(const Policy *policy, const Statement *statement) {
  return policy_has_variables(policy) ? NULL : statement_find(statement, wants_plain_variable);
}

/* "issuer.example:claim" may exist. */
static bool asks_unknown_key(const Condition *condition) {
  Operator op;
  bool claim = str_has(str_slice(condition->key, 0, str_find(condition->key, 0, ':')), '.');
  return !condition->key_has_hole && !claim && demands_match(condition, &op) &&
         key_info(condition->key, (Str){NULL, 0})->source == KEY_UNKNOWN;
}

static const char *nearest_key(Str key) {
  enum { MAX_KEYS = 160 };
  const char *names[MAX_KEYS];
  size_t count = 0;
  while (count < MAX_KEYS && (names[count] = key_name(count)))
    count++;
  return nearest_name(key, names, count);
}

static bool any_way(const Way *way) {
  (void)way;
  return true;
}

/* Whether the intended caller gets in, or it is the principal's own fault that none does. */
static bool is_alive(const Way *way) {
  IdentityKind kind = way->identity.kind;
  bool partly_wildcard = way->identity.has_wildcard && kind != IDENTITY_ANYONE;
  return kind == IDENTITY_MALFORMED || kind == IDENTITY_GROUP || kind == IDENTITY_OTHER_ID ||
         kind == IDENTITY_UNKNOWN || partly_wildcard || !way_dead(way);
}

static bool is_dead(const Check *check, const Statement *statement) {
  return way_of(check, statement, any_way) && !way_of(check, statement, is_alive);
}

/* Whether all values are external IDs that cannot be sent, which AL204 reports. */
static bool is_impossible_id(const Condition *condition) {
  Operator op;
  Str value;
  if (!condition_is_external_id(condition, &op))
    return false;
  for (size_t i = 0; i < condition->value_count; i++) {
    if (!text_known(condition->values[i].text, &value) ||
        !external_id_fault(value, op.family == OPERATOR_LIKE))
      return false;
  }
  return condition->value_count > 0;
}

static bool has_deny(const Policy *policy) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (policy->statements[i].effect == EFFECT_DENY)
      return true;
  }
  return false;
}

static const char variable_help[] =
    "Write \"Version\": \"2012-10-17\": under an older version, or none, IAM "
    "does not replace policy variables such as ${aws:username}.";

/* A Deny that keeps nobody out. */
static void tell_dead_deny(Draft *draft, const Statement *statement) {
  const Condition *condition = plain_variable(draft->check->trust->policy, statement);
  if (!condition)
    return;
  draft_at_item(draft, &condition->values[0]);
  draft_message(draft,
                "no call can match this Deny: under the policy's Version, %s is plain text, "
                "which %s never is",
                draft_quote_text(draft, condition->values[0].text),
                draft_quote_name(draft, condition->key));
  draft_help(draft, "%s", variable_help);
}

static void describe_unknown_key(Draft *draft, const Condition *condition) {
  draft_at_condition(draft, condition);
  draft_message(
      draft,
      "no call can match this statement: %s is not a known condition key%s, so no call has it",
      draft_quote_name(draft, condition->key),
      draft_did_you_mean(draft, nearest_key(condition->key)));
}

static void describe(Draft *draft, const Statement *statement) {
  const char *keys = condition_keys(draft, statement);
  bool deny = has_deny(draft->check->trust->policy);
  if (statement->condition_count == 1 && !deny)
    draft_at_condition(draft, &statement->conditions[0]);
  draft_message(draft, "no call can match this statement: none meets its conditions%s%s%s%s",
                keys ? " (" : "", keys ? keys : "", keys ? ")" : "",
                deny ? " without matching a Deny statement" : "");
  if (wants_private_networks(draft->check->trust->policy, statement))
    draft_help(draft, "aws:SourceIp is always a public address, so no call comes from these "
                      "networks. Calls through a VPC endpoint have aws:VpcSourceIp instead: ask "
                      "for that, together with aws:SourceVpc.");
  else if (plain_variable(draft->check->trust->policy, statement))
    draft_help(draft, "%s", variable_help);
}

static void tell(Draft *draft, const Statement *statement) {
  if (!draft->check->ways)
    return;
  draft_fault(draft, "unsatisfiable");
  const Condition *unknown = statement_find(statement, asks_unknown_key);
  if (statement->effect == EFFECT_DENY)
    tell_dead_deny(draft, statement);
  else if (!is_dead(draft->check, statement) || statement_find(statement, is_impossible_id))
    return;
  else if (unknown)
    describe_unknown_key(draft, unknown);
  else
    describe(draft, statement);
}

const RuleChecks rule_al508 = {.statement = tell};
