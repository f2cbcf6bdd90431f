/* SPDX-License-Identifier: Apache-2.0
 *
 * AL502 wildcard-in-exact-match
 *
 * Exact string operators with a wildcard in the value. The external ID is AL204's; what clients
 * say of themselves may hold any character.
 */
#include "access.h"

static void tell(struct alint_draft *draft, const struct alint_condition *condition) {
  const struct alint_statement *statement = draft->finding.statement;
  const struct alint_item *item = alint_literal_wildcard(condition);
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
