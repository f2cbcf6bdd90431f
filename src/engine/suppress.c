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

/* A suppression is for lines, addresses and the whole input: keys of one index. No address
 * is empty or starts like the key of a line. */
static Str line_key(Arena *arena, size_t line) {
  return str_printf(arena, "\n%zu", line);
}

static StrIndex list_targets(Arena *arena, const SuppressionUse *uses, size_t count) {
  StrIndex out = {.items = NULL};
  for (size_t i = 0; i < count; i++) {
    const Suppression *suppression = uses[i].suppression;
    if (uses[i].problem.len > 0)
      continue;
    if (suppression->line > 0)
      LIST_ADD(arena, &out, ((StrEntry){line_key(arena, suppression->line), i}));
    if (suppression->everywhere)
      LIST_ADD(arena, &out, ((StrEntry){STR(""), i}));
    for (size_t k = 0; k < suppression->address_count; k++) {
      if (suppression->addresses[k].len > 0)
        LIST_ADD(arena, &out, ((StrEntry){suppression->addresses[k], i}));
    }
  }
  str_index_sort(&out);
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

struct applying {
  Arena *arena;
  SuppressionUse *uses;
  StrIndex targets;
};

static void apply_at(const struct applying *a, RawFinding *found, Str key) {
  StrEntries entries = str_index_find(&a->targets, key);
  for (size_t i = 0; i < entries.count; i++)
    apply(&a->uses[entries.items[i].index], found);
}

/* From the narrowest to the widest: "Resources.S/TemplateBody/Resources.R" is
 * inside of "Resources.S". */
static void apply_addresses(const struct applying *a, RawFinding *found, Str address) {
  while (address.len > 0) {
    apply_at(a, found, address);
    do
      address.len--;
    while (address.len > 0 && address.ptr[address.len] != '/');
  }
}

static bool is_in_input(const RawFinding *found) {
  return !found->finding.source_span.source && !(found->role && found->role->source_span.source) &&
         !(found->principal_resource && found->principal_resource->source_span.source);
}

static void apply_all(const struct applying *a, RawFinding *found, const Source *source) {
  if (is_in_input(found))
    apply_at(a, found, line_key(a->arena, source_line_number(source, found->finding.span.begin)));
  if (found->role)
    apply_addresses(a, found, found->role->made_of);
  apply_addresses(a, found, found->role ? found->role->address : found->finding.address);
  apply_at(a, found, STR(""));
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
  const struct applying a = {list->arena, out->uses, list_targets(list->arena, out->uses, count)};
  for (size_t i = 0; i < list->count && a.targets.count > 0; i++) {
    if (!list->items[i].always_new) /* it stands for findings that are missing */
      apply_all(&a, &list->items[i], &input->source);
  }
}
