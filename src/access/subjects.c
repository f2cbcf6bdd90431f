/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose a subject is: the tenant, repository or workspace that stands in it,
 * held against those that the policy's patterns name.
 */
#include "access/issuers.h"
#include "model/match.h"
#include <string.h>

/* The tenant of a subject: what stands behind the prefix. `open` is set when a
 * wildcard is in it or ends it. Empty when the subject has another form. */
static struct alint_str tenant_of(const struct alint_issuer *issuer, struct alint_str subject,
                                  bool *open) {
  size_t begin = strlen(issuer->subject_prefix);
  *open = false;
  if (!alint_str_starts_nocase(subject, issuer->subject_prefix))
    return (struct alint_str){NULL, 0};
  size_t end = begin;
  while (end < subject.len && !strchr(issuer->tenant_ends, subject.ptr[end]) &&
         subject.ptr[end] != '*' && subject.ptr[end] != '?')
    end++;
  *open = end < subject.len && (subject.ptr[end] == '*' || subject.ptr[end] == '?');
  return alint_str_slice(subject, begin, end);
}

/* A name is the policy's own when a pattern spells it, whole or as the start
 * of a wider one: whoever writes acme* means acme. */
static bool is_named(const struct alint_issuer *issuer, struct alint_str tenant,
                     const struct alint_str *patterns, size_t count) {
  for (size_t i = 0; i < count; i++) {
    bool open;
    struct alint_str named = tenant_of(issuer, patterns[i], &open);
    if (named.len > 0 && alint_str_eq_nocase(named, tenant))
      return true;
    if (issuer->drawn > 0 && named.len >= issuer->drawn &&
        alint_str_eq_nocase(named, alint_str_slice(tenant, 0, named.len)))
      return true;
  }
  return false;
}

bool alint_issuer_claims_follow(const struct alint_issuer *issuer) {
  const char *tenant = issuer->own_subject + strlen(issuer->subject_prefix);
  const char *end = strpbrk(tenant, issuer->tenant_ends);
  return end && strchr(end + 1, ':');
}

static bool good_tenant_name(struct alint_str tenant) {
  for (size_t i = 0; i < tenant.len; i++) {
    char c = alint_lower(tenant.ptr[i]);
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'))
      return false;
  }
  return tenant.len > 0 && tenant.ptr[0] != '-';
}

static size_t find_nocase(struct alint_str s, struct alint_str needle) {
  for (size_t at = 0; at + needle.len <= s.len; at++) {
    if (alint_str_eq_nocase(alint_str_slice(s, at, at + needle.len), needle))
      return at;
  }
  return s.len;
}

/* A subject of a chosen form names its tenant in other words, if at all. */
static bool custom_is_foreign(struct alint_str subject) {
  static const char *const words[] = {
      "repository_owner:", "repository:",          "repo:",        "repository_id:",
      "enterprise",        "repository_owner_id:", "organization:"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t at = find_nocase(subject, alint_str(words[i]));
    if (at == subject.len)
      continue;
    struct alint_str rest = alint_str_slice(subject, at + strlen(words[i]), subject.len);
    if (!alint_str_starts(rest, "mallory"))
      return false;
  }
  return subject.len > 0 && alint_str_has(subject, ':');
}

/* "@123/..." behind the tenant's name: its number, which a pattern spells out. */
static bool is_named_id(struct alint_str rest, const struct alint_str *patterns, size_t count) {
  if (rest.len == 0 || rest.ptr[0] != '@')
    return false;
  struct alint_str id = alint_str_slice(rest, 0, alint_str_find(rest, 0, '/') + 1);
  for (size_t i = 0; i < count; i++) {
    if (alint_str_find_str(patterns[i], id) < patterns[i].len)
      return true;
  }
  return false;
}

/* Whether a pattern fixes so much of an id that AWS draws (REGION:UUID) that nobody
 * gets another one like it. */
static bool fixes_drawn_id(struct alint_str pattern, struct alint_str id) {
  enum { ENOUGH = 8 };
  const struct alint_piece as_glob = {.literal = pattern}, as_is = {.literal = id, .exact = true};
  const struct alint_text glob = {&as_glob, 1}, value = {&as_is, 1};
  size_t colon = alint_str_find(pattern, 0, ':'), fixed = 0;
  for (size_t i = colon < pattern.len ? colon + 1 : 0; i < pattern.len; i++) {
    char c = alint_lower(pattern.ptr[i]);
    fixed += (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9');
  }
  if (colon == pattern.len && pattern.len > 0 && pattern.ptr[0] != '*' && pattern.ptr[0] != '?')
    fixed = 0;
  return fixed >= ENOUGH && alint_match(&glob, &value, ALINT_MATCH_GLOB) == ALINT_YES;
}

/* Where the whole claim is the tenant: whether a pattern means this one. */
static bool is_meant(const struct alint_issuer *issuer, struct alint_str tenant,
                     struct alint_str pattern) {
  size_t star = alint_str_find(pattern, 0, '*'), any = alint_str_find(pattern, 0, '?');
  struct alint_str start = alint_str_slice(pattern, 0, star < any ? star : any);
  return alint_str_eq_nocase(start, tenant) ||
         (issuer->has_guests && fixes_drawn_id(pattern, tenant));
}

bool alint_issuer_foreign(const struct alint_issuer *issuer, struct alint_str subject,
                          const struct alint_str *patterns, size_t count) {
  bool open;
  if (issuer->subject_prefix[0] == '\0') {
    for (size_t i = 0; i < count; i++) {
      if (is_meant(issuer, subject, patterns[i]))
        return false;
    }
    size_t colon = alint_str_find(subject, 0, ':');
    /* REGION:UUID */
    bool formed =
        colon > 0 && colon < subject.len && alint_str_find(subject, colon + 1, ':') == subject.len;
    return subject.len > 0 && (formed || !issuer->has_guests);
  }
  struct alint_str tenant = tenant_of(issuer, subject, &open);
  if (tenant.len == 0)
    return issuer->custom_subjects && !alint_str_starts_nocase(subject, issuer->subject_prefix) &&
           custom_is_foreign(subject);
  size_t after = strlen(issuer->subject_prefix) + tenant.len;
  if (is_named_id(alint_str_slice(subject, after, subject.len), patterns, count))
    return false;
  /* Something follows the tenant, and claims follow that. */
  size_t end = alint_issuer_claims_follow(issuer) ? alint_str_find(subject, after + 1, ':') : after;
  return !open && end + 1 < subject.len && good_tenant_name(tenant) &&
         !is_named(issuer, tenant, patterns, count);
}

static size_t colons_in(struct alint_str text) {
  size_t n = 0;
  for (size_t i = 0; i < text.len; i++)
    n += text.ptr[i] == ':';
  return n;
}

/* Colons inside of what names a repository or workspace: pipeline:NAME has one. */
static size_t unit_colons(const struct alint_issuer *issuer) {
  struct alint_str own = alint_str(issuer->own_subject + strlen(issuer->subject_prefix));
  size_t end = alint_str_find_str(own, alint_str(issuer->unit_ends));
  return colons_in(alint_str_slice(own, 0, end)) - (issuer->tenant_ends[0] == ':');
}

/* Where the colon behind the n-th is. */
static size_t colon_after(struct alint_str text, size_t n) {
  size_t at = alint_str_find(text, 0, ':');
  for (; n > 0 && at < text.len; n--)
    at = alint_str_find(text, at + 1, ':');
  return at;
}

/* The repository or workspace behind the tenant, up to what ends it; `whole`
 * is unset where a wildcard cuts it short. */
static struct alint_str unit_of(const struct alint_issuer *issuer, struct alint_str subject,
                                bool *whole) {
  bool open;
  struct alint_str tenant = tenant_of(issuer, subject, &open);
  size_t begin = strlen(issuer->subject_prefix) + tenant.len;
  /* GitHub's numeric ids: repo:ORG@ID/REPO@ID. */
  if (begin < subject.len && subject.ptr[begin] == '@')
    begin = alint_str_find(subject, begin, '/');
  struct alint_str rest = alint_str_slice(subject, begin + 1, subject.len);
  size_t end = colon_after(rest, unit_colons(issuer));
  size_t star = alint_str_find(rest, 0, '*'), any = alint_str_find(rest, 0, '?');
  *whole = end < rest.len && end < star && end < any;
  return alint_str_slice(rest, 0, end);
}

/* Whether a pattern spells out the branch or tag that the subject has: what follows
 * it then is no other one. */
static bool pins_ref(struct alint_str pattern, struct alint_str subject) {
  struct alint_str label = ALINT_STR(":ref:");
  size_t at = alint_str_find_str(subject, label);
  if (at == subject.len)
    return false;
  size_t end = alint_str_find(subject, at + label.len, ':');
  return end < subject.len &&
         alint_str_find_str(pattern, alint_str_slice(subject, at, end + 1)) < pattern.len;
}

/* "api@*": the repository is named, and only its number left open. */
static bool leaves_number(struct alint_str named, bool whole, struct alint_str unit) {
  named = alint_str_slice(named, 0, alint_str_find(named, 0, '*'));
  return !whole && named.len > 1 && named.ptr[named.len - 1] == '@' &&
         alint_str_eq_nocase(alint_str_slice(unit, 0, named.len), named);
}

/* GitHub subjects of a chosen form that name the owner, and no repository. */
static bool names_owner_alone(struct alint_str pattern, struct alint_str subject) {
  static const char *const owners[] = {"repository_owner:", "repository_owner_id:"};
  static const char *const units[] = {"repo:", "repository:", "repository_id:"};
  for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
    size_t end = alint_str_find(pattern, strlen(owners[i]), ':');
    if (!alint_str_starts_nocase(pattern, owners[i]) || end >= pattern.len)
      continue;
    struct alint_str owner = alint_str_slice(pattern, 0, end + 1);
    bool known = !alint_str_has(owner, '*') && !alint_str_has(owner, '?') &&
                 alint_str_eq_nocase(alint_str_slice(subject, 0, owner.len), owner);
    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
      known = known && find_nocase(pattern, alint_str(units[k])) == pattern.len;
    if (known)
      return true;
  }
  return false;
}

static enum alint_kinship custom_kinship(const struct alint_issuer *issuer,
                                         struct alint_str subject, const struct alint_str *patterns,
                                         size_t count) {
  for (size_t i = 0; i < count && issuer->custom_subjects; i++) {
    if (names_owner_alone(patterns[i], subject))
      return ALINT_KIN_TENANT;
  }
  return ALINT_KIN_NONE;
}

enum alint_kinship alint_issuer_kinship(const struct alint_issuer *issuer, struct alint_str subject,
                                        const struct alint_str *patterns, size_t count) {
  bool open, whole, named_whole;
  struct alint_str tenant = tenant_of(issuer, subject, &open);
  enum alint_kinship out = ALINT_KIN_NONE;
  if (tenant.len == 0)
    return custom_kinship(issuer, subject, patterns, count);
  if (open)
    return out;
  struct alint_str unit = unit_of(issuer, subject, &whole);
  if (colons_in(alint_str_slice(subject, 0, alint_str_find(subject, 0, '@'))) == 1 &&
      alint_str_find(subject, 0, '/') > colon_after(subject, 1))
    return out; /* ORG@... up to the slash is a number */
  if (issuer->custom_subjects && alint_str_has(unit, '/'))
    return out; /* repositories of GitHub have one owner */
  for (size_t i = 0; i < count && whole; i++) {
    struct alint_str named = tenant_of(issuer, patterns[i], &open);
    if (open || !alint_str_eq_nocase(named, tenant))
      continue;
    struct alint_str named_unit = unit_of(issuer, patterns[i], &named_whole);
    if ((named_whole && alint_str_eq_nocase(named_unit, unit)) ||
        leaves_number(named_unit, named_whole, unit))
      return pins_ref(patterns[i], subject) ? ALINT_KIN_NONE : ALINT_KIN_UNIT;
    out = ALINT_KIN_TENANT;
  }
  return out;
}

/* The part of a subject behind its n-th colon. */
static struct alint_str segment(struct alint_str subject, size_t n) {
  size_t begin = 0;
  for (; n > 0 && begin < subject.len; n--)
    begin = alint_str_find(subject, begin, ':') + 1;
  return begin < subject.len ? alint_str_slice(subject, begin, alint_str_find(subject, begin, ':'))
                             : (struct alint_str){NULL, 0};
}

/* Whether a value can stand behind its label. */
static bool fits_label(struct alint_str label, struct alint_str value) {
  if (alint_str_is(label, "run_phase"))
    return alint_str_is(value, "plan") || alint_str_is(value, "apply");
  if (alint_str_is(label, "ref_type"))
    return alint_str_is(value, "branch") || alint_str_is(value, "tag");
  if (alint_str_is(label, "repo"))
    return alint_str_has(value, '/');
  return value.len > 0;
}

bool alint_issuer_plain(const struct alint_issuer *issuer, struct alint_str subject) {
  struct alint_str own = alint_str(issuer->own_subject);
  size_t colons = colons_in(own);
  if (colons_in(subject) != colons)
    return false;
  for (size_t i = 0; i < colons; i += 2) {
    struct alint_str label = segment(subject, i), wanted = segment(own, i);
    struct alint_str value = segment(subject, i + 1);
    bool environment = alint_str_is(wanted, "ref") && issuer->custom_subjects &&
                       alint_str_is(label, "environment");
    if ((!alint_str_eq_nocase(label, wanted) && !environment) || !fits_label(label, value))
      return false;
    if (issuer->custom_subjects && alint_str_is(label, "ref") && !alint_str_starts(value, "refs/"))
      return false;
  }
  return true;
}

bool alint_foreign_name(struct alint_str name, const struct alint_str *patterns, size_t count) {
  static const struct alint_issuer form = {.subject_prefix = "", .tenant_ends = "/"};
  bool open;
  struct alint_str owner = tenant_of(&form, name, &open);
  return !open && good_tenant_name(owner) && !is_named(&form, owner, patterns, count);
}
