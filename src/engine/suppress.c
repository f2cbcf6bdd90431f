/* SPDX-License-Identifier: Apache-2.0
 *
 * Suppressions in the source: which findings they are for, and which of them are
 * for none.
 *
 * They come after fingerprints and the comparison with the world before, so a
 * suppression changes nothing else of a finding. What could not be judged still
 * counts as such, and a suppression has to name its family: to ignore everything
 * that was found ("AL") says nothing about what was not looked at.
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

/* Why no rule has the id; empty where one does. */
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

static SuppressionUse understand(const Suppression *suppression, Arena *arena,
                                 const Rule *const *rules) {
  SuppressionUse use = {.suppression = suppression, .problem = suppression->problem};
  use.used = arena_array(arena, suppression->id_count, sizeof *use.used);
  for (size_t i = 0; use.problem.len == 0 && i < suppression->id_count; i++)
    use.problem = refuse(suppression->ids[i], arena, rules);
  return use;
}

/* ---- Targets --------------------------------------------------------------- */

/* What a suppression is for: a line, else an address, else the whole input. */
struct target {
  size_t line;
  Str address;
  SuppressionUse *use;
};

struct targets {
  struct target *items; /* sorted; of equal ones in file order */
  size_t count, cap;
};

static int compare_targets(const struct target *a, const struct target *b) {
  if (a->line != b->line)
    return a->line < b->line ? -1 : 1;
  return str_cmp(a->address, b->address);
}

static int compare_in_order(const void *left, const void *right) {
  const struct target *a = left, *b = right;
  int order = compare_targets(a, b);
  return order != 0 ? order : (a->use > b->use) - (a->use < b->use);
}

static int compare_key(const void *key, const void *item) {
  return compare_targets(key, item);
}

static struct targets list_targets(Arena *arena, SuppressionUse *uses, size_t count) {
  struct targets out = {.items = NULL};
  for (size_t i = 0; i < count; i++) {
    const Suppression *suppression = uses[i].suppression;
    if (uses[i].problem.len > 0)
      continue;
    if (suppression->line > 0)
      LIST_ADD(arena, &out, (struct target){.line = suppression->line, .use = &uses[i]});
    if (suppression->everywhere)
      LIST_ADD(arena, &out, (struct target){.use = &uses[i]});
    for (size_t k = 0; k < suppression->address_count; k++) {
      if (suppression->addresses[k].len > 0)
        LIST_ADD(arena, &out,
                 (struct target){.address = suppression->addresses[k], .use = &uses[i]});
    }
  }
  if (out.count > 1)
    qsort(out.items, out.count, sizeof *out.items, compare_in_order);
  return out;
}

/* ---- Findings -------------------------------------------------------------- */

/* The first suppression of a finding gives the reason; all of them are used. */
static void apply(SuppressionUse *use, RawFinding *found) {
  const Suppression *suppression = use->suppression;
  use->undecided = use->undecided || rule_is_undecided(found->rule);
  for (size_t i = 0; i < suppression->id_count; i++) {
    if (!is_for(suppression->ids[i], found->rule))
      continue;
    use->used[i] = true;
    if (!found->suppression)
      found->suppression = suppression;
  }
}

static void apply_at(const struct targets *targets, RawFinding *found, struct target at) {
  size_t i = sorted_first_not_below(&at, targets->items, targets->count, sizeof at, compare_key);
  for (; i < targets->count && compare_targets(&targets->items[i], &at) == 0; i++)
    apply(targets->items[i].use, found);
}

/* From the narrowest to the widest: "Resources.S/TemplateBody/Resources.R" is
 * inside of "Resources.S". */
static void apply_addresses(const struct targets *targets, RawFinding *found, Str address) {
  while (address.len > 0) {
    apply_at(targets, found, (struct target){.address = address});
    do
      address.len--;
    while (address.len > 0 && address.ptr[address.len] != '/');
  }
}

static bool is_in_input(const RawFinding *found) {
  return !found->finding.source_span.source && !(found->role && found->role->source_span.source) &&
         !(found->principal_resource && found->principal_resource->source_span.source);
}

static void apply_all(const struct targets *targets, RawFinding *found, const Source *source) {
  if (is_in_input(found))
    apply_at(targets, found,
             (struct target){.line = source_line_number(source, found->finding.span.begin)});
  if (found->role)
    apply_addresses(targets, found, found->role->made_of);
  apply_addresses(targets, found, found->role ? found->role->address : found->finding.address);
  apply_at(targets, found, (struct target){.line = 0});
}

void engine_apply_suppressions(CheckedInput *out, RawFindings *list, const Input *input,
                               const Rule *const *rules) {
  size_t count = input->suppression_count;
  if (count == 0)
    return;
  out->uses = arena_array(list->arena, count, sizeof *out->uses);
  out->use_count = count;
  for (size_t i = 0; i < count; i++) {
    out->uses[i] = understand(input->suppressions[i], list->arena, rules);
    out->uses[i].undecided = list->cut;
  }
  struct targets targets = list_targets(list->arena, out->uses, count);
  for (size_t i = 0; i < list->count && targets.count > 0; i++) {
    if (!list->items[i].always_new) /* it stands for findings that are missing */
      apply_all(&targets, &list->items[i], &input->source);
  }
}
