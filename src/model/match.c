/* SPDX-License-Identifier: Apache-2.0
 *
 * Matching texts with holes.
 *
 * Two questions answer the three-valued one. "Must they match?": every hole is
 * an opaque symbol that equals only itself and that '*' absorbs. "Could they
 * match?": every hole is a run of the characters its kind allows, and the two
 * patterns are intersected. Must is YES, could not is NO, the rest is UNKNOWN.
 */
#include "model/match.h"

#include <stdlib.h>
#include <string.h>

#include "assumelint/limits.h"
#include "assumelint/utf8.h"
#include "model/hole_shape.h"

enum { STACK_SYMBOLS = 160 };

enum symbol_kind { SYMBOL_LITERAL, SYMBOL_ONE, SYMBOL_MANY, SYMBOL_HOLE };

struct symbol {
  enum symbol_kind kind;
  char sign;      /* ONE, MANY: of the shape of a hole; see hole_shape.h */
  bool fresh;     /* literal chosen by an adversary */
  bool from_hole; /* ONE, MANY, LITERAL: stands for (part of) a hole */
  uint32_t code;
  const Hole *hole;
};

struct symbols {
  struct symbol *items;
  size_t count, cap;
  bool failed;
  struct symbol on_stack[STACK_SYMBOLS];
};

static void symbols_init(struct symbols *list) {
  list->items = list->on_stack;
  list->count = 0;
  list->cap = STACK_SYMBOLS;
  list->failed = false;
}

static void symbols_dispose(struct symbols *list) {
  if (list->items != list->on_stack)
    free(list->items);
}

static void push(struct symbols *list, struct symbol s) {
  if (list->count == list->cap) {
    size_t cap = list->cap * 2;
    struct symbol *grown = malloc(cap * sizeof *grown);
    if (!grown) {
      list->failed = true;
      return;
    }
    memcpy(grown, list->items, list->count * sizeof *grown);
    symbols_dispose(list);
    list->items = grown;
    list->cap = cap;
  }
  list->items[list->count++] = s;
}

static uint32_t fold(uint32_t code, unsigned flags) {
  return (flags & MATCH_NOCASE) && code >= 'A' && code <= 'Z' ? code - 'A' + 'a' : code;
}

static void push_literal(struct symbols *list, Str s, bool fresh, unsigned flags) {
  for (size_t at = 0; at < s.len && !list->failed;) {
    uint32_t code = utf8_next(s, &at);
    if ((flags & MATCH_GLOB) && code == '*')
      push(list, (struct symbol){.kind = SYMBOL_MANY, .sign = '*'});
    else if ((flags & MATCH_GLOB) && code == '?')
      push(list, (struct symbol){.kind = SYMBOL_ONE, .sign = '*'});
    else
      push(list,
           (struct symbol){.kind = SYMBOL_LITERAL, .fresh = fresh, .code = fold(code, flags)});
  }
}

static void push_shape(struct symbols *list, const char *shape) {
  for (; *shape; shape++) {
    bool many = hole_shape_repeats(*shape), one = *shape == 'D' || *shape == 'N';
    push(list, (struct symbol){.kind = many  ? SYMBOL_MANY
                                       : one ? SYMBOL_ONE
                                             : SYMBOL_LITERAL,
                               .sign = *shape,
                               .from_hole = true,
                               .code = (unsigned char)*shape});
  }
}

static void push_hole(struct symbols *list, const Hole *hole, bool opaque, unsigned flags) {
  if (hole->sensitive && hole->secret.ptr) {
    push_literal(list, hole->secret, false, flags);
    return;
  }
  if (opaque) {
    push(list, (struct symbol){.kind = SYMBOL_HOLE, .hole = hole});
    return;
  }
  push_shape(list, hole_shape(hole->kind));
  /* A value put into a glob may bring wildcards of its own; what a resource is
   * called has none. */
  if ((flags & MATCH_GLOB) && hole->kind == HOLE_ANY && hole->resource.len == 0)
    list->items[list->count - 1].from_hole = false;
}

static void push_text(struct symbols *list, const Text *text, bool opaque, unsigned flags) {
  for (size_t i = 0; i < text->count && !list->failed; i++) {
    const Piece *piece = &text->pieces[i];
    if (piece->hole)
      push_hole(list, piece->hole, opaque, flags);
    else
      push_literal(list, piece->literal, piece->fresh,
                   piece->exact ? flags & ~(unsigned)MATCH_GLOB : flags);
  }
}

/* ---- Must they match? ---------------------------------------------------- */

static bool same_symbol(const struct symbol *pattern, const struct symbol *value) {
  if (pattern->kind == SYMBOL_HOLE)
    return value->kind == SYMBOL_HOLE && hole_same(pattern->hole, value->hole);
  if (value->kind == SYMBOL_HOLE)
    return false;
  return pattern->kind == SYMBOL_ONE || pattern->code == value->code;
}

static bool must_match(const struct symbols *pattern, const struct symbols *value) {
  size_t p = 0, v = 0, star = SIZE_MAX, resume = 0;
  while (v < value->count) {
    if (p < pattern->count && pattern->items[p].kind == SYMBOL_MANY) {
      star = p++;
      resume = v;
    } else if (p < pattern->count && same_symbol(&pattern->items[p], &value->items[v])) {
      p++;
      v++;
    } else if (star != SIZE_MAX) {
      p = star + 1;
      v = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern->count && pattern->items[p].kind == SYMBOL_MANY)
    p++;
  return p == pattern->count;
}

/* ---- Could they match? --------------------------------------------------- */

static bool signs_meet(char a, char b) {
  /* Sample characters that between them tell all signs apart. */
  static const char samples[] = "0aA-.:_";
  for (const char *c = samples; *c; c++) {
    if (hole_shape_takes(a, (unsigned char)*c) && hole_shape_takes(b, (unsigned char)*c))
      return true;
  }
  return false;
}

static bool compatible(const struct symbol *a, const struct symbol *b) {
  if ((a->fresh && b->from_hole) || (b->fresh && a->from_hole))
    return false;
  bool a_literal = a->kind == SYMBOL_LITERAL, b_literal = b->kind == SYMBOL_LITERAL;
  if (a_literal && b_literal)
    return a->code == b->code;
  if (a_literal)
    return hole_shape_takes(b->sign, a->code);
  if (b_literal)
    return hole_shape_takes(a->sign, b->code);
  return signs_meet(a->sign, b->sign);
}

/* One row of the table: which prefixes of `b` meet the prefix of `a` that ends
 * before `symbol`. `row` is rewritten for the prefix that includes it. */
static void advance_row(const struct symbol *symbol, const struct symbols *b, const bool *row,
                        bool *next) {
  bool many = symbol->kind == SYMBOL_MANY;
  for (size_t j = 0; j <= b->count; j++) {
    next[j] = many && row[j];
    if (j == 0)
      continue;
    const struct symbol *other = &b->items[j - 1];
    bool other_many = other->kind == SYMBOL_MANY;
    if (other_many && next[j - 1])
      next[j] = true;
    if (next[j] || !compatible(symbol, other))
      continue;
    /* Both take one character; a run may have taken some before. */
    next[j] = row[j - 1] || (many && next[j - 1]) || (other_many && row[j]);
  }
}

static bool could_match(const struct symbols *a, const struct symbols *b) {
  if (b->count + 1 > MAX_MATCH_CELLS / (a->count + 1))
    return true;
  bool *rows = calloc(2 * (b->count + 1), sizeof *rows);
  if (!rows)
    return true;
  bool *row = rows, *next = rows + b->count + 1;
  row[0] = true;
  for (size_t j = 1; j <= b->count && b->items[j - 1].kind == SYMBOL_MANY; j++)
    row[j] = true;
  for (size_t i = 0; i < a->count; i++) {
    advance_row(&a->items[i], b, row, next);
    bool *swap = row;
    row = next;
    next = swap;
  }
  bool out = row[b->count];
  free(rows);
  return out;
}

/* ---- Both ------------------------------------------------------------------ */

static bool literal_match(Str pattern, Str value, unsigned flags) {
  if (!(flags & MATCH_GLOB))
    return flags & MATCH_NOCASE ? str_eq_nocase(pattern, value) : str_eq(pattern, value);
  return glob_match(pattern, value);
}

static Tri match_with_holes(const Text *pattern, const Text *value, unsigned flags) {
  struct symbols p, v;
  Tri out = TRI_UNKNOWN;
  unsigned value_flags = flags & ~(unsigned)MATCH_GLOB;
  symbols_init(&p);
  symbols_init(&v);
  push_text(&p, pattern, true, flags);
  push_text(&v, value, true, value_flags);
  if (p.failed || v.failed || v.count + 1 > MAX_MATCH_CELLS / (p.count + 1))
    goto cleanup;
  bool open = text_first_hole(pattern) || text_first_hole(value);
  bool must = must_match(&p, &v);
  if (must || !open) {
    out = must ? TRI_YES : TRI_NO;
    goto cleanup;
  }
  p.count = v.count = 0;
  push_text(&p, pattern, false, flags);
  push_text(&v, value, false, value_flags);
  if (p.failed || v.failed)
    goto cleanup;
  out = could_match(&p, &v) ? TRI_UNKNOWN : TRI_NO;
cleanup:
  symbols_dispose(&p);
  symbols_dispose(&v);
  return out;
}

Tri text_match(const Text *pattern, const Text *value, unsigned flags) {
  Str p, v;
  if (text_known(pattern, &p) && !str_has(p, '*') && !str_has(p, '?'))
    flags &= ~(unsigned)MATCH_GLOB;
  bool slow_glob = (flags & MATCH_GLOB) &&
                   ((flags & MATCH_NOCASE) || (pattern->count > 0 && pattern->pieces->exact));
  if (!slow_glob && text_known(pattern, &p) && text_known(value, &v))
    return literal_match(p, v, flags) ? TRI_YES : TRI_NO;
  return match_with_holes(pattern, value, flags);
}

/* ---- Without holes ---------------------------------------------------------- */

/* Matches the part, which holds no '*', at `at`; gives the place behind it. */
static bool part_matches(Str part, Str value, size_t at, size_t *end) {
  size_t p = 0;
  while (p < part.len && at < value.len) {
    if (part.ptr[p] == '?')
      utf8_next(value, &at);
    else if (part.ptr[p] != value.ptr[at++])
      return false;
    p++;
  }
  *end = at;
  return p == part.len;
}

/* The first place at or after `from` where the part matches. */
static bool find_part(Str part, Str value, size_t from, size_t *end) {
  if (!str_has(part, '?')) {
    Str rest = str_slice(value, from, value.len);
    size_t at = str_find_str(rest, part);
    *end = from + at + part.len;
    return at < rest.len || part.len == 0;
  }
  while (from < value.len) {
    if (part_matches(part, value, from, end))
      return true;
    utf8_next(value, &from);
  }
  return false;
}

/* Where the last `count` code points begin; false if there are fewer. */
static bool from_the_end(Str part, Str value, size_t *at) {
  size_t v = value.len;
  for (size_t p = part.len; p > 0;) {
    if (v == 0)
      return false;
    /* A '?' takes a whole code point, a byte of the pattern one byte. */
    do
      v--;
    while (part.ptr[p - 1] == '?' && v > 0 && ((unsigned char)value.ptr[v] & 0xC0) == 0x80);
    p--;
  }
  *at = v;
  return true;
}

bool glob_match(Str pattern, Str value) {
  size_t star = str_find(pattern, 0, '*'), at = 0, end;
  if (!part_matches(str_slice(pattern, 0, star), value, 0, &at))
    return false;
  if (star == pattern.len)
    return at == value.len;
  /* Parts between stars as early as they match, the last one at the end. */
  for (size_t next = str_find(pattern, star + 1, '*'); next < pattern.len;
       next = str_find(pattern, star + 1, '*')) {
    if (!find_part(str_slice(pattern, star + 1, next), value, at, &at))
      return false;
    star = next;
  }
  Str last = str_slice(pattern, star + 1, pattern.len);
  size_t begin;
  return from_the_end(last, value, &begin) && begin >= at &&
         part_matches(last, value, begin, &end) && end == value.len;
}
