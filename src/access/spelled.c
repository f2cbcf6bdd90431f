/* SPDX-License-Identifier: Apache-2.0
 *
 * Cutting the values of a policy into the words that they spell out.
 */
#include "access/spelled.h"

#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "facts/operators.h"

static const char separators[] = ":/@";

static bool is_separator(char c) {
  return c && strchr(separators, c);
}

static void add_word(Spelled *out, Arena *arena, Str word) {
  if (word.len == 0 || str_has(word, '*') || str_has(word, '?') || str_has(word, '$'))
    return;
  for (size_t i = 0; i < out->count; i++) {
    if (str_eq(out->words[i], word))
      return;
  }
  out->cut = out->cut || out->count == MAX_SPELLED_WORDS;
  if (out->count < MAX_SPELLED_WORDS)
    ARRAY_ADD(arena, out->words, out->count, out->cap, word);
}

/* All that stands between two separators of the piece. What is at an edge of the text is
 * complete there; at a hole it is not. */
static void add_piece(Spelled *out, Arena *arena, Str s, bool begins, bool ends) {
  enum { MAX_CUTS = 24 };
  size_t starts[MAX_CUTS], stops[MAX_CUTS], n = 0, m = 0;
  if (begins)
    starts[n++] = 0;
  for (size_t i = 0; i < s.len && n < MAX_CUTS && m + 1 < MAX_CUTS; i++) {
    if (!is_separator(s.ptr[i]))
      continue;
    stops[m++] = i;
    starts[n++] = i + 1;
  }
  if (ends)
    stops[m++] = s.len;
  for (size_t i = 0; i < n; i++) {
    for (size_t k = 0; k < m; k++) {
      if (stops[k] > starts[i])
        add_word(out, arena, str_slice(s, starts[i], stops[k]));
    }
  }
}

static void add_text(Spelled *out, Arena *arena, const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    if (!text->pieces[i].hole)
      add_piece(out, arena, text->pieces[i].literal, i == 0, i + 1 == text->count);
  }
}

/* The parts between separators that have a hole, and no wildcard. */
static void add_open_parts(Spelled *out, Arena *arena, const Text *text, const char *separator) {
  enum { MAX_PARTS = 16 };
  const Text *parts[MAX_PARTS];
  if (*separator) {
    size_t n = text_split(arena, text, *separator, parts, MAX_PARTS);
    for (size_t i = 0; i < n; i++)
      add_open_parts(out, arena, parts[i], separator + 1);
    return;
  }
  if (!text_first_hole(text))
    return;
  for (size_t i = 0; i < text->count; i++) {
    if (!text->pieces[i].hole &&
        (str_has(text->pieces[i].literal, '*') || str_has(text->pieces[i].literal, '?')))
      return;
  }
  ARRAY_ADD(arena, out->texts, out->text_count, out->text_cap, text);
}

/* `demands`: only what a caller has to match. */
static void add_conditions(Spelled *out, Arena *arena, const Statement *s, bool demands) {
  for (size_t i = 0; i < s->condition_count; i++) {
    const Condition *condition = &s->conditions[i];
    Operator op;
    if (demands && (!operator_parse(&op, condition->operator_name) ||
                    op.negated != (s->effect == EFFECT_DENY)))
      continue;
    for (size_t k = 0; k < condition->value_count; k++) {
      add_text(out, arena, condition->values[k].text);
      if (demands)
        add_open_parts(out, arena, condition->values[k].text, separators);
    }
  }
}

static void add_principals(Spelled *out, Arena *arena, const Principal *list, size_t count) {
  for (size_t i = 0; i < count; i++)
    add_text(out, arena, list[i].value.text);
}

Spelled spelled_words(Arena *arena, const Role *role, const Policy *policy) {
  Spelled out = {.count = 0};
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    add_conditions(&out, arena, s, false);
    add_principals(&out, arena, s->principals, s->principal_count);
    add_principals(&out, arena, s->not_principals, s->not_principal_count);
  }
  add_text(&out, arena, role->account);
  add_word(&out, arena, STR("o-theroleowner"));
  return out;
}

Spelled spelled_demands(Arena *arena, const Policy *policy, const Statement *statement) {
  Spelled out = {.count = 0};
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    if (s == statement || s->effect == EFFECT_DENY)
      add_conditions(&out, arena, s, true);
  }
  return out;
}
