/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose a subject is: the tenant, repository or workspace that stands in it,
 * held against those that the policy's patterns name.
 */
#include "facts/issuers.h"
#include "model/match.h"
#include <string.h>

/* The tenant of a subject: what stands behind the prefix. `open` is set when a
 * wildcard is in it or ends it. Empty when the subject has another form. */
static Str tenant_of(const Issuer *issuer, Str subject, bool *open) {
  size_t begin = strlen(issuer->subject_prefix);
  *open = false;
  if (!str_starts_nocase(subject, issuer->subject_prefix))
    return (Str){NULL, 0};
  size_t end = begin;
  while (end < subject.len && !strchr(issuer->tenant_ends, subject.ptr[end]) &&
         subject.ptr[end] != '*' && subject.ptr[end] != '?')
    end++;
  *open = end < subject.len && (subject.ptr[end] == '*' || subject.ptr[end] == '?');
  return str_slice(subject, begin, end);
}

/* A name is the policy's own when a pattern spells it, whole or as the start
 * of a wider one: whoever writes acme* means acme. */
static bool is_named(const Issuer *issuer, Str tenant, const Str *patterns, size_t count) {
  for (size_t i = 0; i < count; i++) {
    bool open;
    Str named = tenant_of(issuer, patterns[i], &open);
    if (named.len > 0 && str_eq_nocase(named, tenant))
      return true;
    if (issuer->drawn > 0 && named.len >= issuer->drawn &&
        str_eq_nocase(named, str_slice(tenant, 0, named.len)))
      return true;
  }
  return false;
}

bool issuer_claims_follow(const Issuer *issuer) {
  const char *tenant = issuer->own_subject + strlen(issuer->subject_prefix);
  const char *end = strpbrk(tenant, issuer->tenant_ends);
  return end && strchr(end + 1, ':');
}

static bool good_tenant_name(Str tenant) {
  for (size_t i = 0; i < tenant.len; i++) {
    char c = ascii_lower(tenant.ptr[i]);
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.'))
      return false;
  }
  return tenant.len > 0 && tenant.ptr[0] != '-';
}

static size_t find_nocase(Str s, Str needle) {
  for (size_t at = 0; at + needle.len <= s.len; at++) {
    if (str_eq_nocase(str_slice(s, at, at + needle.len), needle))
      return at;
  }
  return s.len;
}

/* A subject of a chosen form names its tenant in other words, if at all. */
static bool custom_is_foreign(Str subject) {
  static const char *const words[] = {
      "repository_owner:", "repository:",          "repo:",        "repository_id:",
      "enterprise",        "repository_owner_id:", "organization:"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t at = find_nocase(subject, str_of(words[i]));
    if (at == subject.len)
      continue;
    Str rest = str_slice(subject, at + strlen(words[i]), subject.len);
    if (!str_starts(rest, "mallory"))
      return false;
  }
  return subject.len > 0 && str_has(subject, ':');
}

/* "@123/..." behind the tenant's name: its number, which a pattern spells out. */
static bool is_named_id(Str rest, const Str *patterns, size_t count) {
  if (rest.len == 0 || rest.ptr[0] != '@')
    return false;
  Str id = str_slice(rest, 0, str_find(rest, 0, '/') + 1);
  for (size_t i = 0; i < count; i++) {
    if (str_find_str(patterns[i], id) < patterns[i].len)
      return true;
  }
  return false;
}

/* Whether a pattern fixes so much of an id that AWS draws (REGION:UUID) that nobody
 * gets another one like it. */
static bool fixes_drawn_id(Str pattern, Str id) {
  enum { ENOUGH = 8 };
  const Piece as_glob = {.literal = pattern}, as_is = {.literal = id, .exact = true};
  const Text glob = {&as_glob, 1}, value = {&as_is, 1};
  size_t colon = str_find(pattern, 0, ':'), fixed = 0;
  for (size_t i = colon < pattern.len ? colon + 1 : 0; i < pattern.len; i++) {
    char c = ascii_lower(pattern.ptr[i]);
    fixed += (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9');
  }
  if (colon == pattern.len && pattern.len > 0 && pattern.ptr[0] != '*' && pattern.ptr[0] != '?')
    fixed = 0;
  return fixed >= ENOUGH && text_match(&glob, &value, MATCH_GLOB) == TRI_YES;
}

/* Where the whole claim is the tenant: whether a pattern means this one. */
static bool is_meant(const Issuer *issuer, Str tenant, Str pattern) {
  size_t star = str_find(pattern, 0, '*'), any = str_find(pattern, 0, '?');
  Str start = str_slice(pattern, 0, star < any ? star : any);
  return str_eq_nocase(start, tenant) || (issuer->has_guests && fixes_drawn_id(pattern, tenant));
}

bool issuer_foreign(const Issuer *issuer, Str subject, const Str *patterns, size_t count) {
  bool open;
  if (issuer->subject_prefix[0] == '\0') {
    for (size_t i = 0; i < count; i++) {
      if (is_meant(issuer, subject, patterns[i]))
        return false;
    }
    size_t colon = str_find(subject, 0, ':');
    /* REGION:UUID */
    bool formed =
        colon > 0 && colon < subject.len && str_find(subject, colon + 1, ':') == subject.len;
    return subject.len > 0 && (formed || !issuer->has_guests);
  }
  Str tenant = tenant_of(issuer, subject, &open);
  if (tenant.len == 0)
    return issuer->custom_subjects && !str_starts_nocase(subject, issuer->subject_prefix) &&
           custom_is_foreign(subject);
  size_t after = strlen(issuer->subject_prefix) + tenant.len;
  if (is_named_id(str_slice(subject, after, subject.len), patterns, count))
    return false;
  /* Something follows the tenant, and claims follow that. */
  size_t end = issuer_claims_follow(issuer) ? str_find(subject, after + 1, ':') : after;
  return !open && end + 1 < subject.len && good_tenant_name(tenant) &&
         !is_named(issuer, tenant, patterns, count);
}

static size_t colons_in(Str text) {
  size_t n = 0;
  for (size_t i = 0; i < text.len; i++)
    n += text.ptr[i] == ':';
  return n;
}

/* Colons inside of what names a repository or workspace: pipeline:NAME has one. */
static size_t unit_colons(const Issuer *issuer) {
  Str own = str_of(issuer->own_subject + strlen(issuer->subject_prefix));
  size_t end = str_find_str(own, str_of(issuer->unit_ends));
  return colons_in(str_slice(own, 0, end)) - (issuer->tenant_ends[0] == ':');
}

/* Where the colon behind the n-th is. */
static size_t colon_after(Str text, size_t n) {
  size_t at = str_find(text, 0, ':');
  for (; n > 0 && at < text.len; n--)
    at = str_find(text, at + 1, ':');
  return at;
}

/* The repository or workspace behind the tenant, up to what ends it; `whole`
 * is unset where a wildcard cuts it short. */
static Str unit_of(const Issuer *issuer, Str subject, bool *whole) {
  bool open;
  Str tenant = tenant_of(issuer, subject, &open);
  size_t begin = strlen(issuer->subject_prefix) + tenant.len;
  /* GitHub's numeric ids: repo:ORG@ID/REPO@ID. */
  if (begin < subject.len && subject.ptr[begin] == '@')
    begin = str_find(subject, begin, '/');
  Str rest = str_slice(subject, begin + 1, subject.len);
  size_t end = colon_after(rest, unit_colons(issuer));
  size_t star = str_find(rest, 0, '*'), any = str_find(rest, 0, '?');
  *whole = end < rest.len && end < star && end < any;
  return str_slice(rest, 0, end);
}

/* Whether a pattern spells out the branch or tag that the subject has: what follows
 * it then is no other one. */
static bool pins_ref(Str pattern, Str subject) {
  Str label = STR(":ref:");
  size_t at = str_find_str(subject, label);
  if (at == subject.len)
    return false;
  size_t end = str_find(subject, at + label.len, ':');
  return end < subject.len && str_find_str(pattern, str_slice(subject, at, end + 1)) < pattern.len;
}

/* "api@*": the repository is named, and only its number left open. */
static bool leaves_number(Str named, bool whole, Str unit) {
  named = str_slice(named, 0, str_find(named, 0, '*'));
  return !whole && named.len > 1 && named.ptr[named.len - 1] == '@' &&
         str_eq_nocase(str_slice(unit, 0, named.len), named);
}

/* GitHub subjects of a chosen form that name the owner, and no repository. */
static bool names_owner_alone(Str pattern, Str subject) {
  static const char *const owners[] = {"repository_owner:", "repository_owner_id:"};
  static const char *const units[] = {"repo:", "repository:", "repository_id:"};
  for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
    size_t end = str_find(pattern, strlen(owners[i]), ':');
    if (!str_starts_nocase(pattern, owners[i]) || end >= pattern.len)
      continue;
    Str owner = str_slice(pattern, 0, end + 1);
    bool known = !str_has(owner, '*') && !str_has(owner, '?') &&
                 str_eq_nocase(str_slice(subject, 0, owner.len), owner);
    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
      known = known && find_nocase(pattern, str_of(units[k])) == pattern.len;
    if (known)
      return true;
  }
  return false;
}

static Kinship custom_kinship(const Issuer *issuer, Str subject, const Str *patterns,
                              size_t count) {
  for (size_t i = 0; i < count && issuer->custom_subjects; i++) {
    if (names_owner_alone(patterns[i], subject))
      return KIN_TENANT;
  }
  return KIN_NONE;
}

Kinship issuer_kinship(const Issuer *issuer, Str subject, const Str *patterns, size_t count) {
  bool open, whole, named_whole;
  Str tenant = tenant_of(issuer, subject, &open);
  Kinship out = KIN_NONE;
  if (tenant.len == 0)
    return custom_kinship(issuer, subject, patterns, count);
  if (open)
    return out;
  Str unit = unit_of(issuer, subject, &whole);
  if (colons_in(str_slice(subject, 0, str_find(subject, 0, '@'))) == 1 &&
      str_find(subject, 0, '/') > colon_after(subject, 1))
    return out; /* ORG@... up to the slash is a number */
  if (issuer->custom_subjects && str_has(unit, '/'))
    return out; /* repositories of GitHub have one owner */
  for (size_t i = 0; i < count && whole; i++) {
    Str named = tenant_of(issuer, patterns[i], &open);
    if (open || !str_eq_nocase(named, tenant))
      continue;
    Str named_unit = unit_of(issuer, patterns[i], &named_whole);
    if ((named_whole && str_eq_nocase(named_unit, unit)) ||
        leaves_number(named_unit, named_whole, unit))
      return pins_ref(patterns[i], subject) ? KIN_NONE : KIN_UNIT;
    out = KIN_TENANT;
  }
  return out;
}

/* The part of a subject behind its n-th colon. */
static Str segment(Str subject, size_t n) {
  size_t begin = 0;
  for (; n > 0 && begin < subject.len; n--)
    begin = str_find(subject, begin, ':') + 1;
  return begin < subject.len ? str_slice(subject, begin, str_find(subject, begin, ':'))
                             : (Str){NULL, 0};
}

/* Whether a value can stand behind its label. */
static bool fits_label(Str label, Str value) {
  if (str_is(label, "run_phase"))
    return str_is(value, "plan") || str_is(value, "apply");
  if (str_is(label, "ref_type"))
    return str_is(value, "branch") || str_is(value, "tag");
  if (str_is(label, "repo"))
    return str_has(value, '/');
  return value.len > 0;
}

bool issuer_plain(const Issuer *issuer, Str subject) {
  Str own = str_of(issuer->own_subject);
  size_t colons = colons_in(own);
  if (colons_in(subject) != colons)
    return false;
  for (size_t i = 0; i < colons; i += 2) {
    Str label = segment(subject, i), wanted = segment(own, i);
    Str value = segment(subject, i + 1);
    bool environment =
        str_is(wanted, "ref") && issuer->custom_subjects && str_is(label, "environment");
    if ((!str_eq_nocase(label, wanted) && !environment) || !fits_label(label, value))
      return false;
    if (issuer->custom_subjects && str_is(label, "ref") && !str_starts(value, "refs/"))
      return false;
  }
  return true;
}

bool issuer_foreign_name(Str name, const Str *patterns, size_t count) {
  static const Issuer form = {.subject_prefix = "", .tenant_ends = "/"};
  bool open;
  Str owner = tenant_of(&form, name, &open);
  return !open && good_tenant_name(owner) && !is_named(&form, owner, patterns, count);
}
