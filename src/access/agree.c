/* SPDX-License-Identifier: Apache-2.0
 *
 * Which values of several keys can stand in one request.
 *
 * Source: IAM User Guide, "AWS global condition context keys": aws:TagKeys,
 * aws:MultiFactorAuthAge, aws:SourceVpc and aws:SourceIp.
 */
#include "access/search.h"
#include "util/values.h"

const ContextKey *search_chosen(const Search *s, const char *name) {
  const ContextKey *key = request_key(&s->request, str_of(name));
  return key && key->presence == KEY_PRESENT ? key : NULL;
}

static bool speaks_of(const Search *s, const char *name) {
  return request_key(&s->request, str_of(name)) != NULL;
}

static bool holds_value(const ContextKey *key, Str value) {
  for (size_t i = 0; i < key->value_count; i++) {
    Str known;
    if (text_known(key->values[i], &known) && str_eq_nocase(known, value))
      return true;
  }
  return false;
}

/* aws:TagKeys lists exactly the tags that are passed; transitive ones are among
 * them. Tags the policy does not speak of may be passed besides. */
static bool tags_agree(const Search *s) {
  const ContextKey *tag_keys = search_chosen(s, "aws:TagKeys");
  const ContextKey *transitive = search_chosen(s, "sts:TransitiveTagKeys");
  if (!speaks_of(s, "aws:TagKeys"))
    return true;
  for (size_t i = 0; i < s->request.key_count; i++) {
    const ContextKey *key = &s->request.keys[i];
    if (!str_starts_nocase(key->name, "aws:RequestTag/"))
      continue;
    bool listed = tag_keys && holds_value(tag_keys, str_slice(key->name, 15, key->name.len));
    if (listed != (key->presence == KEY_PRESENT))
      return false;
  }
  for (size_t i = 0; transitive && i < transitive->value_count; i++) {
    Str known;
    if (text_known(transitive->values[i], &known) && !(tag_keys && holds_value(tag_keys, known)))
      return false;
  }
  return true;
}

static bool is_true(const ContextKey *key) {
  return key && key->value_count == 1 && text_is(key->values[0], "true");
}

/* An age is there only with MFA that was used. */
static bool mfa_agrees(const Search *s) {
  return !speaks_of(s, "aws:MultiFactorAuthPresent") ||
         !search_chosen(s, "aws:MultiFactorAuthAge") ||
         is_true(search_chosen(s, "aws:MultiFactorAuthPresent"));
}

/* Through an endpoint there is no public address, and without one no VPC. */
static bool network_agrees(const Search *s) {
  bool vpc = false;
  for (size_t i = 0; i < s->request.key_count; i++) {
    const ContextKey *key = &s->request.keys[i];
    vpc = vpc ||
          (key->presence == KEY_PRESENT && key_info(key->name, s->host)->source == KEY_NETWORK);
  }
  return !vpc || !search_chosen(s, "aws:SourceIp");
}

static bool known_date(const ContextKey *key, Date *out) {
  Str known;
  return key && key->value_count == 1 && text_known(key->values[0], &known) &&
         date_parse(out, known);
}

static bool time_agrees(const Search *s) {
  Date a, b;
  if (!known_date(search_chosen(s, "aws:CurrentTime"), &a) ||
      !known_date(search_chosen(s, "aws:EpochTime"), &b))
    return true;
  return a.seconds == b.seconds;
}

bool search_request_agrees(const Search *s) {
  return tags_agree(s) && mfa_agrees(s) && network_agrees(s) && time_agrees(s);
}
