/* SPDX-License-Identifier: Apache-2.0
 *
 * Claims of tokens of the tenant that is meant, for an adversary with another
 * repository, workspace or branch there.
 */
#include <string.h>

#include "access/claims.h"
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "facts/issuers.h"

/* The kin that counts for the adversary. Where another claim fixes the repository,
 * the subject need not. */
static bool is_near(const Search *s, Kinship kin, bool unit_fixed) {
  if (s->adversary == ADVERSARY_OTHER_REF)
    return kin == KIN_UNIT || (unit_fixed && kin == KIN_TENANT);
  return kin == KIN_TENANT;
}

/* Fills the first two wildcards with every pair, and keeps what is as near as the
 * adversary is; `plain`: only of the form that subjects have by themselves. */
static void fill_sibling(Search *s, const Issuer *issuer, Str pattern,
                         const ClaimPatterns *patterns, bool unit_fixed, bool plain,
                         TextList *out) {
  if (!str_has(pattern, '*') && !str_has(pattern, '?'))
    return;
  for (const char *const *first = issuer->siblings; *first && s->status == OK; first++) {
    for (const char *const *second = issuer->siblings; *second; second++) {
      Buf buf = buf_in(s->arena);
      size_t stars = 0;
      for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        bool branch =
            issuer->custom_subjects && i + 1 == pattern.len && i > 0 && pattern.ptr[i - 1] == ':';
        if (c == '*')
          buf_add(&buf, stars == 0   ? *first
                        : stars == 1 ? *second
                        : branch     ? "ref:refs/heads/another"
                                     : "x");
        else
          buf_add_char(&buf, c == '?' ? 'x' : c);
        stars += c == '*';
      }
      Str subject = buf_str(&buf);
      search_spend_on_patterns(s, patterns->count);
      Kinship kin = issuer_kinship(issuer, subject, patterns->items, patterns->count);
      if (plain == issuer_plain(issuer, subject) && is_near(s, kin, unit_fixed))
        search_add_subject(s, patterns, subject, out);
      if (stars < 2)
        break;
    }
  }
}

/* Claims besides the subject that the statement asks for. */
struct beside {
  bool tenant, unit;
};

static struct beside claims_beside(const Search *s, const Issuer *issuer) {
  struct beside out = {false, false};
  for (size_t i = 0; i < s->way->statement->condition_count; i++) {
    Str claim = issuer_claim(issuer, s->way->statement->conditions[i].key);
    if (claim.len == 0 || str_is_nocase(claim, issuer->subject_key))
      continue;
    out.unit = out.unit || issuer_fixes_unit(issuer, claim);
    out.tenant = out.tenant || issuer_binds(issuer, claim);
  }
  return out;
}

/* Another value that fits a pattern. */
static void fill_claims(Search *s, const SearchKey *key, TextList *out) {
  Str patterns[MAX_CLAIM_PATTERNS];
  size_t count = search_claim_patterns(s, key, patterns, MAX_CLAIM_PATTERNS);
  for (size_t i = 0; i < count; i++) {
    Buf buf = buf_in(s->arena);
    bool open = false;
    for (size_t k = 0; k < patterns[i].len; k++) {
      char c = patterns[i].ptr[k];
      open = open || c == '*' || c == '?';
      if (c == '*')
        buf_add(&buf, "another");
      else
        buf_add_char(&buf, c == '?' ? 'x' : c);
    }
    if (open)
      search_add_literal(s, out, buf_str(&buf));
  }
}

/* Whether a wildcard of the pattern may stand for the tenant. */
static bool leaves_tenant(const Issuer *issuer, Str pattern) {
  size_t at = 0;
  if (str_starts_nocase(pattern, issuer->subject_prefix))
    at = strlen(issuer->subject_prefix);
  while (at < pattern.len && !strchr(issuer->tenant_ends, pattern.ptr[at])) {
    if (pattern.ptr[at] == '*' || pattern.ptr[at] == '?')
      return true;
    at++;
  }
  return false;
}

static void sibling_subject(Search *s, const SearchKey *key, const Issuer *issuer, TextList *out) {
  ClaimPatterns patterns;
  search_subject_patterns(s, key, &patterns);
  struct beside beside = claims_beside(s, issuer);
  for (int plain = 1; plain >= 0 && out->count == 0; plain--) {
    for (size_t i = 0; i < patterns.count; i++)
      fill_sibling(s, issuer, patterns.items[i], &patterns, beside.unit, plain == 1, out);
  }
  /* The subject leaves the tenant open, and another claim fixes it. */
  bool open = false;
  for (size_t i = 0; i < patterns.count; i++)
    open = open || leaves_tenant(issuer, patterns.items[i]);
  if (out->count > 0 || !beside.tenant || !open)
    return;
  if (issuer->custom_subjects)
    search_add_literal(s, out, STR("repo:organization/another:ref:refs/heads/another"));
  fill_claims(s, key, out);
}

/* Where the audience is the tenant: its subjects, of the forms whose parts are known. */
static void sibling_of_form(Search *s, const SearchKey *key, const Issuer *issuer, TextList *out) {
  ClaimPatterns patterns;
  search_subject_patterns(s, key, &patterns);
  for (size_t f = 0; issuer->subjects[f]; f++) {
    const Issuer *form = issuer->subjects[f];
    for (size_t i = 0; i < patterns.count && form->unit_ends; i++)
      fill_sibling(s, form, patterns.items[i], &patterns, false, true, out);
  }
  search_fresh_values(s, key, out);
}

/* The tenant's own audience: no name has a wildcard in it. */
static void own_audience(Search *s, const SearchKey *key, TextList *out) {
  TextList values = {.count = 0};
  search_free_values(s, key, &values);
  for (size_t i = 0; i < values.count; i++) {
    Str known;
    if (!text_known(values.items[i], &known) || !(str_has(known, '*') || str_has(known, '?')))
      search_add_value(s, out, values.items[i]);
  }
}

void search_sibling_claim(Search *s, const SearchKey *key, const Issuer *issuer, Str claim,
                          TextList *out) {
  bool other_ref = s->adversary == ADVERSARY_OTHER_REF;
  if (issuer->subjects) {
    if (str_is_nocase(claim, "sub"))
      sibling_of_form(s, key, issuer, out);
    else
      own_audience(s, key, out);
    return;
  }
  if (str_is_nocase(claim, issuer->subject_key)) {
    sibling_subject(s, key, issuer, out);
    return;
  }
  bool unit = issuer_fixes_unit(issuer, claim);
  bool branch = !issuer_binds(issuer, claim) && !str_is_nocase(claim, "aud");
  if (other_ref ? branch : unit) {
    fill_claims(s, key, out);
    search_fresh_values(s, key, out);
  } else {
    search_free_values(s, key, out);
  }
}
