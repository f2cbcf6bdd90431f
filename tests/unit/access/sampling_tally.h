/* SPDX-License-Identifier: Apache-2.0
 *
 * What sampling counts: who got in, what of it was called closed, and what the policies
 * asked for that made it so.
 */
#ifndef ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_TALLY_H
#define ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_TALLY_H

#include "access_case.h"
#include "sampling_calls.h"

/* ---- What is missed -------------------------------------------------------------------------- */

/* What a policy asks, as far as a miss needs it. */
enum asked {
  ASKS_ARN,
  ASKS_ACCOUNT,
  ASKS_NAME,
  ASKS_USERID,
  ASKS_ORGANIZATION,
  ASKS_TYPE,
  ASKS_OWN_TAG,
  ASKS_SESSION_TAG,
  ASKS_EXTERNAL_ID,
  ASKS_SESSION,
  ASKS_NETWORK,
  ASKS_TIME,
  ASKS_FACTOR,
  ASKS_SOURCE,
  ASKS_SUBJECT,
  ASKS_AUDIENCE,
  ASKS_CLAIM,
  ASKS_ASSERTION,
  ASKS_ROLE,
  ASKS_OTHER,
  WITH_VARIABLE,
  WITH_NEGATION,
  WITH_SET,
  WITH_IF_EXISTS,
  WITH_NULL,
  WITH_DENY,
  WITH_NOT_PRINCIPAL,
  WITH_TEXT_OF_TYPED,
  WITHOUT_CONDITION,
  ASKED_COUNT,
};

static const char *const asked_names[ASKED_COUNT] = {
    [ASKS_ARN] = "PrincipalArn",
    [ASKS_ACCOUNT] = "PrincipalAccount",
    [ASKS_NAME] = "username",
    [ASKS_USERID] = "userid",
    [ASKS_ORGANIZATION] = "organization",
    [ASKS_TYPE] = "PrincipalType",
    [ASKS_OWN_TAG] = "PrincipalTag",
    [ASKS_SESSION_TAG] = "session tags",
    [ASKS_EXTERNAL_ID] = "ExternalId",
    [ASKS_SESSION] = "session name, source identity",
    [ASKS_NETWORK] = "network",
    [ASKS_TIME] = "time",
    [ASKS_FACTOR] = "MFA",
    [ASKS_SOURCE] = "source of a service",
    [ASKS_SUBJECT] = "sub of a token",
    [ASKS_AUDIENCE] = "aud of a token",
    [ASKS_CLAIM] = "other claims",
    [ASKS_ASSERTION] = "SAML",
    [ASKS_ROLE] = "the role's side",
    [ASKS_OTHER] = "other keys",
    [WITH_VARIABLE] = "with a policy variable",
    [WITH_NEGATION] = "with a negated operator",
    [WITH_SET] = "with a set operator",
    [WITH_IF_EXISTS] = "with IfExists",
    [WITH_NULL] = "with Null",
    [WITH_DENY] = "with a Deny",
    [WITH_NOT_PRINCIPAL] = "with NotPrincipal",
    [WITH_TEXT_OF_TYPED] = "with a typed key as text",
    [WITHOUT_CONDITION] = "without a condition",
};

static const char *const adversary_names[ADVERSARY_COUNT] = {
    [ADVERSARY_INTENDED] = "intended",
    [ADVERSARY_STRANGER] = "stranger",
    [ADVERSARY_OTHER_CUSTOMER] = "other customer",
    [ADVERSARY_FOREIGN_TENANT] = "foreign tenant",
    [ADVERSARY_GUEST] = "guest",
    [ADVERSARY_OTHER_SUBJECT] = "other subject",
    [ADVERSARY_OTHER_REPOSITORY] = "other repository",
    [ADVERSARY_OTHER_RESOURCE] = "other resource",
};

/* What became of all policies. */
struct tally {
  unsigned long allowed; /* policies that let some sampled call in */
  unsigned long missing; /* of these, with some miss */
  unsigned long unproved, illegal;
  unsigned long checked[ADVERSARY_COUNT], missed[ADVERSARY_COUNT];
  unsigned long no_way[ADVERSARY_COUNT]; /* of `missed`: nothing was listed at all */
  unsigned long by_caller[CALLERS];
  unsigned long by_asked[ADVERSARY_COUNT][ASKED_COUNT];
};

static inline enum asked asked_of(Str key) {
  static const struct {
    const char *part;
    enum asked asked;
  } parts[] = {{"aws:PrincipalArn", ASKS_ARN},
               {"aws:PrincipalAccount", ASKS_ACCOUNT},
               {"aws:username", ASKS_NAME},
               {"aws:userid", ASKS_USERID},
               {"aws:PrincipalOrg", ASKS_ORGANIZATION},
               {"aws:PrincipalType", ASKS_TYPE},
               {"aws:PrincipalTag/", ASKS_OWN_TAG},
               {"aws:RequestTag/", ASKS_SESSION_TAG},
               {"aws:TagKeys", ASKS_SESSION_TAG},
               {"sts:TransitiveTagKeys", ASKS_SESSION_TAG},
               {"sts:ExternalId", ASKS_EXTERNAL_ID},
               {"sts:RoleSessionName", ASKS_SESSION},
               {"sts:SourceIdentity", ASKS_SESSION},
               {"aws:SourceIp", ASKS_NETWORK},
               {"aws:SourceVpc", ASKS_NETWORK},
               {"aws:Vpc", ASKS_NETWORK},
               {"aws:Ec2Instance", ASKS_NETWORK},
               {"aws:CurrentTime", ASKS_TIME},
               {"aws:EpochTime", ASKS_TIME},
               {"aws:MultiFactor", ASKS_FACTOR},
               {"aws:Source", ASKS_SOURCE},
               {"aws:PrincipalService", ASKS_SOURCE},
               {"aws:Resource", ASKS_ROLE},
               {"iam:Resource", ASKS_ROLE},
               {"SAML:", ASKS_ASSERTION}};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (str_starts_nocase(key, parts[i].part))
      return parts[i].asked;
  }
  if (!str_has(str_slice(key, 0, str_find(key, 0, ':')), '.'))
    return ASKS_OTHER;
  return str_ends(key, ":sub") ? ASKS_SUBJECT : str_ends(key, ":aud") ? ASKS_AUDIENCE : ASKS_CLAIM;
}

static inline bool has_word(Str text, const char *word) {
  return str_find_str(text, str_of(word)) < text.len;
}

static inline void count_condition(bool *met, const Condition *condition) {
  static const char *const typed[] = {"aws:SourceIp",  "aws:MultiFactorAuth", "aws:CurrentTime",
                                      "aws:EpochTime", "aws:VpcSourceIp",     NULL};
  met[asked_of(condition->key)] = true;
  met[WITH_NEGATION] |= has_word(condition->operator_name, "Not");
  met[WITH_SET] |= has_word(condition->operator_name, "For");
  met[WITH_IF_EXISTS] |= has_word(condition->operator_name, "IfExists");
  met[WITH_NULL] |= str_is(condition->operator_name, "Null");
  met[WITH_TEXT_OF_TYPED] |=
      has_word(condition->operator_name, "String") && str_starts_one_of(condition->key, typed);
  for (size_t i = 0; i < condition->value_count; i++) {
    Str value;
    met[WITH_VARIABLE] |= text_known(condition->values[i].text, &value) && has_word(value, "${");
  }
}

static inline void count_asked(unsigned long *by_asked, const Policy *policy) {
  bool met[ASKED_COUNT] = {false};
  size_t conditions = 0;
  for (size_t i = 0; i < policy->statement_count; i++) {
    const Statement *s = &policy->statements[i];
    conditions += s->condition_count;
    met[WITH_DENY] |= s->effect == EFFECT_DENY;
    met[WITH_NOT_PRINCIPAL] |= s->has_not_principal;
    for (size_t k = 0; k < s->condition_count; k++)
      count_condition(met, &s->conditions[k]);
  }
  met[WITHOUT_CONDITION] = conditions == 0;
  for (int i = 0; i < ASKED_COUNT; i++)
    by_asked[i] += met[i];
}

static inline void print_summary(const struct tally *tally, unsigned long count) {
  fprintf(stderr, "%lu policies, %lu let a sampled call in, %lu of these miss one\n", count,
          tally->allowed, tally->missing);
  fprintf(stderr, "witnesses: %lu policies not proved, %lu with no legal caller\n", tally->unproved,
          tally->illegal);
  for (int id = 0; id < ADVERSARY_COUNT; id++) {
    if (tally->checked[id] == 0)
      continue;
    fprintf(stderr, "%s: %lu of %lu missed, %lu of them without a way\n", adversary_names[id],
            tally->missed[id], tally->checked[id], tally->no_way[id]);
    for (int i = 0; i < ASKED_COUNT; i++) {
      if (tally->by_asked[id][i] > 0)
        fprintf(stderr, "  %5lu %s\n", tally->by_asked[id][i], asked_names[i]);
    }
  }
  fputs("by caller:", stderr);
  for (int i = 0; i < CALLERS; i++)
    fprintf(stderr, " %lu", tally->by_caller[i]);
  fputc('\n', stderr);
}

#endif
