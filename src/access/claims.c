/* SPDX-License-Identifier: Apache-2.0
 *
 * Claims of tokens that adversaries have: of another tenant, of a guest. Those of the same
 * tenant are in siblings.c, those of an issuer that is one's own in own_issuers.c.
 */
#include <string.h>

#include "access/claims.h"
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "facts/issuers.h"

/* The same values as the adversary's own: no hole equals one of them. */
static void make_fresh(Search *s, TextList *values) {
  for (size_t i = 0; i < values->count; i++) {
    const Text *old = values->items[i];
    Text *text = arena_alloc(s->arena, sizeof *text);
    Piece *pieces = arena_array(s->arena, old->count, sizeof *pieces);
    for (size_t k = 0; k < old->count; k++) {
      pieces[k] = old->pieces[k];
      pieces[k].fresh = !pieces[k].hole;
    }
    *text = (Text){pieces, old->count};
    values->items[i] = text;
  }
}

/* ---- Another tenant ---------------------------------------------------------- */

/* Fills the first two wildcards of a pattern with every pair of fillers. */
static void fill_subject(Search *s, const Issuer *issuer, Str pattern,
                         const ClaimPatterns *patterns, TextList *out) {
  for (const char *const *first = issuer->fillers; *first && s->status == OK; first++) {
    for (const char *const *second = issuer->fillers; *second; second++) {
      Buf buf = buf_in(s->arena);
      size_t stars = 0;
      for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        if (c == '*')
          buf_add(&buf, stars == 0 ? *first : stars == 1 ? *second : "x");
        else
          buf_add_char(&buf, c == '?' ? 'x' : c);
        stars += c == '*';
      }
      Str subject = buf_str(&buf);
      search_spend_on_patterns(s, patterns->count);
      if (issuer_foreign(issuer, subject, patterns->items, patterns->count))
        search_add_subject(s, patterns, subject, out);
      if (stars < 2)
        break;
    }
    if (!str_has(pattern, '*'))
      break;
  }
}

/* Names like the one that a pattern leaves open: acme* gives acme-evil. */
static void names_like(Search *s, const Issuer *issuer, Str pattern, TextList *out) {
  static const char *const fillers[] = {"-evil", "mallory", "x", ""};
  size_t begin = strlen(issuer->subject_prefix), end = begin;
  if (!str_starts_nocase(pattern, issuer->subject_prefix))
    return;
  while (end < pattern.len && !strchr(issuer->tenant_ends, pattern.ptr[end]))
    end++;
  Str name = str_slice(pattern, begin, end);
  if (!str_has(name, '*') && !str_has(name, '?'))
    return;
  if (out->count + sizeof fillers / sizeof *fillers > MAX_TENANT_NAMES) {
    s->gave_up = true;
    return;
  }
  for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
    Buf buf = buf_in(s->arena);
    for (size_t k = 0; k < name.len; k++) {
      if (name.ptr[k] == '*')
        buf_add(&buf, fillers[i]);
      else
        buf_add_char(&buf, name.ptr[k] == '?' ? 'x' : name.ptr[k]);
    }
    if (buf.len > 0)
      search_add_literal(s, out, buf_str(&buf));
  }
}

/* Subjects of the tenant that keep all conditions and step around Deny statements. */
static void solve_subject(Search *s, const SearchKey *key, const Issuer *issuer, Str name, char end,
                          TextList *out) {
  Buf shape = buf_in(s->arena);
  buf_add(&shape, issuer->subject_prefix);
  buf_add_str(&shape, name);
  if (end == '@')
    buf_add(&shape, "@987654321/");
  else
    buf_add_char(&shape, end);
  buf_add(&shape, issuer_claims_follow(issuer) ? "?*:?*" : "?*");
  const Text *text = text_literal(s->arena, buf_str(&shape));
  search_solved_values(s, key, text, false, out);
}

static void solve_subjects(Search *s, const SearchKey *key, const Issuer *issuer,
                           const Str *patterns, size_t count, TextList *out) {
  TextList names = {.count = 0}, solved = {.count = 0};
  Str subject;
  search_add_literal(s, &names, STR("mallory"));
  for (size_t i = 0; i < count; i++)
    names_like(s, issuer, patterns[i], &names);
  for (size_t i = 0; i < names.count && issuer->subject_prefix[0] && s->status == OK; i++) {
    for (const char *end = issuer->tenant_ends; *end; end++) {
      if (text_known(names.items[i], &subject))
        solve_subject(s, key, issuer, subject, *end, &solved);
    }
  }
  if (issuer->custom_subjects || !issuer->subject_prefix[0])
    search_solved_values(s, key, NULL, false, &solved);
  for (size_t i = 0; i < solved.count; i++) {
    search_spend_on_patterns(s, count);
    if (text_known(solved.items[i], &subject) && issuer_foreign(issuer, subject, patterns, count))
      search_add_value(s, out, solved.items[i]);
  }
}

/* Where nothing of a subject is known, it may be one that names no tenant, which everybody
 * can have: a value that others chose, and so may be the one that is not known. */
static void unnamed_subject(Search *s, const SearchKey *key, TextList *out) {
  for (size_t i = 0; i < key->use_count; i++) {
    for (size_t k = 0; k < key->uses[i].condition->value_count; k++) {
      const Text *text = search_use_value(s, &key->uses[i], k);
      if (text && text->count > 0 && text->pieces[0].hole &&
          search_may_bring_wildcards(text->pieces[0].hole)) {
        search_add_literal(s, out, STR("environment:production"));
        return;
      }
    }
  }
}

void search_tenant_values(Search *s, const SearchKey *key, const Issuer *issuer, TextList *out) {
  ClaimPatterns patterns;
  search_subject_patterns(s, key, &patterns);
  if (issuer_foreign(issuer, str_of(issuer->own_subject), patterns.items, patterns.count))
    search_add_literal(s, out, str_of(issuer->own_subject));
  for (size_t i = 0; i < patterns.count && s->status == OK; i++)
    fill_subject(s, issuer, patterns.items[i], &patterns, out);
  solve_subjects(s, key, issuer, patterns.items, patterns.count, out);
  make_fresh(s, out);
  if (issuer->custom_subjects)
    unnamed_subject(s, key, out);
}

/* Whether what stands before the first wildcard, behind the last dot, is enough of an id
 * that nobody chooses to be of one tenant only. */
static bool fixes_id(const Issuer *issuer, Str pattern) {
  size_t begin = 0, end = 0;
  for (; end < pattern.len && pattern.ptr[end] != '*' && pattern.ptr[end] != '?'; end++)
    begin = pattern.ptr[end] == '.' ? end + 1 : begin;
  return end == pattern.len || end - begin >= issuer->drawn;
}

/* Where the form of the subject is not known: one of one's own, which only a
 * wildcard takes, and what a pattern that fixes little leaves. */
static void other_subject(Search *s, const SearchKey *key, const Issuer *issuer, TextList *out) {
  Str patterns[MAX_CLAIM_PATTERNS];
  size_t count = search_claim_patterns(s, key, patterns, sizeof patterns / sizeof *patterns);
  Str own = str_of(issuer->own_subject);
  bool is_free = true;
  for (size_t i = 0; i < count; i++) {
    if (fixes_id(issuer, patterns[i])) {
      is_free = is_free &&
                !str_eq(str_slice(patterns[i], 0, issuer->drawn), str_slice(own, 0, issuer->drawn));
      continue;
    }
    Buf buf = buf_in(s->arena);
    bool filled = false;
    for (size_t k = 0; k < patterns[i].len; k++) {
      if (patterns[i].ptr[k] != '*') {
        buf_add_char(&buf, patterns[i].ptr[k] == '?' ? 'x' : patterns[i].ptr[k]);
        continue;
      }
      buf_add(&buf, filled ? "" : "of-somebody-else");
      filled = true;
    }
    search_add_literal(s, out, buf_str(&buf));
  }
  if (is_free)
    search_add_literal(s, out, own);
  search_fresh_values(s, key, out);
}

/* Names that others can choose alike, where a pattern leaves the owner open. */
static void name_values(Search *s, const SearchKey *key, TextList *out) {
  static const char *const fillers[] = {"-evil/app", "mallory/app", "mallory", "-evil", "app", ""};
  Str patterns[MAX_CLAIM_PATTERNS];
  size_t count = search_claim_patterns(s, key, patterns, sizeof patterns / sizeof *patterns);
  search_fresh_values(s, key, out);
  for (size_t i = 0; i < count; i++) {
    for (size_t f = 0; f < sizeof fillers / sizeof *fillers; f++) {
      Buf buf = buf_in(s->arena);
      for (size_t k = 0; k < patterns[i].len; k++) {
        if (patterns[i].ptr[k] == '*')
          buf_add(&buf, fillers[f]);
        else
          buf_add_char(&buf, patterns[i].ptr[k] == '?' ? 'x' : patterns[i].ptr[k]);
      }
      search_spend_on_patterns(s, count);
      if (issuer_foreign_name(buf_str(&buf), patterns, count))
        search_add_literal(s, out, buf_str(&buf));
    }
  }
}

static void foreign_claim(Search *s, const SearchKey *key, const Issuer *issuer, Str claim,
                          TextList *out) {
  if (str_is_nocase(claim, issuer->subject_key) ||
      (issuer->has_guests && str_is_nocase(claim, "sub"))) {
    if (issuer->fillers) {
      search_tenant_values(s, key, issuer, out);
    } else {
      other_subject(s, key, issuer, out);
      make_fresh(s, out);
    }
  } else if (issuer->subjects && str_is_nocase(claim, "sub")) {
    for (size_t i = 0; issuer->subjects[i]; i++)
      search_tenant_values(s, key, issuer->subjects[i], out);
  } else if (issuer_chosen_name(issuer, claim)) {
    name_values(s, key, out);
    make_fresh(s, out);
  } else if (issuer_is_free(issuer, claim)) {
    search_free_values(s, key, out);
  } else if (issuer_binds(issuer, claim)) {
    search_fresh_values(s, key, out);
  }
}

/* ---- Others ------------------------------------------------------------------------ */

static void guest_claim(Search *s, const SearchKey *key, Str claim, TextList *out) {
  if (str_is_nocase(claim, "amr"))
    search_add_literal(s, out, STR("unauthenticated"));
  else if (str_is_nocase(claim, "sub"))
    search_fresh_values(s, key, out);
  else
    search_free_values(s, key, out);
}

void search_claim_values(Search *s, const SearchKey *key, TextList *out) {
  const Issuer *issuer = issuer_of(&s->way->identity);
  Str claim = issuer ? issuer_claim(issuer, key->name) : key->name;
  if (!issuer) {
    search_own_issuer_values(s, key, out);
    return;
  }
  if (claim.len == 0)
    return;
  if (s->adversary == ADVERSARY_FOREIGN_TENANT)
    foreign_claim(s, key, issuer, claim, out);
  else if (s->adversary == ADVERSARY_GUEST)
    guest_claim(s, key, claim, out);
  else
    search_sibling_claim(s, key, issuer, claim, out);
}
