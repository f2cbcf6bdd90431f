/* SPDX-License-Identifier: Apache-2.0
 *
 * Candidate strings out of the policy's own patterns: readable ones, made by
 * filling wildcards.
 */
#include <string.h>

#include "access/search.h"
#include "assumelint/arena.h"

/* A value is made and compared with those that are there. */
enum { STEPS_OF_A_VALUE = 64 };

void alint_add_value(struct alint_search *s, struct alint_values *out,
                     const struct alint_text *text) {
  if (!text && s->status == ALINT_OK)
    alint_out_of_memory();
  if (s->status != ALINT_OK)
    return;
  alint_spend(s, STEPS_OF_A_VALUE + out->count);
  for (size_t i = 0; i < out->count; i++) {
    if (alint_text_same(out->items[i], text))
      return;
  }
  out->items = alint_arena_grow(s->arena, out->items, out->count, &out->cap, sizeof *out->items);
  out->items[out->count++] = text;
}

void alint_add_literal(struct alint_search *s, struct alint_values *out, struct alint_str value) {
  alint_add_value(s, out, alint_text_literal(s->arena, value));
}

const struct alint_text *alint_use_value(struct alint_search *s, const struct alint_use *use,
                                         size_t i) {
  const struct alint_text *text = use->condition->values[i].text, *expanded = text;
  if (!alint_policy_has_variables(s->policy) || !alint_has_variable(text))
    return text;
  s->request.others = ALINT_ABSENT;
  alint_spend(s, STEPS_OF_A_VALUE);
  struct alint_evaluation e = {
      .arena = s->arena, .policy = s->policy, .request = &s->request, .variables = true};
  if (alint_expand_variables(&e, &expanded, text) != ALINT_EXPANDED)
    return NULL;
  return expanded;
}

/* The pattern with '*' replaced by `star` and '?' by 'x'. */
static const struct alint_text *filled(struct alint_search *s, const struct alint_text *pattern,
                                       const char *star) {
  struct alint_piece *pieces = alint_arena_array(s->arena, pattern->count, sizeof *pieces);
  struct alint_text *text = alint_arena_alloc(s->arena, sizeof *text);
  for (size_t i = 0; i < pattern->count; i++) {
    struct alint_piece piece = pattern->pieces[i];
    if (!piece.hole && !piece.exact) {
      struct alint_buf buf = alint_buf(s->arena);
      for (size_t k = 0; k < piece.literal.len; k++) {
        char c = piece.literal.ptr[k];
        if (c == '*')
          alint_buf_add(&buf, star);
        else
          alint_buf_add_char(&buf, c == '?' ? 'x' : c);
      }
      piece.literal = alint_buf_str(&buf);
    }
    piece.exact = false;
    if (piece.hole || piece.literal.len > 0)
      pieces[text->count++] = piece;
  }
  text->pieces = pieces;
  return text;
}

static bool is_string_family(const struct alint_operator *op) {
  return op->family == ALINT_OP_STRING || op->family == ALINT_OP_STRING_NOCASE ||
         op->family == ALINT_OP_LIKE || op->family == ALINT_OP_ARN;
}

void alint_pattern_values(struct alint_search *s, const struct alint_search_key *key,
                          struct alint_values *out) {
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_use *use = &key->uses[i];
    bool wildcards = use->op.family == ALINT_OP_LIKE || use->op.family == ALINT_OP_ARN;
    if (!is_string_family(&use->op) || !alint_use_matters(s, use))
      continue;
    for (size_t k = 0; k < use->condition->value_count && s->status == ALINT_OK; k++) {
      const struct alint_text *value = alint_use_value(s, use, k);
      /* The role's own side is nothing that a caller chooses. */
      if (!value ||
          (value != use->condition->values[k].text && key->info->source == ALINT_KEY_ROLE))
        continue;
      if (!wildcards) {
        alint_add_value(s, out, value);
        continue;
      }
      alint_add_value(s, out, filled(s, value, ""));
      alint_add_value(s, out, filled(s, value, "x"));
    }
  }
}

/* Letters and digits of a literal that are fixed; '*' and '?' count as wildcards. */
static void count_fixed(struct alint_str s, bool exact, size_t *fixed, size_t *wildcards) {
  for (size_t i = 0; i < s.len; i++) {
    char c = alint_lower(s.ptr[i]);
    *wildcards += !exact && (c == '*' || c == '?');
    *fixed += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}

bool alint_fixes_little(struct alint_str key, const struct alint_text *pattern) {
  static const char *const shapes[] = {"o-", "vpc-", "vpce-"};
  size_t fixed = 0, wildcards = 0;
  bool paths = alint_str_ends(key, "OrgPaths");
  for (size_t p = 0; p < pattern->count; p++) {
    struct alint_str part = pattern->pieces[p].literal;
    if (pattern->pieces[p].hole)
      return false;
    for (size_t i = 0; p == 0 && i < sizeof shapes / sizeof *shapes; i++) {
      if (alint_str_starts(part, shapes[i]))
        part = alint_str_slice(part, strlen(shapes[i]), part.len);
    }
    /* Organizational units are numbered by each organization for itself. */
    if (p == 0 && paths && part.len > 0 && part.ptr[0] == '*')
      return true;
    size_t end = paths ? alint_str_find(part, 0, '/') : part.len;
    count_fixed(alint_str_slice(part, 0, end), pattern->pieces[p].exact, &fixed, &wildcards);
    if (end < part.len)
      break;
  }
  return wildcards > 0 && fixed <= 2;
}
