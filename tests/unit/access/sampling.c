/* SPDX-License-Identifier: Apache-2.0
 *
 * Who gets in, against calls as they really come. Random policies are asked sampled calls of
 * every kind of caller: where the evaluator lets one in, the way it comes by must not be
 * called closed, neither for its caller nor for the adversary whose call it is. And every
 * witness is asked again.
 *
 * A failure names its seed: SEED=N POLICIES=1 build/tests/unit-access sampling runs that
 * policy alone. POLICIES=N runs N policies; SUMMARY=1 counts what is missed, by adversary and
 * by what the policy asks, instead of failing; TELL=1 tells each miss beside that.
 */
#include "access_case.h"
#include "sampling_policies.h"

enum { POLICIES = 300, SHAPES = 3, REDRAWS = 40, FIRST_REDRAWS = 10, ENOUGH = 2 };

static unsigned long setting(const char *name, unsigned long usual) {
  const char *text = getenv(name);
  return text ? strtoul(text, NULL, 10) : usual;
}

/* A policy with what it was made around. */
struct game {
  Arena *arena;
  uint64_t seed;
  enum caller by;
  struct parties who;
  const char *json;
  const Policy *policy;
  const Ways *ways; /* NULL before somebody got in */
};

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

static enum asked asked_of(Str key) {
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
