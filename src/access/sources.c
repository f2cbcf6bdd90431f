/* SPDX-License-Identifier: Apache-2.0
 *
 * Sources of calls that a service makes, for an adversary who has a resource in
 * another account; and instances, functions and providers of such an account.
 */
#include "access/claims.h"
#include "access/people.h"

/* Whether wildcards stand, or may stand, for the account; they are filled with an x. */
static bool leaves_account(const Text *account) {
  Str known;
  const Hole *hole = text_only_hole(account);
  return hole ? search_may_bring_wildcards(hole)
              : text_known(account, &known) && str_has(known, 'x');
}

/* The pattern's ARN with the account of somebody else, where the pattern leaves
 * the account open. */
static void foreign_source(Search *s, const Text *value, TextList *out) {
  const Text *parts[6], *pieces[11];
  static const Piece colon = {.literal = {":", 1}};
  static const Text separator = {&colon, 1};
  if (text_split(s->arena, value, ':', parts, 6) != 6 || !leaves_account(parts[4]))
    return;
  for (size_t i = 0; i < 6; i++) {
    pieces[2 * i] = i == 4 ? search_stranger_account(s) : parts[i];
    if (i < 5)
      pieces[2 * i + 1] = &separator;
  }
  if (pieces[8])
    search_add_value(s, out, text_concat(s->arena, pieces, 11));
}

/* What a pattern fixes of one part of an ARN; else the usual. */
static Str part_or(const Text *part, const char *usual) {
  Str known;
  if (!text_known(part, &known) || known.len == 0 || str_has(known, '*') || str_has(known, '?'))
    return str_of(usual);
  return known;
}

/* Wildcards of a string cross colons: an ARN of somebody else may have what the
 * pattern asks for in its resource. */
static void crossing_source(Search *s, const SearchKey *key, const Text *pattern, TextList *out) {
  const Text *parts[6], *account = search_stranger_account(s), *shape;
  Str id;
  size_t n = text_split(s->arena, pattern, ':', parts, 6);
  if (!account || !text_known(account, &id))
    return;
  Str start = n > 2 ? part_or(parts[0], "arn") : str_of("arn");
  Str service = n > 2 && str_is(start, "arn") ? part_or(parts[2], "ec2") : str_of("ec2");
  Str region = n > 4 ? part_or(parts[3], "us-east-1") : str_of("us-east-1");
  Str glob = str_printf(s->arena, "arn:aws:%.*s:%.*s:%.*s:?*", STR_FMT(service), STR_FMT(region),
                        STR_FMT(id));
  shape = text_literal(s->arena, glob);
  search_solved_values(s, key, shape, false, out);
}

static void crossing_sources(Search *s, const SearchKey *key, TextList *out) {
  for (size_t i = 0; i < key->use_count; i++) {
    const ConditionUse *use = &key->uses[i];
    for (size_t k = 0; use->op.family == OPERATOR_LIKE && k < use->condition->value_count; k++) {
      const Text *value = search_use_value(s, use, k);
      if (value)
        crossing_source(s, key, value, out);
    }
  }
}

/* ARNs of buckets have no account: a pattern for all of them leaves it open. */
static void any_bucket(Search *s, const SearchKey *key, TextList *out) {
  const Text *parts[6];
  for (size_t i = 0; i < key->use_count; i++) {
    const Condition *condition = key->uses[i].condition;
    for (size_t k = 0; k < condition->value_count; k++) {
      if (text_split(s->arena, condition->values[k].text, ':', parts, 6) == 6 &&
          text_is(parts[2], "s3") && text_is(parts[5], "*")) {
        const Text *pieces[] = {text_literal(s->arena, STR("arn:")), parts[1],
                                text_fresh(s->arena, STR(":s3:::bucket-of-somebody-else"))};
        search_add_value(s, out, text_concat(s->arena, pieces, 3));
      }
    }
  }
}

/* ARNs of another account, as near to what the policy asks for as it leaves open. */
static void foreign_arns(Search *s, const SearchKey *key, TextList *out) {
  TextList filled = {.count = 0};
  search_pattern_values(s, key, &filled);
  for (size_t i = 0; i < filled.count; i++)
    foreign_source(s, filled.items[i], out);
  any_bucket(s, key, out);
  search_fresh_values(s, key, out);
  crossing_sources(s, key, out);
}

/* Providers that need no registration, thus have no ARN, are everybody's. */
static void shared_providers(Search *s, TextList *out) {
  static const char *const hosts[] = {"accounts.google.com", "cognito-identity.amazonaws.com",
                                      "graph.facebook.com", "www.amazon.com"};
  for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
    search_add_literal(s, out, str_of(hosts[i]));
}

void search_source_values(Search *s, const SearchKey *key, TextList *out) {
  if (str_is_nocase(key->name, "aws:SourceAccount")) {
    search_add_value(s, out, search_stranger_account(s));
  } else if (str_is_nocase(key->name, "aws:SourceArn") || key->info->source == KEY_CALLER_ARN) {
    foreign_arns(s, key, out);
    if (str_is_nocase(key->name, "aws:FederatedProvider"))
      shared_providers(s, out);
  } else if (str_starts_nocase(key->name, "aws:SourceOrg")) {
    search_fresh_values(s, key, out);
  } else {
    search_free_values(s, key, out);
  }
}
