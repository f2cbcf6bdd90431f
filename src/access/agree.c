/* SPDX-License-Identifier: Apache-2.0
 *
 * Which values of several keys can stand in one request.
 *
 * Source: IAM User Guide, "AWS global condition context keys": aws:TagKeys,
 * aws:MultiFactorAuthAge, aws:SourceVpc and aws:SourceIp.
 */
#include "access/search.h"
#include "access/values.h"

const struct alint_context_key *alint_chosen(const struct alint_search *s, const char *name) {
  const struct alint_context_key *key = alint_request_key(&s->request, alint_str(name));
  return key && key->presence == ALINT_PRESENT ? key : NULL;
}

static bool speaks_of(const struct alint_search *s, const char *name) {
  return alint_request_key(&s->request, alint_str(name)) != NULL;
}

static bool holds_value(const struct alint_context_key *key, struct alint_str value) {
  for (size_t i = 0; i < key->value_count; i++) {
    struct alint_str known;
    if (alint_text_known(key->values[i], &known) && alint_str_eq_nocase(known, value))
      return true;
  }
  return false;
}

/* aws:TagKeys lists exactly the tags that are passed; transitive ones are among
 * them. Tags the policy does not speak of may be passed besides. */
static bool tags_agree(const struct alint_search *s) {
  const struct alint_context_key *tag_keys = alint_chosen(s, "aws:TagKeys");
  const struct alint_context_key *transitive = alint_chosen(s, "sts:TransitiveTagKeys");
  if (!speaks_of(s, "aws:TagKeys"))
    return true;
  for (size_t i = 0; i < s->request.key_count; i++) {
    const struct alint_context_key *key = &s->request.keys[i];
    if (!alint_str_starts_nocase(key->name, "aws:RequestTag/"))
      continue;
    bool listed = tag_keys && holds_value(tag_keys, alint_str_slice(key->name, 15, key->name.len));
    if (listed != (key->presence == ALINT_PRESENT))
      return false;
  }
  for (size_t i = 0; transitive && i < transitive->value_count; i++) {
    struct alint_str known;
    if (alint_text_known(transitive->values[i], &known) &&
        !(tag_keys && holds_value(tag_keys, known)))
      return false;
  }
  return true;
}

static bool is_true(const struct alint_context_key *key) {
  return key && key->value_count == 1 && alint_text_is(key->values[0], "true");
}

/* An age is there only with MFA that was used. */
static bool mfa_agrees(const struct alint_search *s) {
  return !speaks_of(s, "aws:MultiFactorAuthPresent") ||
         !alint_chosen(s, "aws:MultiFactorAuthAge") ||
         is_true(alint_chosen(s, "aws:MultiFactorAuthPresent"));
}

/* Through an endpoint there is no public address, and without one no VPC. */
static bool network_agrees(const struct alint_search *s) {
  bool vpc = false;
  for (size_t i = 0; i < s->request.key_count; i++) {
    const struct alint_context_key *key = &s->request.keys[i];
    vpc = vpc || (key->presence == ALINT_PRESENT &&
                  alint_key_info(key->name, s->host)->source == ALINT_KEY_NETWORK);
  }
  return !vpc || !alint_chosen(s, "aws:SourceIp");
}

static bool known_date(const struct alint_context_key *key, struct alint_date *out) {
  struct alint_str known;
  return key && key->value_count == 1 && alint_text_known(key->values[0], &known) &&
         alint_date_parse(out, known);
}

static bool time_agrees(const struct alint_search *s) {
  struct alint_date a, b;
  if (!known_date(alint_chosen(s, "aws:CurrentTime"), &a) ||
      !known_date(alint_chosen(s, "aws:EpochTime"), &b))
    return true;
  return a.seconds == b.seconds;
}

bool alint_request_agrees(const struct alint_search *s) {
  return tags_agree(s) && mfa_agrees(s) && network_agrees(s) && time_agrees(s);
}
