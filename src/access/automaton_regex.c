/* SPDX-License-Identifier: Apache-2.0
 *
 * Automata of the regular expressions in which domains are written (facts/domains.h).
 */
#include <stdlib.h>
#include <string.h>

#include "access/automaton_parts.h"

struct parser {
  Automaton *a;
  const char *at;
  bool failed;
};

static Fragment parse_alternatives(struct parser *p);

/* ---- Sets ----------------------------------------------------------------------------------- */

static void add_range(CodeSet *set, uint32_t first, uint32_t last) {
  for (uint32_t code = first; code <= last; code++)
    code_set_add(set, code);
}

/* Letters, digits and blanks of every script, and _.:/=+@-. */
static CodeSet tag_codes(void) {
  static const char signs[] = "_.:/=+@- ";
  static const uint32_t letters[] = {0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA, 0xBC, 0xBD, 0xBE, 0xA0};
  CodeSet set = {{0}};
  add_range(&set, '0', '9');
  add_range(&set, 'A', 'Z');
  add_range(&set, 'a', 'z');
  for (const char *c = signs; *c; c++)
    code_set_add(&set, (unsigned char)*c);
  for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
    code_set_add(&set, letters[i]);
  add_range(&set, 0xC0, 0xD6);
  add_range(&set, 0xD8, 0xF6);
  add_range(&set, 0xF8, OTHER_CODE);
  return set;
}

static uint32_t parse_set_code(struct parser *p) {
  if (*p->at == '\\')
    p->at++;
  p->failed = p->failed || *p->at == '\0';
  return *p->at ? (unsigned char)*p->at++ : 0;
}

static CodeSet parse_set(struct parser *p) {
  CodeSet set = {{0}}, rest = {{0}};
  bool negated = *p->at == '^';
  if (negated)
    p->at++;
  while (*p->at && *p->at != ']') {
    uint32_t first = parse_set_code(p), last = first;
    if (*p->at == '-' && p->at[1] != ']') {
      p->at++;
      last = parse_set_code(p);
    }
    add_range(&set, first, last);
  }
  p->failed = p->failed || *p->at != ']';
  if (*p->at)
    p->at++;
  for (uint32_t code = 0; code < CODES; code++) {
    if (!code_set_has(&set, code))
      code_set_add(&rest, code);
  }
  return negated ? rest : set;
}

/* ---- Expressions ---------------------------------------------------------------------------- */

static Fragment parse_escape(struct parser *p) {
  char c = *p->at;
  CodeSet set = tag_codes();
  if (c == '\0') {
    p->failed = true;
    return automaton_empty(p->a);
  }
  p->at++;
  return c == 't' ? automaton_set(p->a, &set, false)
                  : automaton_code(p->a, (unsigned char)c, false);
}

static Fragment parse_atom(struct parser *p) {
  char c = *p->at++;
  CodeSet set = {{0}};
  switch (c) {
  case '(': {
    Fragment out = parse_alternatives(p);
    p->failed = p->failed || *p->at != ')';
    p->at += *p->at == ')';
    return out;
  }
  case '[':
    set = parse_set(p);
    return automaton_set(p->a, &set, false);
  case '.':
    add_range(&set, 0, OTHER_CODE);
    return automaton_set(p->a, &set, false);
  case '\\':
    return parse_escape(p);
  default:
    return automaton_code(p->a, (unsigned char)c, false);
  }
}

static Fragment optional(struct parser *p, Fragment one) {
  return automaton_or(p->a, one, automaton_empty(p->a));
}

/* The atom that begins at `begin` once more. */
static Fragment again(struct parser *p, const char *begin) {
  const char *after = p->at;
  p->at = begin;
  Fragment out = parse_atom(p);
  p->at = after;
  return out;
}

/* {m}, {m,} and {m,n} behind an atom. */
static Fragment parse_count(struct parser *p, Fragment first, const char *begin) {
  char *end;
  unsigned long least = strtoul(p->at, &end, 10), most = least;
  bool unbounded = false;
  if (*end == ',') {
    unbounded = end[1] == '}';
    most = strtoul(end + 1, &end, 10);
  }
  if (*end != '}' || (!unbounded && (most < least || most == 0))) {
    p->failed = true;
    return first;
  }
  p->at = end + 1;
  Fragment out = least > 0 ? first : optional(p, first);
  for (unsigned long i = 1; i < least; i++)
    out = automaton_then(p->a, out, again(p, begin));
  if (unbounded)
    return automaton_then(p->a, out, automaton_many(p->a, again(p, begin)));
  for (unsigned long i = least > 0 ? least : 1; i < most; i++)
    out = automaton_then(p->a, out, optional(p, again(p, begin)));
  return out;
}

static Fragment parse_repeated(struct parser *p) {
  const char *begin = p->at;
  Fragment out = parse_atom(p);
  for (;;) {
    switch (*p->at) {
    case '*':
      out = automaton_many(p->a, out);
      break;
    case '+':
      out = automaton_then(p->a, out, automaton_many(p->a, again(p, begin)));
      break;
    case '?':
      out = optional(p, out);
      break;
    case '{':
      p->at++;
      return parse_count(p, out, begin);
    default:
      return out;
    }
    p->at++;
    if (p->failed)
      return out;
  }
}

static Fragment parse_sequence(struct parser *p) {
  Fragment out = automaton_empty(p->a);
  while (*p->at && *p->at != '|' && *p->at != ')' && !p->failed)
    out = automaton_then(p->a, out, parse_repeated(p));
  return out;
}

static Fragment parse_alternatives(struct parser *p) {
  Fragment out = parse_sequence(p);
  while (*p->at == '|' && !p->failed) {
    p->at++;
    out = automaton_or(p->a, out, parse_sequence(p));
  }
  return out;
}

bool automaton_add_regex(Automaton *automaton, const char *regex) {
  struct parser p = {.a = automaton, .at = regex};
  Fragment out = parse_alternatives(&p);
  if (p.failed || *p.at)
    return false;
  automaton_add(automaton, out);
  return true;
}
