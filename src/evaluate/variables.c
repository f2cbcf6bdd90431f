/* SPDX-License-Identifier: Apache-2.0
 *
 * Policy variables: ${aws:username}, ${aws:PrincipalTag/team, 'none'}, ${*}.
 *
 * Source: IAM User Guide, "IAM policy elements: Variables and tags". The
 * value of a variable is literal: wildcards in it match only themselves.
 */
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "evaluate/evaluation.h"

struct expander {
  Evaluation *e;
  const Text *parts[MAX_VARIABLE_PARTS];
  size_t count;
  Expansion result;
};

static size_t find_variable(Str s, size_t from) {
  for (size_t at = str_find(s, from, '$'); at + 1 < s.len; at = str_find(s, at + 1, '$')) {
    if (s.ptr[at + 1] == '{' && str_find(s, at, '}') < s.len)
      return at;
  }
  return s.len;
}

/* "${aws:PrincipalTag/" before a hole: part of the variable's name is not known. */
static bool opens_variable(const Text *text, size_t i) {
  Str s = text->pieces[i].literal;
  if (text->pieces[i].hole || i + 1 == text->count)
    return false;
  for (size_t at = s.len; at-- > 1 && s.ptr[at] != '}';) {
    if (s.ptr[at] == '{' && s.ptr[at - 1] == '$')
      return true;
  }
  return false;
}

bool eval_has_variable(const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    Str literal = text->pieces[i].literal;
    if (!text->pieces[i].hole &&
        (find_variable(literal, 0) < literal.len || opens_variable(text, i)))
      return true;
  }
  return false;
}

bool eval_next_variable(Str *name, Str literal, size_t *at) {
  size_t begin = find_variable(literal, *at);
  if (begin >= literal.len)
    return false;
  *name = str_slice(literal, begin + 2, str_find(literal, begin, '}'));
  *name = str_slice(*name, 0, str_find(*name, 0, ','));
  *at = begin + 1;
  return true;
}

static void add_part(struct expander *x, const Text *part) {
  if (x->count < MAX_VARIABLE_PARTS)
    x->parts[x->count++] = part;
  else
    x->result = EXPANSION_UNKNOWN;
}

/* A text of its own with its pieces marked exact. */
static void add_exact(struct expander *x, const Text *value) {
  Arena *arena = x->e->arena;
  Piece *pieces = arena_array(arena, value->count, sizeof *pieces);
  Text *text = arena_alloc(arena, sizeof *text);
  for (size_t i = 0; i < value->count; i++) {
    pieces[i] = value->pieces[i];
    pieces[i].exact = true;
  }
  *text = (Text){pieces, value->count};
  add_part(x, text);
}

static void add_exact_literal(struct expander *x, Str s) {
  add_exact(x, text_literal(x->e->arena, s));
}

static Str trim(Str s) {
  while (s.len > 0 && s.ptr[0] == ' ')
    s = str_slice(s, 1, s.len);
  while (s.len > 0 && s.ptr[s.len - 1] == ' ')
    s.len--;
  return s;
}

/* `inside`: the text between the braces. */
static void add_variable(struct expander *x, Str inside) {
  if (str_is(inside, "*") || str_is(inside, "?") || str_is(inside, "$")) {
    add_exact_literal(x, inside);
    return;
  }
  size_t comma = str_find(inside, 0, ',');
  Str name = trim(str_slice(inside, 0, comma));
  Str fallback = trim(str_slice(inside, comma + 1, inside.len));
  const ContextKey *key = request_key(x->e->request, name);
  Presence presence = key ? key->presence : x->e->request->others;
  if (presence == KEY_MAYBE) {
    eval_unknown_key(x->e, name);
    x->result = EXPANSION_UNKNOWN;
  } else if (presence == KEY_PRESENT && key->value_count == 1 && !key->multivalued) {
    add_exact(x, key->values[0]);
  } else if (comma < inside.len && fallback.len >= 2 && fallback.ptr[0] == '\'' &&
             fallback.ptr[fallback.len - 1] == '\'') {
    add_exact_literal(x, str_slice(fallback, 1, fallback.len - 1));
  } else {
    x->result = EXPANSION_MISSING;
  }
}

static void expand_literal(struct expander *x, Str s) {
  size_t at = 0;
  while (at < s.len && x->result == EXPANSION_DONE) {
    size_t begin = find_variable(s, at);
    add_part(x, text_literal(x->e->arena, str_slice(s, at, begin)));
    if (begin == s.len)
      return;
    size_t end = str_find(s, begin, '}');
    add_variable(x, str_slice(s, begin + 2, end));
    at = end + 1;
  }
}

Expansion eval_expand_variables(Evaluation *e, const Text **out, const Text *text) {
  struct expander x = {.e = e, .result = EXPANSION_DONE};
  for (size_t i = 0; i < text->count && x.result == EXPANSION_DONE; i++) {
    const Piece *piece = &text->pieces[i];
    if (piece->hole) {
      add_part(&x, text_hole(e->arena, piece->hole));
    } else if (opens_variable(text, i)) {
      eval_unknown_hole(e, text->pieces[i + 1].hole);
      x.result = EXPANSION_UNKNOWN;
    } else {
      expand_literal(&x, piece->literal);
    }
  }
  if (x.result != EXPANSION_DONE)
    return x.result;
  *out = text_concat(e->arena, x.parts, x.count);
  return EXPANSION_DONE;
}
