/* SPDX-License-Identifier: Apache-2.0
 *
 * One fault is one finding. Of the rules that claim a way in, the one of the
 * lowest precedence keeps it; a rule that yields to others is silent where one of
 * them says why. Both are decided by what the rules reported, before anything is
 * dropped.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "engine/raw_finding.h"
#include "util/sorted.h"

struct claim {
  const Way *way;
  int precedence;
  RawFinding *found;
};

static int compare_claims(const void *left, const void *right) {
  const struct claim *a = left, *b = right;
  if (a->way != b->way)
    return (size_t)a->way < (size_t)b->way ? -1 : 1;
  return a->precedence < b->precedence ? -1 : a->precedence > b->precedence;
}

static void drop_claimed(RawFindings *list) {
  struct claim *claims = arena_array(list->arena, list->count, sizeof *claims);
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    RawFinding *found = &list->items[i];
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
}

/* A rule that reports something, and where in a statement. */
struct report_at {
  const Trust *trust; /* alternatives are judged each by itself */
  const Statement *statement;
  const char *rule;
  Str pointer;
  bool anywhere; /* of what is looked for: `pointer` does not matter */
};

static int compare_reports(const void *left, const void *right) {
  const struct report_at *a = left, *b = right;
  if (a->trust != b->trust)
    return a->trust < b->trust ? -1 : 1;
  if (a->statement != b->statement)
    return a->statement < b->statement ? -1 : 1;
  int order = strcmp(a->rule, b->rule);
  return order != 0 || a->anywhere ? order : str_cmp(a->pointer, b->pointer);
}

static bool yields(const RawFinding *found, const struct report_at *reported, size_t count) {
  const Rule *rule = found->rule;
  struct report_at wanted = {.trust = found->trust,
                             .statement = found->finding.statement,
                             .pointer = found->finding.pointer,
                             .anywhere = rule->yields_in_statement};
  for (const char *const *other = rule->yields_to; *other; other++) {
    wanted.rule = *other;
    size_t at = sorted_first_not_below(&wanted, reported, count, sizeof *reported, compare_reports);
    if (at < count && compare_reports(&wanted, &reported[at]) == 0)
      return true;
  }
  return false;
}

static void drop_yielding(RawFindings *list) {
  struct report_at *reported = arena_array(list->arena, list->count, sizeof *reported);
  size_t count = 0;
  for (size_t i = 0; i < list->count; i++) {
    const RawFinding *found = &list->items[i];
    if (found->finding.statement)
      reported[count++] = (struct report_at){.trust = found->trust,
                                             .statement = found->finding.statement,
                                             .rule = found->rule->id,
                                             .pointer = found->finding.pointer};
  }
  qsort(reported, count, sizeof *reported, compare_reports);
  for (size_t i = 0; i < list->count; i++) {
    RawFinding *found = &list->items[i];
    if (found->rule->yields_to && found->finding.statement && yields(found, reported, count))
      found->dropped = true;
  }
}

void engine_apply_precedence(RawFindings *list) {
  drop_claimed(list);
  drop_yielding(list);
  findings_compact(list);
}
