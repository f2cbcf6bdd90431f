/* SPDX-License-Identifier: Apache-2.0
 *
 * What the Action or NotAction of a statement covers.
 */
#include "model/match.h"
#include "rules/rules.h"

static Tri any_covers(const Item *items, size_t count, const Text *action) {
  Tri any = TRI_NO;
  for (size_t i = 0; i < count; i++)
    any = tri_or(any, text_match(items[i].text, action, MATCH_GLOB | MATCH_NOCASE));
  return any;
}

Tri statement_covers(const Statement *statement, const char *action) {
  Piece piece = {.literal = str_of(action)};
  Text text = {.pieces = &piece, .count = 1};
  if (statement->has_action && statement->action_count > 0)
    return any_covers(statement->actions, statement->action_count, &text);
  if (statement->has_not_action && statement->not_action_count > 0)
    return tri_not(any_covers(statement->not_actions, statement->not_action_count, &text));
  return statement->opaque_hole ? TRI_UNKNOWN : TRI_NO;
}
