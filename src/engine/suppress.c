/* SPDX-License-Identifier: Apache-2.0
 *
 * Suppressions in the source: which findings they are for, and which of them are
 * for none.
 *
 * They come last, after fingerprints and the comparison with what was before:
 * whatever is suppressed, nothing else of any finding changes. What could not be
 * judged still counts as such, and its family has to be named: who ignores everything
 * that was found ("AL") has not said anything about what could not be looked at.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/suppression.h"
#include "engine/raw_finding.h"
#include "util/sorted.h"
#include "util/suggest.h"

/* ---- Ids ------------------------------------------------------------------- */

enum { ALL = 2, FAMILY = 3 }; /* bytes of an id that name all rules, and those of a family */

static bool is_for(Str id, const Rule *rule) {
  size_t least = rule_is_undecided(rule) ? FAMILY : ALL;
  return id.len >= least && id.len <= strlen(rule->id) && memcmp(rule->id, id.ptr, id.len) == 0 &&
         rule->kind != RULE_UNREADABLE;
}

static bool is_for_any(Str id, const Rule *const *rules) {
  for (; *rules; rules++) {
    if (is_for(id, *rules))
      return true;
  }
  return false;
}

/* Why an id is none; empty where it is one. NULL ptr when out of memory. */
static Str refuse(Str id, Arena *arena, const Rule *const *rules) {
  enum { SHOWN = 40 };
  if (is_for_any(id, rules))
    return STR("");
  const char *unreadable = rule_of_kind(RULE_UNREADABLE)->id;
  if (id.len >= FAMILY && memcmp(id.ptr, unreadable, FAMILY) == 0)
    return STR("that a file could not be read is never ignored");
  const char *word = arena_copy(arena, id.ptr, id.len);
  Suggestions near = suggest_begin(word, 1);
  for (; *rules; rules++) {
    suggest(&near, (*rules)->id);
    suggest_as(&near, (*rules)->name, (*rules)->id);
  }
  char suggestion[SUGGESTION_TEXT];
  suggest_text(suggestion, &near, "");
  size_t shown = id.len < SHOWN ? id.len : SHOWN;
  while (shown < id.len && shown > 0 && ((unsigned char)word[shown] & 0xC0) == 0x80)
    shown--; /* whole characters */
  return str_printf(arena, "there is no rule %.*s%s", (int)shown, word, suggestion);
}

static void understand(SuppressionUse *use, Arena *arena, const Rule *const *rules) {
  const Suppression *ignore = use->ignore;
  use->problem = ignore->problem;
  use->used = arena_array(arena, ignore->id_count, sizeof *use->used);
  for (size_t i = 0; use->used && use->problem.len == 0 && i < ignore->id_count; i++)
    use->problem = refuse(ignore->ids[i], arena, rules);
  if (!use->used)
    out_of_memory();
}

/* ---- Places ---------------------------------------------------------------- */

struct at_line {
  size_t line;
  SuppressionUse *use;
};

struct at_address {
  Str address;
  SuppressionUse *use;
};

struct table {
  const Input *input;
  struct at_line *lines; /* sorted, as the addresses are; equal ones in file order */
  size_t line_count;
  struct at_address *addresses;
  size_t address_count;
  SuppressionUse **everywhere;
  size_t everywhere_count;
};

static int compare_lines(const void *left, const void *right) {
  const struct at_line *a = left, *b = right;
  if (a->line != b->line)
    return a->line < b->line ? -1 : 1;
  return (a->use > b->use) - (a->use < b->use);
}

static int compare_addresses(const void *left, const void *right) {
  const struct at_address *a = left, *b = right;
  int order = str_cmp(a->address, b->address);
  return order != 0 ? order : (a->use > b->use) - (a->use < b->use);
}

static void make_table(struct table *out, Arena *arena, SuppressionUse *uses, size_t count) {
  size_t addresses = 0;
  for (size_t i = 0; i < count; i++)
    addresses += uses[i].ignore->address_count;
  out->lines = arena_array(arena, count, sizeof *out->lines);
  out->everywhere = arena_array(arena, count, sizeof(SuppressionUse *));
  out->addresses = arena_array(arena, addresses, sizeof *out->addresses);
  for (size_t i = 0; i < count; i++) {
    const Suppression *ignore = uses[i].ignore;
    if (uses[i].problem.len > 0)
      continue;
    if (ignore->line > 0)
      out->lines[out->line_count++] = (struct at_line){ignore->line, &uses[i]};
    if (ignore->everywhere)
      out->everywhere[out->everywhere_count++] = &uses[i];
    for (size_t k = 0; k < ignore->address_count; k++)
      out->addresses[out->address_count++] = (struct at_address){ignore->addresses[k], &uses[i]};
  }
  qsort(out->lines, out->line_count, sizeof *out->lines, compare_lines);
  qsort(out->addresses, out->address_count, sizeof *out->addresses, compare_addresses);
}

/* ---- Findings -------------------------------------------------------------- */

/* The first one that is for a finding is the reason that is told; all that are
 * for it have their use. */
static void apply(SuppressionUse *use, RawFinding *found) {
  const Suppression *ignore = use->ignore;
  use->undecided = use->undecided || rule_is_undecided(found->rule);
  for (size_t i = 0; i < ignore->id_count; i++) {
    if (!is_for(ignore->ids[i], found->rule))
      continue;
    use->used[i] = true;
    if (!found->ignored)
      found->ignored = ignore;
  }
}

static bool is_in_input(const RawFinding *found) {
  return !found->finding.source_span.source && !(found->role && found->role->source_span.source) &&
         !(found->principal_resource && found->principal_resource->source_span.source);
}

static int compare_line(const void *key, const void *item) {
  const size_t *line = key;
  const struct at_line *at = item;
  return (*line > at->line) - (*line < at->line);
}

static int compare_address(const void *key, const void *item) {
  const Str *address = key;
  const struct at_address *at = item;
  return str_cmp(*address, at->address);
}

static void apply_line(const struct table *table, RawFinding *found) {
  if (table->line_count == 0 || !is_in_input(found))
    return;
  size_t line = source_line_number(&table->input->source, found->finding.span.begin);
  size_t low = sorted_first_not_below(&line, table->lines, table->line_count, sizeof *table->lines,
                                      compare_line);
  for (; low < table->line_count && table->lines[low].line == line; low++)
    apply(table->lines[low].use, found);
}

static void apply_address(const struct table *table, RawFinding *found, Str address) {
  size_t low = sorted_first_not_below(&address, table->addresses, table->address_count,
                                      sizeof *table->addresses, compare_address);
  for (; low < table->address_count && str_eq(table->addresses[low].address, address); low++)
    apply(table->addresses[low].use, found);
}

/* From the narrowest to the widest: "Resources.S/TemplateBody/Resources.R" is
 * inside of "Resources.S". */
static void apply_addresses(const struct table *table, RawFinding *found, Str address) {
  while (table->address_count > 0 && address.len > 0) {
    apply_address(table, found, address);
    do
      address.len--;
    while (address.len > 0 && address.ptr[address.len] != '/');
  }
}

static void apply_all(const struct table *table, RawFinding *found) {
  if (found->always_new) /* it stands for findings that nobody has seen */
    return;
  apply_line(table, found);
  if (found->role)
    apply_addresses(table, found, found->role->made_of);
  apply_addresses(table, found, found->role ? found->role->address : found->finding.address);
  for (size_t i = 0; i < table->everywhere_count; i++)
    apply(table->everywhere[i], found);
}

void engine_apply_ignores(CheckedInput *out, RawFindings *list, const Input *input,
                          const Rule *const *rules) {
  struct table table = {.input = input};
  size_t count = input->suppression_count;
  if (count == 0)
    return;
  out->uses = arena_array(list->arena, count, sizeof *out->uses);
  out->use_count = count;
  for (size_t i = 0; i < count; i++) {
    out->uses[i] = (SuppressionUse){.ignore = input->suppressions[i], .undecided = list->cut};
    understand(&out->uses[i], list->arena, rules);
  }
  make_table(&table, list->arena, out->uses, count);
  for (size_t i = 0; i < list->count; i++)
    apply_all(&table, &list->items[i]);
}
