/* SPDX-License-Identifier: Apache-2.0
 *
 * Alternatives of a role: a finding that holds in all of them is one finding
 * that always holds; one that holds in some says in which.
 *
 * Findings of different alternatives are the same when rule, statement and
 * fault are; the n-th of equal ones belongs to the n-th.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/status.h"
#include "engine/found.h"
#include "engine/when.h"

struct entry {
  struct alint_found *found;
  struct alint_str statement; /* pointer of the statement, empty for the document */
  size_t trust;               /* index of the alternative */
  size_t order;               /* place in the list */
  size_t nth;                 /* of equal ones in one alternative */
};

/* Whether two entries tell the same of the role, alternatives and number aside. */
static int compare_fault(const struct entry *a, const struct entry *b) {
  int order = strcmp(a->found->rule->id, b->found->rule->id);
  if (order == 0)
    order = alint_str_cmp(a->statement, b->statement);
  if (order == 0)
    order = alint_str_cmp(a->found->finding.fault, b->found->finding.fault);
  return order;
}

static int compare_by_trust(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  int order = compare_fault(a, b);
  if (order != 0)
    return order;
  if (a->trust != b->trust)
    return a->trust < b->trust ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

static int compare_by_number(const void *left, const void *right) {
  const struct entry *a = left, *b = right;
  int order = compare_fault(a, b);
  if (order != 0)
    return order;
  if (a->nth != b->nth)
    return a->nth < b->nth ? -1 : 1;
  return a->trust < b->trust ? -1 : a->trust > b->trust;
}

/* `run` is one finding, seen in `count` alternatives: keeps the worst. */
static void merge_run(struct alint_arena *arena, struct entry *run, size_t count) {
  const struct alint_role *role = run[0].found->role;
  bool *holds = alint_arena_array(arena, role->trust_count, sizeof *holds);
  struct alint_found *worst = run[0].found;
  for (size_t i = 0; i < count; i++) {
    holds[run[i].trust] = true;
    run[i].found->dropped = true;
    if (run[i].found->severity > worst->severity)
      worst = run[i].found;
  }
  worst->dropped = false;
  if (count == role->trust_count)
    return;
  alint_describe_when(&worst->when, arena, role, holds);
}

static void merge_role(struct alint_arena *arena, struct entry *entries, size_t count) {
  qsort(entries, count, sizeof *entries, compare_by_trust);
  for (size_t i = 1; i < count; i++) {
    struct entry *e = &entries[i];
    if (compare_fault(e, e - 1) == 0 && e->trust == e[-1].trust)
      e->nth = e[-1].nth + 1;
  }
  qsort(entries, count, sizeof *entries, compare_by_number);
  for (size_t begin = 0, end; begin < count; begin = end) {
    end = begin + 1;
    while (end < count && compare_fault(&entries[begin], &entries[end]) == 0 &&
           entries[begin].nth == entries[end].nth)
      end++;
    merge_run(arena, entries + begin, end - begin);
  }
}

void alint_merge_alternatives(struct alint_found_list *list) {
  struct entry *entries = alint_arena_array(list->arena, list->count, sizeof *entries);
  /* Findings come role by role. */
  for (size_t i = 0; i < list->count;) {
    const struct alint_role *role = list->items[i].role;
    size_t count = 0;
    for (; i < list->count && list->items[i].role == role; i++) {
      struct alint_found *found = &list->items[i];
      const struct alint_statement *statement = found->finding.statement;
      if (found->trust && role->trust_count > 1)
        entries[count++] = (struct entry){
            .found = found,
            .statement = statement ? statement->pointer : alint_str(NULL),
            .trust = (size_t)(found->trust - role->trusts),
            .order = i,
        };
    }
    merge_role(list->arena, entries, count);
  }
  alint_found_compact(list);
}
