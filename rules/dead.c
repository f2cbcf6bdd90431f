/* SPDX-License-Identifier: Apache-2.0
 *
 * Why no request can meet a condition: values that its key never has.
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

const struct alint_condition *alint_private_address(const struct alint_policy *policy,
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

const struct alint_condition *alint_plain_variable(const struct alint_policy *policy,
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

const struct alint_condition *alint_unknown_key_asked(const struct alint_statement *statement,
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
