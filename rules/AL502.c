/* SPDX-License-Identifier: Apache-2.0
 *
 * AL502 wildcard-in-exact-match
 *
 * Exact string operators with a wildcard in the value. The external ID is AL204's; what clients
 * say of themselves may hold any character.
 */
#include "access.h"
#include "access/operators.h"

/* What clients say of themselves, and what is a wildcard to STS itself. */
static bool may_hold_wildcard(struct alint_str key) {
  return alint_str_is_nocase(key, "aws:UserAgent") || alint_str_is_nocase(key, "aws:referer") ||
         alint_str_starts_nocase(key, "saml:");
}

static bool has_wildcard(const struct alint_text *text) {
  for (size_t i = 0; i < text->count; i++) {
    struct alint_str literal = text->pieces[i].literal;
    bool wildcard = alint_str_has(literal, '*') || alint_str_has(literal, '?');
    if (!text->pieces[i].hole && wildcard &&
        alint_str_find_str(literal, ALINT_STR("${")) == literal.len)
      return true;
  }
  return false;
}

/* The first value with a wildcard under a positive operator that takes it literally; NULL where
 * there is none. Policy variables such as ${*} are none. */
static const struct alint_item *literal_wildcard(const struct alint_condition *condition) {
  struct alint_operator op;
  if (may_hold_wildcard(condition->key) || !alint_operator_parse(&op, condition->operator_name) ||
      op.negated || (op.family != ALINT_OP_STRING && op.family != ALINT_OP_STRING_NOCASE))
    return NULL;
  for (size_t i = 0; i < condition->value_count; i++) {
    if (has_wildcard(condition->values[i].text))
      return &condition->values[i];
  }
  return NULL;
}

static void tell(struct alint_draft *draft, const struct alint_condition *condition) {
  const struct alint_statement *statement = draft->finding.statement;
  const struct alint_item *item = literal_wildcard(condition);
  bool judged = statement->effect == ALINT_EFFECT_ALLOW || statement->effect == ALINT_EFFECT_DENY;
  if (!item || !judged || alint_str_is_nocase(condition->key, "sts:ExternalId"))
    return;
  alint_draft_at_item(draft, item);
  alint_draft_message(
      draft, "%s takes the wildcard in %s literally, so it %s",
      alint_quote_name(draft, condition->operator_name), alint_quote_text(draft, item->text),
      statement->effect == ALINT_EFFECT_ALLOW ? "lets nobody in" : "denies nothing");
}

const struct alint_checks alint_al502 = {.condition = tell};
