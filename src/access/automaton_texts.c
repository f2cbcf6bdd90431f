/* SPDX-License-Identifier: Apache-2.0
 *
 * Automata of a policy's values: exact texts, globs, ARNs. They match what the evaluator
 * matches (src/evaluate/compare.c, src/model/match.c): the wide language whatever is not
 * certainly no match, the narrow one what certainly is one.
 */
#include "access/alphabet_parts.h"
#include "access/automaton_parts.h"
#include "assumelint/utf8.h"
#include "model/hole_shape.h"
#include "model/match.h"

enum { ARN_COMPONENTS = 6 };

struct writer {
  Automaton *a;
  unsigned flags;
  Fragment out;
  unsigned component; /* ARN: the one being written */
};

static CodeSet all_codes(bool colon) {
  CodeSet out = {{0}};
  for (uint32_t code = 0; code < CODES; code++) {
    if (colon || code != ':')
      code_set_add(&out, code);
  }
  return out;
}

static CodeSet codes_of_sign(char sign) {
  CodeSet out = {{0}};
  for (uint32_t code = 0; code < CODES; code++) {
    if (hole_shape_takes(sign, code))
      code_set_add(&out, code);
  }
  return out;
}

static void then(struct writer *w, Fragment fragment) {
  w->out = automaton_then(w->a, w->out, fragment);
}

/* Wildcards of the first five components of an ARN cross no colon. */
static bool is_bound(const struct writer *w) {
  return (w->flags & AUTOMATON_ARN) && w->component + 1 < ARN_COMPONENTS;
}

static void write_wildcard(struct writer *w, bool many) {
  CodeSet set = all_codes(!is_bound(w));
  then(w, many ? automaton_run(w->a, &set, false) : automaton_set(w->a, &set, false));
}

static void write_literal(struct writer *w, Str s, bool exact) {
  for (size_t at = 0; at < s.len;) {
    uint32_t code = utf8_next(s, &at);
    if ((w->flags & AUTOMATON_GLOB) && !exact && (code == '*' || code == '?')) {
      write_wildcard(w, code == '*');
      continue;
    }
    if (code == ':' && is_bound(w))
      w->component++;
    then(w, automaton_code(w->a, code, w->flags & AUTOMATON_NOCASE));
  }
}

/* Some value of the hole. One that is put into a glob may bring wildcards of its own, unless
 * it is what a resource is called. */
static Fragment shape_of(struct writer *w, const Hole *hole) {
  Fragment out = automaton_empty(w->a);
  bool glob = w->flags & AUTOMATON_GLOB;
  bool wild = glob && hole->kind == HOLE_ANY && hole->resource.len == 0;
  for (const char *sign = hole_shape(hole->kind); *sign; sign++) {
    CodeSet set = codes_of_sign(*sign);
    bool from_hole = !(wild && *sign == '*');
    out = automaton_then(w->a, out,
                         hole_shape_repeats(*sign) ? automaton_run(w->a, &set, from_hole)
                                                   : automaton_set(w->a, &set, from_hole));
  }
  return out;
}

static void write_anything(struct writer *w) {
  CodeSet all = all_codes(true), none = {{0}};
  then(w, automaton_width(w->a) == WIDE ? automaton_run(w->a, &all, false)
                                        : automaton_set(w->a, &none, false));
}

static void write_hole(struct writer *w, const Hole *hole) {
  automaton_set_open(w->a);
  if (hole == &automaton_anything) {
    write_anything(w);
    return;
  }
  Fragment itself = automaton_hole(w->a, hole);
  if (hole == &automaton_role_side) {
    then(w, itself);
    return;
  }
  then(w, automaton_width(w->a) == WIDE ? automaton_or(w->a, itself, shape_of(w, hole)) : itself);
}

static const Str *secret_of(const Hole *hole) {
  return hole->sensitive && hole->secret.ptr ? &hole->secret : NULL;
}

static void write_pieces(struct writer *w, const Text *text) {
  for (size_t i = 0; i < text->count; i++) {
    const Piece *piece = &text->pieces[i];
    const Str *secret = piece->hole ? secret_of(piece->hole) : NULL;
    if (secret)
      write_literal(w, *secret, false);
    else if (piece->hole)
      write_hole(w, piece->hole);
    else
      write_literal(w, piece->literal, piece->exact);
  }
}

/* ---- ARNs --------------------------------------------------------------------------------- */

static size_t count_components(const Text *text) {
  size_t colons = 0;
  for (size_t i = 0; i < text->count; i++) {
    Str s = text->pieces[i].literal;
    for (size_t k = 0; !text->pieces[i].hole && k < s.len; k++)
      colons += s.ptr[k] == ':';
  }
  return colons < ARN_COMPONENTS ? colons + 1 : ARN_COMPONENTS;
}

/* Where the first component ends: the piece, and the place in it. */
static size_t first_colon(const Text *text, size_t *piece) {
  for (size_t i = 0; i < text->count; i++) {
    Str s = text->pieces[i].literal;
    size_t at = text->pieces[i].hole ? 0 : str_find(s, 0, ':');
    if (!text->pieces[i].hole && at < s.len) {
      *piece = i;
      return at;
    }
  }
  *piece = text->count;
  return 0;
}

/* Every ARN begins with "arn": whether the first component of the pattern takes that. */
static bool takes_arn(const Text *text, size_t piece, size_t at) {
  if (piece > 0)
    return true;
  Str first = str_slice(text->pieces[0].literal, 0, at);
  return str_is(first, "arn") || (str_has(first, '*') && glob_match(first, STR("arn")));
}

static void write_arn(struct writer *w, const Text *text) {
  size_t piece, at = first_colon(text, &piece);
  write_literal(w, STR("arn"), true);
  Piece rest = text->pieces[piece];
  rest.literal = str_slice(rest.literal, at, rest.literal.len);
  const Text begin = {&rest, 1};
  const Text end = {text->pieces + piece + 1, text->count - piece - 1};
  write_pieces(w, &begin);
  write_pieces(w, &end);
}

/* Whether the pattern is written; if not, nothing matches it. */
static bool write_arn_pattern(struct writer *w, const Text *text) {
  if (count_components(text) < ARN_COMPONENTS) {
    bool star = text_is(text, "*") && (w->flags & AUTOMATON_STAR);
    if (text_first_hole(text))
      automaton_set_open(w->a);
    if (!star && !(text_first_hole(text) && automaton_width(w->a) == WIDE))
      return false;
    CodeSet all = all_codes(true);
    then(w, automaton_run(w->a, &all, false));
    return true;
  }
  size_t piece, at = first_colon(text, &piece);
  if (!takes_arn(text, piece, at))
    return false;
  write_arn(w, text);
  return true;
}

void automaton_add_text(Automaton *automaton, const Text *text, unsigned flags) {
  struct writer w = {.a = automaton, .flags = flags, .out = automaton_empty(automaton)};
  bool written = true;
  if (flags & AUTOMATON_ARN)
    written = write_arn_pattern(&w, text);
  else
    write_pieces(&w, text);
  if (written)
    automaton_add(automaton, w.out);
}
