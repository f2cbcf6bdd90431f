/* SPDX-License-Identifier: Apache-2.0
 *
 * AL204 external-id-impossible
 *
 * An external ID that no caller can send. The STS API reference has its form:
 * [\w+=,.@:/-]{2,1224}.
 */
#include "rules/ways.h"

/* Whether a ${...} stands for more than one literal character. */
static bool is_replaced(const Policy *policy, Str value) {
  size_t at = policy_has_variables(policy) ? str_find_str(value, STR("${")) : value.len;
  while (at + 2 < value.len &&
         (value.ptr[at + 2] == '*' || value.ptr[at + 2] == '?' || value.ptr[at + 2] == '$')) {
    Str rest = str_slice(value, at + 2, value.len);
    at += 2 + str_find_str(rest, STR("${"));
  }
  return at < value.len;
}

static void tell(Draft *draft, const Condition *condition) {
  Operator op;
  if (draft->finding.statement->effect != EFFECT_ALLOW || !condition_is_external_id(condition, &op))
    return;
  for (size_t i = 0; i < condition->value_count; i++) {
    const Item *item = &condition->values[i];
    Str value;
    bool known = text_known(item->text, &value) && !is_replaced(draft->check->trust->policy, value);
    const char *wrong = known ? external_id_fault(value, op.family == OPERATOR_LIKE) : NULL;
    if (!wrong)
      continue;
    draft_at_item(draft, item);
    draft_fault(draft, "%.*s|%.*s|%s", STR_FMT(condition->operator_name), STR_FMT(condition->key),
                wrong);
    draft_message(draft, "no caller can send the external ID %s: it %s",
                  draft_quote_text(draft, item->text), wrong);
    draft_send(draft);
  }
}

const RuleChecks rule_al204 = {.condition = tell};
