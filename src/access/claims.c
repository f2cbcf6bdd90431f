/* SPDX-License-Identifier: Apache-2.0
 *
 * Claims of tokens that adversaries have: of another tenant, of a guest. Those of the same
 * tenant are in siblings.c, those of an issuer that is one's own in own_issuers.c.
 */
#include <string.h>

#include "access/issuers.h"
#include "access/search.h"
#include "assumelint/arena.h"

/* The same values as the adversary's own: no hole equals one of them. */
static void make_fresh(struct alint_search *s, struct alint_values *values) {
  for (size_t i = 0; i < values->count; i++) {
    const struct alint_text *old = values->items[i];
    struct alint_text *text = alint_arena_alloc(s->arena, sizeof *text);
    struct alint_piece *pieces = alint_arena_array(s->arena, old->count, sizeof *pieces);
    for (size_t k = 0; k < old->count; k++) {
      pieces[k] = old->pieces[k];
      pieces[k].fresh = !pieces[k].hole;
    }
    *text = (struct alint_text){pieces, old->count};
    values->items[i] = text;
  }
}

/* ---- Another tenant ---------------------------------------------------------- */

/* Fills the first two wildcards of a pattern with every pair of fillers. */
static void fill_subject(struct alint_search *s, const struct alint_issuer *issuer,
                         struct alint_str pattern, const struct alint_claim_patterns *patterns,
                         struct alint_values *out) {
  for (const char *const *first = issuer->fillers; *first && s->status == ALINT_OK; first++) {
    for (const char *const *second = issuer->fillers; *second; second++) {
      struct alint_buf buf = alint_buf(s->arena);
      size_t stars = 0;
      for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        if (c == '*')
          alint_buf_add(&buf, stars == 0 ? *first : stars == 1 ? *second : "x");
        else
          alint_buf_add_char(&buf, c == '?' ? 'x' : c);
        stars += c == '*';
      }
      struct alint_str subject = alint_buf_str(&buf);
      alint_spend_on_patterns(s, patterns->count);
      if (alint_issuer_foreign(issuer, subject, patterns->items, patterns->count))
        alint_add_subject(s, patterns, subject, out);
      if (stars < 2)
        break;
    }
    if (!alint_str_has(pattern, '*'))
      break;
  }
}

/* Names like the one that a pattern leaves open: acme* gives acme-evil. */
static void names_like(struct alint_search *s, const struct alint_issuer *issuer,
                       struct alint_str pattern, struct alint_values *out) {
  static const char *const fillers[] = {"-evil", "mallory", "x", ""};
  size_t begin = strlen(issuer->subject_prefix), end = begin;
  if (!alint_str_starts_nocase(pattern, issuer->subject_prefix))
    return;
  while (end < pattern.len && !strchr(issuer->tenant_ends, pattern.ptr[end]))
    end++;
  struct alint_str name = alint_str_slice(pattern, begin, end);
  if (!alint_str_has(name, '*') && !alint_str_has(name, '?'))
    return;
  if (out->count + sizeof fillers / sizeof *fillers > ALINT_MAX_TENANT_NAMES) {
    s->gave_up = true;
    return;
  }
  for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
    struct alint_buf buf = alint_buf(s->arena);
    for (size_t k = 0; k < name.len; k++) {
      if (name.ptr[k] == '*')
        alint_buf_add(&buf, fillers[i]);
      else
        alint_buf_add_char(&buf, name.ptr[k] == '?' ? 'x' : name.ptr[k]);
    }
    if (buf.len > 0)
      alint_add_literal(s, out, alint_buf_str(&buf));
  }
}

/* Subjects of the tenant that keep all conditions and step around Deny statements. */
static void solve_subject(struct alint_search *s, const struct alint_search_key *key,
                          const struct alint_issuer *issuer, struct alint_str name, char end,
                          struct alint_values *out) {
  struct alint_buf shape = alint_buf(s->arena);
  alint_buf_add(&shape, issuer->subject_prefix);
  alint_buf_add_str(&shape, name);
  if (end == '@')
    alint_buf_add(&shape, "@987654321/");
  else
    alint_buf_add_char(&shape, end);
  alint_buf_add(&shape, alint_issuer_claims_follow(issuer) ? "?*:?*" : "?*");
  const struct alint_text *text = alint_text_literal(s->arena, alint_buf_str(&shape));
  alint_solved_values(s, key, text, false, out);
}

static void solve_subjects(struct alint_search *s, const struct alint_search_key *key,
                           const struct alint_issuer *issuer, const struct alint_str *patterns,
                           size_t count, struct alint_values *out) {
  struct alint_values names = {.count = 0}, solved = {.count = 0};
  struct alint_str subject;
  alint_add_literal(s, &names, ALINT_STR("mallory"));
  for (size_t i = 0; i < count; i++)
    names_like(s, issuer, patterns[i], &names);
  for (size_t i = 0; i < names.count && issuer->subject_prefix[0] && s->status == ALINT_OK; i++) {
    for (const char *end = issuer->tenant_ends; *end; end++) {
      if (alint_text_known(names.items[i], &subject))
        solve_subject(s, key, issuer, subject, *end, &solved);
    }
  }
  if (issuer->custom_subjects || !issuer->subject_prefix[0])
    alint_solved_values(s, key, NULL, false, &solved);
  for (size_t i = 0; i < solved.count; i++) {
    alint_spend_on_patterns(s, count);
    if (alint_text_known(solved.items[i], &subject) &&
        alint_issuer_foreign(issuer, subject, patterns, count))
      alint_add_value(s, out, solved.items[i]);
  }
}

/* Where nothing of a subject is known, it may be one that names no tenant, which everybody
 * can have: a value that others chose, and so may be the one that is not known. */
static void unnamed_subject(struct alint_search *s, const struct alint_search_key *key,
                            struct alint_values *out) {
  for (size_t i = 0; i < key->use_count; i++) {
    for (size_t k = 0; k < key->uses[i].condition->value_count; k++) {
      const struct alint_text *text = alint_use_value(s, &key->uses[i], k);
      if (text && text->count > 0 && text->pieces[0].hole &&
          alint_may_bring_wildcards(text->pieces[0].hole)) {
        alint_add_literal(s, out, ALINT_STR("environment:production"));
        return;
      }
    }
  }
}

void alint_tenant_values(struct alint_search *s, const struct alint_search_key *key,
                         const struct alint_issuer *issuer, struct alint_values *out) {
  struct alint_claim_patterns patterns;
  alint_subject_patterns(s, key, &patterns);
  if (alint_issuer_foreign(issuer, alint_str(issuer->own_subject), patterns.items, patterns.count))
    alint_add_literal(s, out, alint_str(issuer->own_subject));
  for (size_t i = 0; i < patterns.count && s->status == ALINT_OK; i++)
    fill_subject(s, issuer, patterns.items[i], &patterns, out);
  solve_subjects(s, key, issuer, patterns.items, patterns.count, out);
  make_fresh(s, out);
  if (issuer->custom_subjects)
    unnamed_subject(s, key, out);
}

/* Whether what stands before the first wildcard, behind the last dot, is enough of an id
 * that nobody chooses to be of one tenant only. */
static bool fixes_id(const struct alint_issuer *issuer, struct alint_str pattern) {
  size_t begin = 0, end = 0;
  for (; end < pattern.len && pattern.ptr[end] != '*' && pattern.ptr[end] != '?'; end++)
    begin = pattern.ptr[end] == '.' ? end + 1 : begin;
  return end == pattern.len || end - begin >= issuer->drawn;
}

/* Where the form of the subject is not known: one of one's own, which only a
 * wildcard takes, and what a pattern that fixes little leaves. */
static void other_subject(struct alint_search *s, const struct alint_search_key *key,
                          const struct alint_issuer *issuer, struct alint_values *out) {
  struct alint_str patterns[ALINT_MAX_CLAIM_PATTERNS];
  size_t count = alint_claim_patterns(s, key, patterns, sizeof patterns / sizeof *patterns);
  struct alint_str own = alint_str(issuer->own_subject);
  bool is_free = true;
  for (size_t i = 0; i < count; i++) {
    if (fixes_id(issuer, patterns[i])) {
      is_free = is_free && !alint_str_eq(alint_str_slice(patterns[i], 0, issuer->drawn),
                                         alint_str_slice(own, 0, issuer->drawn));
      continue;
    }
    struct alint_buf buf = alint_buf(s->arena);
    bool filled = false;
    for (size_t k = 0; k < patterns[i].len; k++) {
      if (patterns[i].ptr[k] != '*') {
        alint_buf_add_char(&buf, patterns[i].ptr[k] == '?' ? 'x' : patterns[i].ptr[k]);
        continue;
      }
      alint_buf_add(&buf, filled ? "" : "of-somebody-else");
      filled = true;
    }
    alint_add_literal(s, out, alint_buf_str(&buf));
  }
  if (is_free)
    alint_add_literal(s, out, own);
  alint_fresh_values(s, key, out);
}

/* Names that others can choose alike, where a pattern leaves the owner open. */
static void name_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out) {
  static const char *const fillers[] = {"-evil/app", "mallory/app", "mallory", "-evil", "app", ""};
  struct alint_str patterns[ALINT_MAX_CLAIM_PATTERNS];
  size_t count = alint_claim_patterns(s, key, patterns, sizeof patterns / sizeof *patterns);
  alint_fresh_values(s, key, out);
  for (size_t i = 0; i < count; i++) {
    for (size_t f = 0; f < sizeof fillers / sizeof *fillers; f++) {
      struct alint_buf buf = alint_buf(s->arena);
      for (size_t k = 0; k < patterns[i].len; k++) {
        if (patterns[i].ptr[k] == '*')
          alint_buf_add(&buf, fillers[f]);
        else
          alint_buf_add_char(&buf, patterns[i].ptr[k] == '?' ? 'x' : patterns[i].ptr[k]);
      }
      alint_spend_on_patterns(s, count);
      if (alint_foreign_name(alint_buf_str(&buf), patterns, count))
        alint_add_literal(s, out, alint_buf_str(&buf));
    }
  }
}

static void foreign_claim(struct alint_search *s, const struct alint_search_key *key,
                          const struct alint_issuer *issuer, struct alint_str claim,
                          struct alint_values *out) {
  if (alint_str_is_nocase(claim, issuer->subject_key) ||
      (issuer->has_guests && alint_str_is_nocase(claim, "sub"))) {
    if (issuer->fillers) {
      alint_tenant_values(s, key, issuer, out);
    } else {
      other_subject(s, key, issuer, out);
      make_fresh(s, out);
    }
  } else if (issuer->subjects && alint_str_is_nocase(claim, "sub")) {
    for (size_t i = 0; issuer->subjects[i]; i++)
      alint_tenant_values(s, key, issuer->subjects[i], out);
  } else if (alint_issuer_chosen_name(issuer, claim)) {
    name_values(s, key, out);
    make_fresh(s, out);
  } else if (alint_issuer_is_free(issuer, claim)) {
    alint_free_values(s, key, out);
  } else if (alint_issuer_binds(issuer, claim)) {
    alint_fresh_values(s, key, out);
  }
}

/* ---- Others ------------------------------------------------------------------------ */

static void guest_claim(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_str claim, struct alint_values *out) {
  if (alint_str_is_nocase(claim, "amr"))
    alint_add_literal(s, out, ALINT_STR("unauthenticated"));
  else if (alint_str_is_nocase(claim, "sub"))
    alint_fresh_values(s, key, out);
  else
    alint_free_values(s, key, out);
}

void alint_claim_values(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out) {
  const struct alint_issuer *issuer = alint_issuer_of(&s->way->identity);
  struct alint_str claim = issuer ? alint_issuer_claim(issuer, key->name) : key->name;
  if (!issuer) {
    alint_own_issuer_values(s, key, out);
    return;
  }
  if (claim.len == 0)
    return;
  if (s->adversary == ALINT_FOREIGN_TENANT)
    foreign_claim(s, key, issuer, claim, out);
  else if (s->adversary == ALINT_GUEST)
    guest_claim(s, key, claim, out);
  else
    alint_sibling_claim(s, key, issuer, claim, out);
}
