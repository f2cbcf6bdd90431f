/* SPDX-License-Identifier: Apache-2.0
 *
 * AL611 not-an-sts-action
 *
 * Actions outside sts, the bare asterisk, and actions of sts that are misspelt.
 */
#include "rules.h"

/* Certainly outside sts, whatever the holes are. */
static bool is_foreign(const struct alint_text *action) {
  struct alint_str known;
  if (alint_text_known(action, &known))
    return !alint_str_starts_nocase(known, "sts:");
  const struct alint_piece *first = &action->pieces[0];
  return !first->hole && alint_str_has(first->literal, ':') &&
         !alint_str_starts_nocase(first->literal, "sts:");
}

static void look_at(struct alint_draft *draft, const struct alint_item *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    struct alint_str known;
    bool foreign = is_foreign(items[i].text);
    const char *meant = alint_text_known(items[i].text, &known) ? alint_meant_action(known) : NULL;
    if (!foreign && !meant)
      continue;
    const char *shown = alint_quote_text(draft, items[i].text);
    alint_draft_at_item(draft, &items[i]);
    alint_draft_fault(draft, "action|%s", shown);
    alint_draft_message(draft, "%s is no action of sts%s%s%s%s", shown,
                        meant ? " (did you mean " : "", meant ? meant : "", meant ? "?)" : "",
                        foreign ? ", and a trust policy has no others: IAM refuses the policy"
                                : ": no call has that name");
    alint_draft_send(draft);
  }
}

static void tell(struct alint_draft *draft, const struct alint_statement *statement) {
  look_at(draft, statement->actions, statement->action_count);
  look_at(draft, statement->not_actions, statement->not_action_count);
}

const struct alint_checks alint_al611 = {.statement = tell};
