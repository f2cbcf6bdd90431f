/* SPDX-License-Identifier: Apache-2.0
 *
 * One fault is one finding: of the rules that classify ways in, the first of
 * this table that claims a way keeps it.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/status.h"
#include "engine/found.h"

static const char *const precedence[] = {
    "AL101", "AL102", "AL308", "AL301", "AL302", "AL309", "AL310", "AL312", "AL207",
    "AL202", "AL201", "AL103", "AL209", "AL304", "AL303", "AL208", "AL104",
};
enum { RULES = sizeof precedence / sizeof precedence[0] };

/* Place of the rule in the table; RULES if it claims no ways. */
static size_t place_of(const struct alint_rule *rule) {
  size_t i = 0;
  while (i < RULES && strcmp(precedence[i], rule->id) != 0)
    i++;
  return i;
}

struct claim {
  const struct alint_way *way;
  size_t place;
  struct alint_found *found;
};

static int compare_claims(const void *left, const void *right) {
  const struct claim *a = left, *b = right;
  if (a->way != b->way)
    return (size_t)a->way < (size_t)b->way ? -1 : 1;
  return a->place < b->place ? -1 : a->place > b->place;
}

int alint_apply_precedence(struct alint_found_list *list) {
  struct claim *claims = alint_arena_array(list->arena, list->count, sizeof *claims);
  if (!claims)
    return ALINT_ENOMEM;
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    struct alint_found *found = &list->items[i];
    size_t place = place_of(found->rule);
    if (found->finding.way && place < RULES)
      claims[count++] = (struct claim){found->finding.way, place, found};
  }
  qsort(claims, count, sizeof *claims, compare_claims);
  /* The first claim on each way stands, with the rule's other findings on it. */
  for (size_t i = 1, first = 0; i < count; i++) {
    if (claims[i].way != claims[first].way)
      first = i;
    else if (claims[i].place != claims[first].place)
      claims[i].found->dropped = true;
  }
  alint_found_compact(list);
  return ALINT_OK;
}
