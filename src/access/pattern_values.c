/* SPDX-License-Identifier: Apache-2.0
 *
 * Candidate strings out of the policy's own patterns: readable ones, made by
 * filling wildcards.
 */
#include <string.h>

#include "access/values.h"
#include "assumelint/arena.h"
#include "assumelint/buf.h"

/* A value is made and compared with those that are there. */
enum { STEPS_OF_A_VALUE = 64 };

void search_add_value(Search *s, TextList *out, const Text *text) {
  if (s->status != OK)
    return;
  search_spend(s, STEPS_OF_A_VALUE + out->count);
  for (size_t i = 0; i < out->count; i++) {
    if (text_same(out->items[i], text))
      return;
  }
  LIST_ADD(s->arena, out, text);
}

void search_add_literal(Search *s, TextList *out, Str value) {
  search_add_value(s, out, text_literal(s->arena, value));
}

const Text *search_use_value(Search *s, const ConditionUse *use, size_t i) {
  const Text *text = use->condition->values[i].text, *expanded = text;
  if (!policy_has_variables(s->policy) || !eval_has_variable(text))
    return text;
  s->request.others = KEY_ABSENT;
  search_spend(s, STEPS_OF_A_VALUE);
  Evaluation e = {
      .arena = s->arena, .policy = s->policy, .request = &s->request, .variables = true};
  if (eval_expand_variables(&e, &expanded, text) != EXPANSION_DONE)
    return NULL;
  return expanded;
}

/* The pattern with '*' replaced by `star` and '?' by 'x'. */
static const Text *filled(Search *s, const Text *pattern, const char *star) {
  Piece *pieces = arena_array(s->arena, pattern->count, sizeof *pieces);
  Text *text = arena_alloc(s->arena, sizeof *text);
  for (size_t i = 0; i < pattern->count; i++) {
    Piece piece = pattern->pieces[i];
    if (!piece.hole && !piece.exact) {
      Buf buf = buf_in(s->arena);
      for (size_t k = 0; k < piece.literal.len; k++) {
        char c = piece.literal.ptr[k];
        if (c == '*')
          buf_add(&buf, star);
        else
          buf_add_char(&buf, c == '?' ? 'x' : c);
      }
      piece.literal = buf_str(&buf);
    }
    piece.exact = false;
    if (piece.hole || piece.literal.len > 0)
      pieces[text->count++] = piece;
  }
  text->pieces = pieces;
  return text;
}

void search_pattern_values(Search *s, const SearchKey *key, TextList *out) {
  for (size_t i = 0; i < key->use_count; i++) {
    const ConditionUse *use = &key->uses[i];
    bool wildcards = use->op.family == OPERATOR_LIKE || use->op.family == OPERATOR_ARN;
    if (!operator_is_text(&use->op) || !search_use_matters(s, use))
      continue;
    for (size_t k = 0; k < use->condition->value_count && s->status == OK; k++) {
      const Text *value = search_use_value(s, use, k);
      /* The role's own side is nothing that a caller chooses. */
      if (!value || (value != use->condition->values[k].text && key->info->source == KEY_ROLE))
        continue;
      if (!wildcards) {
        search_add_value(s, out, value);
        continue;
      }
      search_add_value(s, out, filled(s, value, ""));
      search_add_value(s, out, filled(s, value, "x"));
    }
  }
}

/* Letters and digits of a literal that are fixed; '*' and '?' count as wildcards. */
static void count_fixed(Str s, bool exact, size_t *fixed, size_t *wildcards) {
  for (size_t i = 0; i < s.len; i++) {
    char c = ascii_lower(s.ptr[i]);
    *wildcards += !exact && (c == '*' || c == '?');
    *fixed += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}

bool search_fixes_little(Str key, const Text *pattern) {
  static const char *const shapes[] = {"o-", "vpc-", "vpce-"};
  size_t fixed = 0, wildcards = 0;
  bool paths = str_ends(key, "OrgPaths");
  for (size_t p = 0; p < pattern->count; p++) {
    Str part = pattern->pieces[p].literal;
    if (pattern->pieces[p].hole)
      return false;
    for (size_t i = 0; p == 0 && i < sizeof shapes / sizeof *shapes; i++) {
      if (str_starts(part, shapes[i]))
        part = str_slice(part, strlen(shapes[i]), part.len);
    }
    /* Organizational units are numbered by each organization for itself. */
    if (p == 0 && paths && part.len > 0 && part.ptr[0] == '*')
      return true;
    size_t end = paths ? str_find(part, 0, '/') : part.len;
    count_fixed(str_slice(part, 0, end), pattern->pieces[p].exact, &fixed, &wildcards);
    if (end < part.len)
      break;
  }
  return wildcards > 0 && fixed <= 2;
}
