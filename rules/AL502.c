/* SPDX-License-Identifier: Apache-2.0
 *
 * AL502 wildcard-in-exact-match
 *
 * Exact string operators with a wildcard in the value. The external ID is AL204's; what clients
 * say of themselves may hold any character.
 */
#include "facts/operators.h"
#include "rules/ways.h"

/* What clients say of themselves, and what is a wildcard to STS itself. */
static bool may_hold_wildcard(Str key) {
  return str_is_nocase(key, "aws:UserAgent") || str_is_nocase(key, "aws:referer") ||
         str_starts_nocase(key, "saml:");
}

static bool has_wildcard(const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    Str literal = text->pieces[i].literal;
    bool wildcard = str_has(literal, '*') || str_has(literal, '?');
    if (!text->pieces[i].hole && wildcard && str_find_str(literal, STR("${")) == literal.len)
      return true;
  }
  return false;
}

/* The first value with a wildcard under a positive operator that takes it literally; NULL where
 * there is none. Policy variables such as ${*} are none. */
static const Item *literal_wildcard(const Condition *condition) {
  Operator op;
  if (may_hold_wildcard(condition->key) || !operator_parse(&op, condition->operator_name) ||
      op.negated || (op.family != OPERATOR_STRING && op.family != OPERATOR_STRING_NOCASE))
    return NULL;
  for (size_t i = 0; i < condition->value_count; i++) {
    if (has_wildcard(condition->values[i].text))
      return &condition->values[i];
  }
  return NULL;
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
