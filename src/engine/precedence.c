/* SPDX-License-Identifier: Apache-2.0
 *
 * One fault is one finding: of the rules that claim a way in, the one of the
 * lowest precedence keeps it.
 */
#include <stdlib.h>

#include "assumelint/arena.h"
#include "assumelint/status.h"
#include "engine/found.h"

struct claim {
  const struct alint_way *way;
  int precedence;
  struct alint_found *found;
};

static int compare_claims(const void *left, const void *right) {
  const struct claim *a = left, *b = right;
  if (a->way != b->way)
    return (size_t)a->way < (size_t)b->way ? -1 : 1;
  return a->precedence < b->precedence ? -1 : a->precedence > b->precedence;
}

int alint_apply_precedence(struct alint_found_list *list) {
  struct claim *claims = alint_arena_array(list->arena, list->count, sizeof *claims);
  if (!claims)
    return ALINT_ENOMEM;
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    struct alint_found *found = &list->items[i];
    if (found->finding.way && found->rule->precedence > 0)
      claims[count++] = (struct claim){found->finding.way, found->rule->precedence, found};
  }
  qsort(claims, count, sizeof *claims, compare_claims);
  /* The first claim on each way stands, with the rule's other findings on it. */
  for (size_t i = 1, first = 0; i < count; i++) {
    if (claims[i].way != claims[first].way)
      first = i;
    else if (claims[i].precedence != claims[first].precedence)
      claims[i].found->dropped = true;
  }
  alint_found_compact(list);
  return ALINT_OK;
}
