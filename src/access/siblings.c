/* SPDX-License-Identifier: Apache-2.0
 *
 * Claims of tokens of the tenant that is meant, for an adversary with another
 * repository, workspace or branch there.
 */
#include <string.h>

#include "access/issuers.h"
#include "access/search.h"
#include "assumelint/arena.h"

/* The kin that counts for the adversary. Where another claim fixes the repository,
 * the subject need not. */
static bool is_near(const struct alint_search *s, enum alint_kinship kin, bool unit_fixed) {
  if (s->adversary == ALINT_OTHER_REF)
    return kin == ALINT_KIN_UNIT || (unit_fixed && kin == ALINT_KIN_TENANT);
  return kin == ALINT_KIN_TENANT;
}

/* Fills the first two wildcards with every pair, and keeps what is as near as the
 * adversary is; `plain`: only of the form that subjects have by themselves. */
static void fill_sibling(struct alint_search *s, const struct alint_issuer *issuer,
                         struct alint_str pattern, const struct alint_claim_patterns *patterns,
                         bool unit_fixed, bool plain, struct alint_values *out) {
  if (!alint_str_has(pattern, '*') && !alint_str_has(pattern, '?'))
    return;
  for (const char *const *first = issuer->siblings; *first && s->status == ALINT_OK; first++) {
    for (const char *const *second = issuer->siblings; *second; second++) {
      struct alint_buf buf = alint_buf(s->arena);
      size_t stars = 0;
      for (size_t i = 0; i < pattern.len; i++) {
        char c = pattern.ptr[i];
        bool branch =
            issuer->custom_subjects && i + 1 == pattern.len && i > 0 && pattern.ptr[i - 1] == ':';
        if (c == '*')
          alint_buf_add(&buf, stars == 0   ? *first
                              : stars == 1 ? *second
                              : branch     ? "ref:refs/heads/another"
                                           : "x");
        else
          alint_buf_add_char(&buf, c == '?' ? 'x' : c);
        stars += c == '*';
      }
      struct alint_str subject = alint_buf_str(&buf);
      alint_spend_on_patterns(s, patterns->count);
      enum alint_kinship kin =
          alint_issuer_kinship(issuer, subject, patterns->items, patterns->count);
      if (plain == alint_issuer_plain(issuer, subject) && is_near(s, kin, unit_fixed))
        alint_add_subject(s, patterns, subject, out);
      if (stars < 2)
        break;
    }
  }
}

/* Claims besides the subject that the statement asks for. */
struct beside {
  bool tenant, unit;
};

static struct beside claims_beside(const struct alint_search *s,
                                   const struct alint_issuer *issuer) {
  struct beside out = {false, false};
  for (size_t i = 0; i < s->way->statement->condition_count; i++) {
    struct alint_str claim = alint_issuer_claim(issuer, s->way->statement->conditions[i].key);
    if (claim.len == 0 || alint_str_is_nocase(claim, issuer->subject_key))
      continue;
    out.unit = out.unit || alint_issuer_fixes_unit(issuer, claim);
    out.tenant = out.tenant || alint_issuer_binds(issuer, claim);
  }
  return out;
}

/* Another value that fits a pattern. */
static void fill_claims(struct alint_search *s, const struct alint_search_key *key,
                        struct alint_values *out) {
  struct alint_str patterns[ALINT_MAX_CLAIM_PATTERNS];
  size_t count = alint_claim_patterns(s, key, patterns, ALINT_MAX_CLAIM_PATTERNS);
  for (size_t i = 0; i < count; i++) {
    struct alint_buf buf = alint_buf(s->arena);
    bool open = false;
    for (size_t k = 0; k < patterns[i].len; k++) {
      char c = patterns[i].ptr[k];
      open = open || c == '*' || c == '?';
      if (c == '*')
        alint_buf_add(&buf, "another");
      else
        alint_buf_add_char(&buf, c == '?' ? 'x' : c);
    }
    if (open)
      alint_add_literal(s, out, alint_buf_str(&buf));
  }
}

/* Whether a wildcard of the pattern may stand for the tenant. */
static bool leaves_tenant(const struct alint_issuer *issuer, struct alint_str pattern) {
  size_t at = 0;
  if (alint_str_starts_nocase(pattern, issuer->subject_prefix))
    at = strlen(issuer->subject_prefix);
  while (at < pattern.len && !strchr(issuer->tenant_ends, pattern.ptr[at])) {
    if (pattern.ptr[at] == '*' || pattern.ptr[at] == '?')
      return true;
    at++;
  }
  return false;
}

static void sibling_subject(struct alint_search *s, const struct alint_search_key *key,
                            const struct alint_issuer *issuer, struct alint_values *out) {
  struct alint_claim_patterns patterns;
  alint_subject_patterns(s, key, &patterns);
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
    alint_add_literal(s, out, ALINT_STR("repo:organization/another:ref:refs/heads/another"));
  fill_claims(s, key, out);
}

/* Where the audience is the tenant: its subjects, of the forms whose parts are known. */
static void sibling_of_form(struct alint_search *s, const struct alint_search_key *key,
                            const struct alint_issuer *issuer, struct alint_values *out) {
  struct alint_claim_patterns patterns;
  alint_subject_patterns(s, key, &patterns);
  for (size_t f = 0; issuer->subjects[f]; f++) {
    const struct alint_issuer *form = issuer->subjects[f];
    for (size_t i = 0; i < patterns.count && form->unit_ends; i++)
      fill_sibling(s, form, patterns.items[i], &patterns, false, true, out);
  }
  alint_fresh_values(s, key, out);
}

/* The tenant's own audience: no name has a wildcard in it. */
static void own_audience(struct alint_search *s, const struct alint_search_key *key,
                         struct alint_values *out) {
  struct alint_values values = {.count = 0};
  alint_free_values(s, key, &values);
  for (size_t i = 0; i < values.count; i++) {
    struct alint_str known;
    if (!alint_text_known(values.items[i], &known) ||
        !(alint_str_has(known, '*') || alint_str_has(known, '?')))
      alint_add_value(s, out, values.items[i]);
  }
}

void alint_sibling_claim(struct alint_search *s, const struct alint_search_key *key,
                         const struct alint_issuer *issuer, struct alint_str claim,
                         struct alint_values *out) {
  bool other_ref = s->adversary == ALINT_OTHER_REF;
  if (issuer->subjects) {
    if (alint_str_is_nocase(claim, "sub"))
      sibling_of_form(s, key, issuer, out);
    else
      own_audience(s, key, out);
    return;
  }
  if (alint_str_is_nocase(claim, issuer->subject_key)) {
    sibling_subject(s, key, issuer, out);
    return;
  }
  bool unit = alint_issuer_fixes_unit(issuer, claim);
  bool branch = !alint_issuer_binds(issuer, claim) && !alint_str_is_nocase(claim, "aud");
  if (other_ref ? branch : unit) {
    fill_claims(s, key, out);
    alint_fresh_values(s, key, out);
  } else {
    alint_free_values(s, key, out);
  }
}
