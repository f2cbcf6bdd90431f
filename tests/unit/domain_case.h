/* SPDX-License-Identifier: Apache-2.0
 *
 * Domains (facts/domains.h) as regular expressions of PCRE2, with which tests ask whether a
 * value is in one.
 */
#ifndef ASSUMELINT_TESTS_UNIT_DOMAIN_CASE_H
#define ASSUMELINT_TESTS_UNIT_DOMAIN_CASE_H

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"
#include "facts/domains.h"
#include "unit.h"
#include "util/regex.h"

/* The characters of tags are another class there; and '.' is a line break too. */
static inline Str domain_language(Arena *arena, const char *language) {
  Buf buf = buf_in(arena);
  buf_add(&buf, "(?s:");
  for (const char *c = language; *c; c++) {
    if (c[0] == '\\' && c[1] == 't')
      buf_add(&buf, "[\\p{L}\\p{N}\\p{Z}_.:/=+@-]");
    else if (c[0] == '\\')
      buf_add_str(&buf, str_n(c, 2));
    else
      buf_add_char(&buf, *c);
    c += c[0] == '\\';
  }
  buf_add(&buf, ")");
  return buf_str(&buf);
}

static inline const PartDomain *domain_find(const PartDomain *list, Str name) {
  for (; list && list->name; list++) {
    if (str_is(name, list->name))
      return list;
  }
  return NULL;
}

/* A part of the token's, which may be NULL, or else of the caller's. */
static inline const PartDomain *domain_part(const PartDomain *token_parts, Str name) {
  const PartDomain *found = domain_find(token_parts, name);
  return found ? found : domain_find(caller_parts, name);
}

/* The next part of a form, at or behind `*at`; empty: none. A star for one of its own an
 * element is left out. */
static inline Str domain_next_part(Str form, size_t *at) {
  size_t open = str_find(form, *at, '{'), close = str_find(form, open, '}');
  *at = close < form.len ? close + 1 : form.len;
  Str name = open < form.len ? str_slice(form, open + 1, close) : (Str){NULL, 0};
  return str_ends(name, "*") ? str_slice(name, 0, name.len - 1) : name;
}

static inline void domain_add_literal(Buf *buf, Str literal) {
  for (size_t i = 0; i < literal.len; i++) {
    char c = literal.ptr[i];
    if (!(c >= '0' && c <= '9') && !(ascii_lower(c) >= 'a' && ascii_lower(c) <= 'z'))
      buf_add_char(buf, '\\');
    buf_add_char(buf, c);
  }
}

/* A part that stands twice has one value. */
static inline Str domain_pattern(Arena *arena, const char *form, const PartDomain *token_parts,
                                 bool wide) {
  Buf buf = buf_in(arena);
  Str whole = str_of(form);
  for (size_t at = 0; at < whole.len;) {
    size_t begin = at, open = str_find(whole, at, '{');
    Str name = domain_next_part(whole, &at);
    domain_add_literal(&buf, str_slice(whole, begin, open));
    const PartDomain *part = domain_part(token_parts, name);
    if (!part)
      continue;
    const char *language = wide && part->wider ? part->wider : part->language;
    Str group = str_printf(arena, "(?<%.*s>", STR_FMT(name));
    if (str_find_str(buf_str(&buf), group) < buf.len) {
      buf_add_str(&buf, str_printf(arena, "\\k<%.*s>", STR_FMT(name)));
    } else {
      buf_add_str(&buf, group);
      buf_add_str(&buf, domain_language(arena, language));
      buf_add_char(&buf, ')');
    }
  }
  return buf_str(&buf);
}

static inline bool domain_has(const char *form, const PartDomain *token_parts, Str value,
                              bool wide) {
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  assert_non_null(arena);
  RegexVerdict verdict = regex_match_whole(domain_pattern(arena, form, token_parts, wide), value);
  if (verdict != REGEX_MATCH && verdict != REGEX_NO_MATCH)
    fprintf(stderr, "no answer: %s\n", form);
  arena_free(arena);
  assert_true(verdict == REGEX_MATCH || verdict == REGEX_NO_MATCH);
  return verdict == REGEX_MATCH;
}

/* Whether a caller of the kind can send the value for the key, by any of its rows. */
static inline bool domain_key_has(Str key, CallerKindOf caller, Str value, bool wide) {
  const KeyDomain *first = key_domain(key, caller);
  for (size_t n = 0; first && key_domain_row(n); n++) {
    const KeyDomain *row = key_domain_row(n);
    if (strcmp(row->key, first->key) == 0 && (row->callers >> caller & 1) &&
        domain_has(row->form, NULL, value, wide))
      return true;
  }
  return false;
}

/* The same for a claim of a token. */
static inline bool domain_claim_has(const TokenDomain *token, Str claim, Str value, bool wide) {
  const ClaimDomain *domain = token_claim(token, claim);
  if (!str_is_nocase(claim, token->subject))
    return domain && domain_has(domain->form, token->parts, value, wide);
  for (const char *const *form = token->forms; *form; form++) {
    if (domain_has(*form, token->parts, value, wide))
      return true;
  }
  return false;
}

#endif
