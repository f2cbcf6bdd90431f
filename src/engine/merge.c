/* SPDX-License-Identifier: Apache-2.0
 *
 * The alternatives of a role: a finding that holds in all of them is one finding
 * that always holds; one that holds in some says in which.
 *
 * Findings of two alternatives are the same when rule, statement and fault are.
 * Of equal ones, the n-th of one alternative is the n-th of the other.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "engine/raw_finding.h"
#include "engine/when.h"

struct entry {
  RawFinding *found;
  Str statement; /* pointer of the statement, empty for the document */
  size_t trust;  /* index of the alternative */
  size_t order;  /* index in the list */
  size_t nth;    /* of equal ones in one alternative */
};

/* Zero where two entries say the same of the role, whichever their alternatives. */
static int compare_fault(const struct entry *a, const struct entry *b) {
  int order = strcmp(a->found->rule->id, b->found->rule->id);
  if (order == 0)
    order = str_cmp(a->statement, b->statement);
  return order != 0 ? order : str_cmp(a->found->finding.fault, b->found->finding.fault);
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
static void merge_run(Arena *arena, struct entry *run, size_t count) {
  const Role *role = run[0].found->role;
  bool *holds = arena_array(arena, role->trust_count, sizeof *holds);
  RawFinding *worst = run[0].found;
  for (size_t i = 0; i < count; i++) {
    holds[run[i].trust] = true;
    run[i].found->dropped = true;
    if (run[i].found->severity > worst->severity)
      worst = run[i].found;
  }
  worst->dropped = false;
  if (count < role->trust_count)
    worst->when = engine_describe_when(arena, role, holds);
}

static void merge_role(Arena *arena, struct entry *entries, size_t count) {
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

void engine_merge_alternatives(RawFindings *list) {
  struct entry *entries = arena_array(list->arena, list->count, sizeof *entries);
  /* Findings come role by role. */
  for (size_t i = 0; i < list->count;) {
    const Role *role = list->items[i].role;
    size_t count = 0;
    for (; i < list->count && list->items[i].role == role; i++) {
      RawFinding *found = &list->items[i];
      const Statement *statement = found->finding.statement;
      if (found->trust && role->trust_count > 1)
        entries[count++] = (struct entry){
            .found = found,
            .statement = statement ? statement->pointer : str_of(NULL),
            .trust = (size_t)(found->trust - role->trusts),
            .order = i,
        };
    }
    merge_role(list->arena, entries, count);
  }
  findings_compact(list);
}
