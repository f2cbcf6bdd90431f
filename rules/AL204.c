/* SPDX-License-Identifier: Apache-2.0
 *
 * AL204 external-id-impossible
 *
 * An external ID that no caller can send, so the statement lets nobody in. The
 * form is the one of the STS API reference: [\w+=,.@:/-]{2,1224}.
 */
#include "access.h"
#include "access/operators.h"

/* ${...} that stands for something else than one literal character. */
static bool has_variable(const struct alint_policy *policy, struct alint_str value) {
  size_t at =
      alint_policy_has_variables(policy) ? alint_str_find_str(value, ALINT_STR("${")) : value.len;
  while (at + 2 < value.len &&
         (value.ptr[at + 2] == '*' || value.ptr[at + 2] == '?' || value.ptr[at + 2] == '$')) {
    struct alint_str rest = alint_str_slice(value, at + 2, value.len);
    at += 2 + alint_str_find_str(rest, ALINT_STR("${"));
  }
  return at < value.len;
}

static void tell(struct alint_draft *draft, const struct alint_condition *condition) {
  struct alint_operator op;
  if (draft->finding.statement->effect != ALINT_EFFECT_ALLOW ||
      !alint_compares_external_id(condition, &op))
    return;
  for (size_t i = 0; i < condition->value_count; i++) {
    const struct alint_item *item = &condition->values[i];
    struct alint_str value;
    bool known =
        alint_text_known(item->text, &value) && !has_variable(draft->check->trust->policy, value);
    const char *wrong = known ? alint_external_id_fault(value, op.family == ALINT_OP_LIKE) : NULL;
    if (!wrong)
      continue;
    alint_draft_at_item(draft, item);
    alint_draft_fault(draft, "%.*s|%.*s|%s", ALINT_FMT(condition->operator_name),
                      ALINT_FMT(condition->key), wrong);
    alint_draft_message(draft, "no caller can send the external ID %s: it %s",
                        alint_quote_text(draft, item->text), wrong);
    alint_draft_send(draft);
  }
}

const struct alint_checks alint_al204 = {.condition = tell};
