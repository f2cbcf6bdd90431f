/* SPDX-License-Identifier: Apache-2.0
 *
 * Policy variables: ${aws:username}, ${aws:PrincipalTag/team, 'none'}, ${*}.
 *
 * Source: IAM User Guide, "IAM policy elements: Variables and tags". What a
 * variable brings in is literal: wildcards in it match only themselves.
 */
#include "access/internal.h"
#include "assumelint/arena.h"
#include "assumelint/limits.h"

struct expander {
  struct alint_evaluation *e;
  const struct alint_text *parts[ALINT_MAX_VARIABLE_PARTS];
  size_t count;
  enum alint_expansion result;
};

static size_t find_variable(struct alint_str s, size_t from) {
  for (size_t at = alint_str_find(s, from, '$'); at + 1 < s.len;
       at = alint_str_find(s, at + 1, '$')) {
    if (s.ptr[at + 1] == '{' && alint_str_find(s, at, '}') < s.len)
      return at;
  }
  return s.len;
}

/* "${aws:PrincipalTag/" before a hole: a part of the variable's name is not known. */
static bool opens_variable(const struct alint_text *text, size_t i) {
  struct alint_str s = text->pieces[i].literal;
  if (text->pieces[i].hole || i + 1 == text->count)
    return false;
  for (size_t at = s.len; at-- > 1 && s.ptr[at] != '}';) {
    if (s.ptr[at] == '{' && s.ptr[at - 1] == '$')
      return true;
  }
  return false;
}

bool alint_has_variable(const struct alint_text *text) {
  for (size_t i = 0; i < text->count; i++) {
    struct alint_str literal = text->pieces[i].literal;
    if (!text->pieces[i].hole &&
        (find_variable(literal, 0) < literal.len || opens_variable(text, i)))
      return true;
  }
  return false;
}

static void add_part(struct expander *x, const struct alint_text *part) {
  if (!part || x->count == ALINT_MAX_VARIABLE_PARTS) {
    if (!part)
      alint_out_of_memory();
    x->result = ALINT_EXPANSION_UNKNOWN;
    return;
  }
  x->parts[x->count++] = part;
}

static void add_literal(struct expander *x, struct alint_str s, bool exact) {
  struct alint_arena *arena = x->e->arena;
  struct alint_piece *piece = alint_arena_alloc(arena, sizeof *piece);
  struct alint_text *text = alint_arena_alloc(arena, sizeof *text);
  *piece = (struct alint_piece){.literal = s, .exact = exact};
  *text = (struct alint_text){piece, s.len > 0};
  add_part(x, text);
}

/* A value of the request, with its literal pieces marked exact. */
static void add_value(struct expander *x, const struct alint_text *value) {
  struct alint_arena *arena = x->e->arena;
  struct alint_piece *pieces = alint_arena_array(arena, value->count, sizeof *pieces);
  struct alint_text *text = alint_arena_alloc(arena, sizeof *text);
  for (size_t i = 0; i < value->count; i++) {
    pieces[i] = value->pieces[i];
    pieces[i].exact = true;
  }
  *text = (struct alint_text){pieces, value->count};
  add_part(x, text);
}

static struct alint_str trim(struct alint_str s) {
  while (s.len > 0 && s.ptr[0] == ' ')
    s = alint_str_slice(s, 1, s.len);
  while (s.len > 0 && s.ptr[s.len - 1] == ' ')
    s.len--;
  return s;
}

/* `inside` is what stands between the braces. */
static void add_variable(struct expander *x, struct alint_str inside) {
  if (alint_str_is(inside, "*") || alint_str_is(inside, "?") || alint_str_is(inside, "$")) {
    add_literal(x, inside, true);
    return;
  }
  size_t comma = alint_str_find(inside, 0, ',');
  struct alint_str name = trim(alint_str_slice(inside, 0, comma));
  struct alint_str fallback = trim(alint_str_slice(inside, comma + 1, inside.len));
  const struct alint_context_key *key = alint_request_key(x->e->request, name);
  enum alint_presence presence = key ? key->presence : x->e->request->others;
  if (presence == ALINT_MAYBE) {
    alint_unknown_key(x->e, name);
    x->result = ALINT_EXPANSION_UNKNOWN;
  } else if (presence == ALINT_PRESENT && key->value_count == 1 && !key->multivalued) {
    add_value(x, key->values[0]);
  } else if (comma < inside.len && fallback.len >= 2 && fallback.ptr[0] == '\'' &&
             fallback.ptr[fallback.len - 1] == '\'') {
    add_literal(x, alint_str_slice(fallback, 1, fallback.len - 1), true);
  } else {
    x->result = ALINT_EXPANSION_MISSING;
  }
}

static void expand_literal(struct expander *x, struct alint_str s) {
  size_t at = 0;
  while (at < s.len && x->result == ALINT_EXPANDED) {
    size_t begin = find_variable(s, at);
    add_literal(x, alint_str_slice(s, at, begin), false);
    if (begin == s.len)
      return;
    size_t end = alint_str_find(s, begin, '}');
    add_variable(x, alint_str_slice(s, begin + 2, end));
    at = end + 1;
  }
}

enum alint_expansion alint_expand_variables(struct alint_evaluation *e,
                                            const struct alint_text **out,
                                            const struct alint_text *text) {
  struct expander x = {.e = e, .result = ALINT_EXPANDED};
  for (size_t i = 0; i < text->count && x.result == ALINT_EXPANDED; i++) {
    const struct alint_piece *piece = &text->pieces[i];
    if (piece->hole) {
      add_part(&x, alint_text_hole(e->arena, piece->hole));
    } else if (opens_variable(text, i)) {
      alint_unknown_hole(e, text->pieces[i + 1].hole);
      x.result = ALINT_EXPANSION_UNKNOWN;
    } else {
      expand_literal(&x, piece->literal);
    }
  }
  if (x.result != ALINT_EXPANDED)
    return x.result;
  *out = alint_text_concat(e->arena, x.parts, x.count);
  if (!*out)
    alint_out_of_memory();
  return *out ? ALINT_EXPANDED : ALINT_EXPANSION_UNKNOWN;
}
