/* SPDX-License-Identifier: Apache-2.0
 *
 * AL502 wildcard-in-exact-match
 *
 * An exact string operator with a wildcard in the value. AL204 reports external IDs.
 */
#include "rules/conditions.h"

/* What clients say of themselves may hold any character. saml: keys are patterns for STS. */
static const char *const free_keys[] = {"aws:UserAgent", "aws:referer", "saml:", NULL};

static bool is_literal_wildcard(const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    Str literal = text->pieces[i].literal;
    if (!text->pieces[i].hole && has_wildcard(literal) && !has_variable(literal))
      return true;
  }
  return false;
}

/* The first value with a wildcard that the operator takes literally; NULL: none. */
static const Item *literal_wildcard(const Condition *condition) {
  Operator op;
  if (key_is_in(condition->key, free_keys) || !condition_is_positive(condition, &op) ||
      (op.family != OPERATOR_STRING && op.family != OPERATOR_STRING_NOCASE))
    return NULL;
  return condition_find(condition, is_literal_wildcard);
}

static void tell(Draft *draft, const Condition *condition) {
  const Statement *statement = draft->finding.statement;
  const Item *item = literal_wildcard(condition);
  bool judged = statement->effect == EFFECT_ALLOW || statement->effect == EFFECT_DENY;
  if (!item || !judged || str_is_nocase(condition->key, "sts:ExternalId"))
    return;
  draft_at_item(draft, item);
  draft_message(draft, "%s takes the wildcard in %s literally, so it %s",
                draft_quote_name(draft, condition->operator_name),
                draft_quote_text(draft, item->text),
                statement->effect == EFFECT_ALLOW ? "lets nobody in" : "denies nothing");
}

const RuleChecks rule_al502 = {.condition = tell};
