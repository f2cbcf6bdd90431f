/* SPDX-License-Identifier: Apache-2.0
 *
 * Sources of calls that a service makes, for an adversary who has a resource in
 * another account; and instances, functions and providers of such an account.
 */
#include "access/search.h"

/* Whether wildcards stand, or may stand, for the account; they are filled with an x. */
static bool leaves_account(const struct alint_text *account) {
  struct alint_str known;
  const struct alint_hole *hole = alint_text_only_hole(account);
  return hole ? alint_may_bring_wildcards(hole)
              : alint_text_known(account, &known) && alint_str_has(known, 'x');
}

/* The pattern's ARN with the account of somebody else, where the pattern leaves
 * the account open. */
static void foreign_source(struct alint_search *s, const struct alint_text *value,
                           struct alint_values *out) {
  const struct alint_text *parts[6], *pieces[11];
  static const struct alint_piece colon = {.literal = {":", 1}};
  static const struct alint_text separator = {&colon, 1};
  if (alint_text_split(s->arena, value, ':', parts, 6) != 6 || !leaves_account(parts[4]))
    return;
  for (size_t i = 0; i < 6; i++) {
    pieces[2 * i] = i == 4 ? alint_stranger_account(s) : parts[i];
    if (i < 5)
      pieces[2 * i + 1] = &separator;
  }
  if (pieces[8])
    alint_add_value(s, out, alint_text_concat(s->arena, pieces, 11));
}

/* What a pattern fixes of one part of an ARN; else the usual. */
static struct alint_str part_or(const struct alint_text *part, const char *usual) {
  struct alint_str known;
  if (!alint_text_known(part, &known) || known.len == 0 || alint_str_has(known, '*') ||
      alint_str_has(known, '?'))
    return alint_str(usual);
  return known;
}

/* Wildcards of a string cross colons: an ARN of somebody else may have what the
 * pattern asks for in its resource. */
static void crossing_source(struct alint_search *s, const struct alint_search_key *key,
                            const struct alint_text *pattern, struct alint_values *out) {
  const struct alint_text *parts[6], *account = alint_stranger_account(s), *shape;
  struct alint_str id;
  size_t n = alint_text_split(s->arena, pattern, ':', parts, 6);
  if (!account || !alint_text_known(account, &id))
    return;
  struct alint_str start = n > 2 ? part_or(parts[0], "arn") : alint_str("arn");
  struct alint_str service =
      n > 2 && alint_str_is(start, "arn") ? part_or(parts[2], "ec2") : alint_str("ec2");
  struct alint_str region = n > 4 ? part_or(parts[3], "us-east-1") : alint_str("us-east-1");
  struct alint_str glob = alint_str_printf(s->arena, "arn:aws:%.*s:%.*s:%.*s:?*",
                                           ALINT_FMT(service), ALINT_FMT(region), ALINT_FMT(id));
  shape = alint_text_literal(s->arena, glob);
  alint_solved_values(s, key, shape, false, out);
}

static void crossing_sources(struct alint_search *s, const struct alint_search_key *key,
                             struct alint_values *out) {
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_use *use = &key->uses[i];
    for (size_t k = 0; use->op.family == ALINT_OP_LIKE && k < use->condition->value_count; k++) {
      const struct alint_text *value = alint_use_value(s, use, k);
      if (value)
        crossing_source(s, key, value, out);
    }
  }
}

/* ARNs of buckets have no account: a pattern for all of them leaves it open. */
static void any_bucket(struct alint_search *s, const struct alint_search_key *key,
                       struct alint_values *out) {
  const struct alint_text *parts[6];
  for (size_t i = 0; i < key->use_count; i++) {
    const struct alint_condition *condition = key->uses[i].condition;
    for (size_t k = 0; k < condition->value_count; k++) {
      if (alint_text_split(s->arena, condition->values[k].text, ':', parts, 6) == 6 &&
          alint_text_is(parts[2], "s3") && alint_text_is(parts[5], "*")) {
        const struct alint_text *pieces[] = {
            alint_text_literal(s->arena, ALINT_STR("arn:")), parts[1],
            alint_text_fresh(s->arena, ALINT_STR(":s3:::bucket-of-somebody-else"))};
        if (pieces[0] && pieces[2])
          alint_add_value(s, out, alint_text_concat(s->arena, pieces, 3));
      }
    }
  }
}

/* ARNs of another account, as near to what the policy asks for as it leaves open. */
static void foreign_arns(struct alint_search *s, const struct alint_search_key *key,
                         struct alint_values *out) {
  struct alint_values filled = {.count = 0};
  alint_pattern_values(s, key, &filled);
  for (size_t i = 0; i < filled.count; i++)
    foreign_source(s, filled.items[i], out);
  any_bucket(s, key, out);
  alint_fresh_values(s, key, out);
  crossing_sources(s, key, out);
}

/* Providers that need no registration, thus have no ARN, are everybody's. */
static void shared_providers(struct alint_search *s, struct alint_values *out) {
  static const char *const hosts[] = {"accounts.google.com", "cognito-identity.amazonaws.com",
                                      "graph.facebook.com", "www.amazon.com"};
  for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
    alint_add_literal(s, out, alint_str(hosts[i]));
}

void alint_source_values(struct alint_search *s, const struct alint_search_key *key,
                         struct alint_values *out) {
  if (alint_str_is_nocase(key->name, "aws:SourceAccount")) {
    alint_add_value(s, out, alint_stranger_account(s));
  } else if (alint_str_is_nocase(key->name, "aws:SourceArn") ||
             key->info->source == ALINT_KEY_CALLER_ARN) {
    foreign_arns(s, key, out);
    if (alint_str_is_nocase(key->name, "aws:FederatedProvider"))
      shared_providers(s, out);
  } else if (alint_str_starts_nocase(key->name, "aws:SourceOrg")) {
    alint_fresh_values(s, key, out);
  } else {
    alint_free_values(s, key, out);
  }
}
