/* SPDX-License-Identifier: Apache-2.0
 *
 * AL508 unsatisfiable-statement
 *
 * The intended caller gets in by none of the statement's principals. Principals that match
 * nobody have findings of their own.
 */
#include "access.h"
#include "access/keys.h"
#include "access/operators.h"
#include "access/values.h"

/* Whether the condition asks for a public address out of networks that have none. */
static bool wants_private_address(const struct alint_condition *condition) {
  struct alint_operator op;
  struct alint_network network;
  if (!alint_str_is_nocase(condition->key, "aws:SourceIp") ||
      !alint_operator_parse(&op, condition->operator_name) || op.family != ALINT_OP_IP)
    return false;
  for (size_t i = 0; i < condition->value_count; i++) {
    struct alint_str value;
    if (!alint_text_known(condition->values[i].text, &value) ||
        !alint_network_parse(&network, value) || alint_network_is_public(&network))
      return false;
  }
  return condition->value_count > 0;
}

static const struct alint_condition *private_address(const struct alint_policy *policy,
                                                     const struct alint_statement *statement) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    const struct alint_statement *s = &policy->statements[i];
    for (size_t k = 0; k < s->condition_count; k++) {
      if ((s == statement || s->effect == ALINT_EFFECT_DENY) &&
          wants_private_address(&s->conditions[k]))
        return &s->conditions[k];
    }
  }
  return NULL;
}

/* Whether the condition is met by nobody because its values are policy variables, which are
 * plain text under an old Version. */
static bool wants_plain_variable(const struct alint_condition *condition) {
  struct alint_operator op;
  struct alint_str value;
  bool text_family = alint_operator_parse(&op, condition->operator_name) &&
                     (op.family == ALINT_OP_STRING || op.family == ALINT_OP_STRING_NOCASE ||
                      op.family == ALINT_OP_LIKE || op.family == ALINT_OP_ARN);
  if (!text_family || op.negated || op.if_exists || op.set == ALINT_SET_ALL)
    return false;
  for (size_t i = 0; i < condition->value_count; i++) {
    if (!alint_text_known(condition->values[i].text, &value) ||
        alint_str_find_str(value, ALINT_STR("${")) == value.len ||
        alint_key_accepts(condition->key, value))
      return false;
  }
  return condition->value_count > 0;
}

static const struct alint_condition *plain_variable(const struct alint_policy *policy,
                                                    const struct alint_statement *statement) {
  for (size_t i = 0; !alint_policy_has_variables(policy) && i < statement->condition_count; i++) {
    if (wants_plain_variable(&statement->conditions[i]))
      return &statement->conditions[i];
  }
  return NULL;
}

/* "aws:SourceVPC" is known; "issuer.example:claim" may be. */
static bool is_unknown_key(const struct alint_condition *condition) {
  struct alint_str none = {NULL, 0};
  size_t colon = alint_str_find(condition->key, 0, ':');
  bool claim = alint_str_has(alint_str_slice(condition->key, 0, colon), '.');
  return !condition->key_has_hole && !claim &&
         alint_key_info(condition->key, none)->source == ALINT_KEY_UNKNOWN;
}

static const struct alint_condition *unknown_key_asked(const struct alint_statement *statement,
                                                       const char **near) {
  enum { MAX_KEYS = 160 };
  const char *names[MAX_KEYS];
  size_t count = 0;
  while (count < MAX_KEYS && (names[count] = alint_key_name(count)))
    count++;
  for (size_t i = 0; i < statement->condition_count; i++) {
    const struct alint_condition *condition = &statement->conditions[i];
    struct alint_operator op;
    if (!is_unknown_key(condition) || !alint_operator_parse(&op, condition->operator_name) ||
        op.family == ALINT_OP_NULL || op.negated || op.if_exists || op.set == ALINT_SET_ALL)
      continue;
    *near = alint_nearest(condition->key, names, count);
    return condition;
  }
  return NULL;
}

static bool can_be_somebody(enum alint_who who) {
  return who != ALINT_WHO_MALFORMED && who != ALINT_WHO_GROUP && who != ALINT_WHO_OTHER_ID &&
         who != ALINT_WHO_UNKNOWN;
}

/* Whether every way of the statement is closed, and not for want of somebody. */
static bool is_dead(const struct alint_check *check, const struct alint_statement *statement) {
  size_t ways = 0;
  for (size_t i = 0; i < check->ways->count; i++) {
    const struct alint_way *way = &check->ways->items[i];
    if (way->statement != statement)
      continue;
    bool partly_wildcard = way->identity.has_wildcard && way->identity.who != ALINT_WHO_ANYONE;
    if (!can_be_somebody(way->identity.who) || partly_wildcard || !alint_way_dead(way))
      return false;
    ways++;
  }
  return ways > 0;
}

/* Whether an external ID that cannot be sent is the reason: it has a finding of its own. */
static bool asks_for_impossible_id(const struct alint_statement *statement) {
  for (size_t i = 0; i < statement->condition_count; i++) {
    if (alint_external_id_impossible(&statement->conditions[i]))
      return true;
  }
  return false;
}

static bool has_deny(const struct alint_policy *policy) {
  for (size_t i = 0; i < policy->statement_count; i++) {
    if (policy->statements[i].effect == ALINT_EFFECT_DENY)
      return true;
  }
  return false;
}

static const char variable_help[] =
    "Write \"Version\": \"2012-10-17\": under an older one, or none, policy variables such as "
    "${aws:username} are not replaced.";

/* A Deny that keeps nobody out. */
static void tell_dead_deny(struct alint_draft *draft, const struct alint_statement *statement) {
  const struct alint_condition *condition = plain_variable(draft->check->trust->policy, statement);
  if (!condition)
    return;
  alint_draft_at_item(draft, &condition->values[0]);
  alint_draft_message(draft,
                      "no call can match this Deny: under the policy's Version %s is plain text, "
                      "which %s never is",
                      alint_quote_text(draft, condition->values[0].text),
                      alint_quote_name(draft, condition->key));
  alint_draft_help(draft, "%s", variable_help);
}

/* A key that no call has: false where there is none. */
static bool describe_unknown_key(struct alint_draft *draft,
                                 const struct alint_statement *statement) {
  const char *near = NULL;
  const struct alint_condition *condition = unknown_key_asked(statement, &near);
  if (!condition)
    return false;
  alint_draft_at_condition(draft, condition);
  alint_draft_message(draft,
                      "no call can match this statement: %s is no condition key that is "
                      "known%s, so no call has it",
                      alint_quote_name(draft, condition->key), alint_did_you_mean(draft, near));
  return true;
}

static void describe(struct alint_draft *draft, const struct alint_statement *statement) {
  if (describe_unknown_key(draft, statement))
    return;
  const char *keys = alint_condition_keys(draft, statement);
  bool deny = has_deny(draft->check->trust->policy);
  if (statement->condition_count == 1 && !deny)
    alint_draft_at_condition(draft, &statement->conditions[0]);
  alint_draft_message(draft,
                      "no call can match this statement: what it asks for%s%s%s cannot be met%s",
                      keys ? " (" : "", keys ? keys : "", keys ? ")" : "",
                      deny ? " without meeting a Deny statement" : "");
  if (private_address(draft->check->trust->policy, statement))
    alint_draft_help(draft, "aws:SourceIp is a public address always, and no call has one of these "
                            "networks. Calls through a VPC endpoint have aws:VpcSourceIp instead: "
                            "ask for that, together with aws:SourceVpc.");
  else if (plain_variable(draft->check->trust->policy, statement))
    alint_draft_help(draft, "%s", variable_help);
}

static void tell(struct alint_draft *draft, const struct alint_statement *statement) {
  if (!draft->check->ways)
    return;
  alint_draft_fault(draft, "unsatisfiable");
  if (statement->effect == ALINT_EFFECT_DENY)
    tell_dead_deny(draft, statement);
  else if (statement->effect == ALINT_EFFECT_ALLOW && is_dead(draft->check, statement) &&
           !asks_for_impossible_id(statement))
    describe(draft, statement);
}

const struct alint_checks alint_al508 = {.statement = tell};
