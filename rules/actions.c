/* SPDX-License-Identifier: Apache-2.0
 *
 * What the Action or NotAction of a statement covers.
 */
#include "model/match.h"
#include "rules.h"

static enum alint_tri any_covers(const struct alint_item *items, size_t count,
                                 const struct alint_text *action) {
  enum alint_tri any = ALINT_NO;
  for (size_t i = 0; i < count; i++)
    any = alint_tri_or(any,
                       alint_match(items[i].text, action, ALINT_MATCH_GLOB | ALINT_MATCH_NOCASE));
  return any;
}

enum alint_tri alint_statement_covers(const struct alint_statement *statement, const char *action) {
  struct alint_piece piece = {.literal = alint_str(action)};
  struct alint_text text = {.pieces = &piece, .count = 1};
  if (statement->has_action && statement->action_count > 0)
    return any_covers(statement->actions, statement->action_count, &text);
  if (statement->has_not_action && statement->not_action_count > 0)
    return alint_tri_not(any_covers(statement->not_actions, statement->not_action_count, &text));
  return statement->opaque_hole ? ALINT_UNKNOWN : ALINT_NO;
}
