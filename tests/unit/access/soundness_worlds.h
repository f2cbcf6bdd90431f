/* SPDX-License-Identifier: Apache-2.0
 *
 * The small worlds of test_soundness.c: for each adversary the callers it can be,
 * and topic by topic all that its requests may say. They spell the declarations of
 * src/access/adversaries.c out by hand, over two letters that patterns are made of
 * and one, q, that stands in no pattern.
 */
#ifndef ASSUMELINT_TESTS_UNIT_ACCESS_SOUNDNESS_WORLDS_H
#define ASSUMELINT_TESTS_UNIT_ACCESS_SOUNDNESS_WORLDS_H

#include "assumelint/access.h"
#include "unit.h"

/* Keys and values in turn, ended by NULL: one thing that a request may say. A value
 * that starts with '[' is a list, parted by spaces. */
typedef const char *saying[14];
#define END_OF_SAYINGS                                                                             \
  { "end" }

/* A condition key, and what conditions ask of it. */
struct asked_key {
  const char *name;
  const char *before, *after;   /* of a random glob; NULL: `values` alone */
  const char *const *operators; /* ended by NULL */
  const char *values[8];        /* ended by NULL */
};

/* Keys that hang together. */
struct topic {
  struct asked_key keys[5]; /* ended by one without name */
  const saying *sayings; /* the first is what is said when nobody asks; NULL: the caller says it */
};

struct world {
  const char *name;
  AdversaryId id;
  PrincipalKey kind;
  const char *action;
  const char *const *allows, *const *denies; /* principal elements of statements; end with NULL */
  const char *const *actions;
  const saying *callers; /* "" and the principal, then the keys that follow from it */
  const struct topic *const *topics;
};

/* ---- Operators -------------------------------------------------------------------------- */

static const char *const strings[] = {"StringEquals",
                                      "StringLike",
                                      "StringLike",
                                      "StringNotEquals",
                                      "StringNotLike",
                                      "StringNotLike",
                                      "StringEqualsIgnoreCase",
                                      "StringNotEqualsIgnoreCase",
                                      "StringEqualsIfExists",
                                      "StringLikeIfExists",
                                      "StringNotEqualsIfExists",
                                      "StringNotLikeIfExists",
                                      "ForAnyValue:StringLike",
                                      "ForAllValues:StringLike",
                                      "ForAnyValue:StringNotLike",
                                      "ForAllValues:StringNotEquals",
                                      "Null",
                                      NULL};
static const char *const arns[] = {"ArnLike",
                                   "StringLike",
                                   "StringNotLike",
                                   "ArnNotLike",
                                   "ArnEquals",
                                   "StringEquals",
                                   "ArnNotEquals",
                                   "StringLikeIfExists",
                                   "ForAnyValue:ArnLike",
                                   "ArnLikeIfExists",
                                   "ForAllValues:StringNotLike",
                                   NULL};
static const char *const lists[] = {"ForAnyValue:StringEquals",
                                    "ForAllValues:StringEquals",
                                    "ForAnyValue:StringLike",
                                    "ForAllValues:StringLike",
                                    "ForAnyValue:StringNotLike",
                                    "ForAllValues:StringNotLike",
                                    "ForAnyValue:StringNotEquals",
                                    "ForAllValues:StringNotEquals",
                                    "ForAnyValue:StringLikeIfExists",
                                    "StringNotEquals",
                                    "StringLikeIfExists",
                                    "Null",
                                    NULL};
static const char *const bools[] = {
    "Bool", "BoolIfExists", "Null", "StringEquals", "StringNotEquals", "StringNotEqualsIfExists",
    NULL};
static const char *const numbers[] = {"NumericLessThan",
                                      "NumericGreaterThan",
                                      "NumericEquals",
                                      "NumericNotEquals",
                                      "NumericGreaterThanEquals",
                                      "NumericLessThanEqualsIfExists",
                                      "Null",
                                      NULL};
static const char *const dates[] = {"DateLessThan", "DateGreaterThan", "DateGreaterThanEquals",
                                    "DateEquals",   "DateNotEquals",   NULL};
static const char *const networks[] = {
    "IpAddress", "NotIpAddress", "IpAddressIfExists", "NotIpAddressIfExists", "Null", NULL};

/* ---- What a request may say -------------------------------------------------------------- */

#define ONE_LETTER(key)                                                                            \
  {key, "a"}, {key, "b"}, {                                                                        \
    key, "q"                                                                                       \
  }
#define LETTERS(key)                                                                               \
  {key, "ab"}, {key, "ba"}, {key, "aa"}, {key, "bb"}, {key, "qq"}, {key, "aq"}, {key, "qb"},       \
      {key, "abq"}, {key, "aba"}, {key, "bqa"}, {key, "AB"}, {                                     \
    key, "aqqqb"                                                                                   \
  }

static const saying teams[] = {
    {NULL}, ONE_LETTER("aws:PrincipalTag/team"), LETTERS("aws:PrincipalTag/team"), END_OF_SAYINGS};
static const saying units[] = {
    {NULL}, ONE_LETTER("aws:PrincipalTag/unit"), LETTERS("aws:PrincipalTag/unit"), END_OF_SAYINGS};
static const saying sessions[] = {LETTERS("sts:RoleSessionName"), END_OF_SAYINGS};
static const saying source_identities[] = {{NULL}, LETTERS("sts:SourceIdentity"), END_OF_SAYINGS};
static const saying agents[] = {ONE_LETTER("aws:UserAgent"), LETTERS("aws:UserAgent"),
                                END_OF_SAYINGS};
static const saying referers[] = {
    {NULL}, ONE_LETTER("aws:referer"), LETTERS("aws:referer"), END_OF_SAYINGS};
static const saying tags[] = {
    {NULL},
    {"aws:TagKeys", "[a", "aws:RequestTag/a", "a"},
    {"aws:TagKeys", "[a", "aws:RequestTag/a", "b"},
    {"aws:TagKeys", "[a", "aws:RequestTag/a", "q"},
    {"aws:TagKeys", "[a", "aws:RequestTag/a", "ab"},
    {"aws:TagKeys", "[b", "aws:RequestTag/b", "a"},
    {"aws:TagKeys", "[b", "aws:RequestTag/b", "qb"},
    {"aws:TagKeys", "[a b", "aws:RequestTag/a", "a", "aws:RequestTag/b", "b"},
    {"aws:TagKeys", "[a b", "aws:RequestTag/a", "b", "aws:RequestTag/b", "b"},
    {"aws:TagKeys", "[a b", "aws:RequestTag/a", "q", "aws:RequestTag/b", "a"},
    {"aws:TagKeys", "[q"},
    {"aws:TagKeys", "[aq"},
    {"aws:TagKeys", "[aq qb"},
    {"aws:TagKeys", "[a q", "aws:RequestTag/a", "a"},
    {"aws:TagKeys", "[b aq", "aws:RequestTag/b", "ab"},
    {"aws:TagKeys", "[a", "aws:RequestTag/a", "a", "sts:TransitiveTagKeys", "[a"},
    {"aws:TagKeys", "[a b", "aws:RequestTag/a", "a", "aws:RequestTag/b", "b",
     "sts:TransitiveTagKeys", "[b"},
    {"aws:TagKeys", "[q aq", "sts:TransitiveTagKeys", "[aq"},
    END_OF_SAYINGS};
static const saying mfas[] = {
    {NULL},
    {"aws:MultiFactorAuthPresent", "false"},
    {"aws:MultiFactorAuthPresent", "true", "aws:MultiFactorAuthAge", "5"},
    {"aws:MultiFactorAuthPresent", "true", "aws:MultiFactorAuthAge", "10"},
    {"aws:MultiFactorAuthPresent", "true", "aws:MultiFactorAuthAge", "11"},
    {"aws:MultiFactorAuthPresent", "true", "aws:MultiFactorAuthAge", "5000"},
    END_OF_SAYINGS};
static const saying no_mfas[] = {{NULL}, END_OF_SAYINGS};
static const saying times[] = {
    {"aws:CurrentTime", "2025-12-31T23:59:59Z", "aws:EpochTime", "1767225599"},
    {"aws:CurrentTime", "2026-01-01T00:00:00Z", "aws:EpochTime", "1767225600"},
    {"aws:CurrentTime", "2026-01-01T00:00:01Z", "aws:EpochTime", "1767225601"},
    {"aws:CurrentTime", "2026-01-01T00:00:02Z", "aws:EpochTime", "1767225602"},
    {"aws:CurrentTime", "2027-01-01T00:00:00Z", "aws:EpochTime", "1798761600"},
    END_OF_SAYINGS};
#define VPC                                                                                        \
  {                                                                                                \
    "aws:SourceVpce", "vpce-0fffffffffffffff0", "aws:SourceVpc", "vpc-0fffffffffffffff0",          \
        "aws:VpcSourceIp", "172.31.8.7"                                                            \
  }
static const saying public_places[] = {{"aws:SourceIp", "1.2.3.4"},
                                       {"aws:SourceIp", "200.1.2.3"},
                                       {"aws:SourceIp", "99.1.2.3"},
                                       VPC,
                                       END_OF_SAYINGS};
static const saying all_places[] = {{"aws:SourceIp", "1.2.3.4"},
                                    {"aws:SourceIp", "200.1.2.3"},
                                    {"aws:SourceIp", "203.0.113.9"},
                                    {"aws:SourceIp", "10.0.0.1"},
                                    {"aws:SourceIp", "8.8.8.8"},
                                    VPC,
                                    {"aws:SourceVpce", "vpce-1", "aws:VpcSourceIp", "10.0.0.1"},
                                    {"aws:SourceVpce", "vpce-2", "aws:SourceVpc", "vpc-1"},
                                    END_OF_SAYINGS};
static const saying own_ids[] = {
    {NULL}, {"sts:ExternalId", "qq"}, {"sts:ExternalId", "qqqqq"}, END_OF_SAYINGS};
static const saying any_ids[] = {{NULL}, LETTERS("sts:ExternalId"), END_OF_SAYINGS};
static const saying own_organizations[] = {{NULL},
                                           {"aws:PrincipalOrgID", "o-zzzzzzzzzz",
                                            "aws:PrincipalOrgPaths",
                                            "[o-zzzzzzzzzz/r-ab12/ou-ab12-11111111/"},
                                           END_OF_SAYINGS};
static const saying any_organizations[] = {
    {NULL},
    {"aws:PrincipalOrgID", "o-zzzzzzzzzz", "aws:PrincipalOrgPaths",
     "[o-zzzzzzzzzz/r-ab12/ou-ab12-11111111/"},
    {"aws:PrincipalOrgID", "o-abcdefghij", "aws:PrincipalOrgPaths",
     "[o-abcdefghij/r-ab12/ou-ab12-11111111/"},
    {"aws:PrincipalOrgID", "o-abcdefghij", "aws:PrincipalOrgPaths",
     "[o-abcdefghij/r-ab12/ou-ab12-22222222/"},
    END_OF_SAYINGS};

/* ---- Topics ------------------------------------------------------------------------------ */

static const struct topic identity = {
    .keys = {{"aws:PrincipalArn",
              "arn:aws:iam::*:role/",
              "",
              arns,
              {"arn:aws:iam::*:user/*", "arn:aws:iam::*:*/a*", "*:role/*b", "*a*", "*",
               "arn:aws:iam::464622532012:*", "arn:aws:iam::*:user/${aws:PrincipalTag/team}"}},
             {"aws:username", "", "", strings, {"true", "false"}},
             {"aws:PrincipalType", NULL, NULL, strings, {"User", "AssumedRole", "*o*", "*s*"}},
             {"aws:PrincipalArn", "arn:aws:iam::*:user/", "", arns, {"*:user/*", "*b"}}}};
static const struct topic identity_of_strangers = {
    .keys = {{"aws:userid", "*:", "", strings, {"AIDA*", "AROA*", "*"}},
             {"aws:PrincipalAccount", NULL, NULL, strings, {"111122223333", "*", "1*", "4646*"}},
             {"aws:PrincipalArn",
              "*:*/",
              "",
              arns,
              {"arn:aws:iam::*:role/t/*", "arn:aws:iam::*:role/*/a", "arn:aws:iam::1*:*",
               "*:111122223333:*"}}}};
static const struct topic team = {.keys = {{"aws:PrincipalTag/team", "", "", strings, {"true"}}},
                                  .sayings = teams};
static const struct topic unit = {
    .keys = {{"aws:PrincipalTag/unit", "", "", strings, {"false", "${aws:PrincipalTag/team}"}}},
    .sayings = units};
static const struct topic session = {.keys = {{"sts:RoleSessionName",
                                               "",
                                               "",
                                               strings,
                                               {"${aws:username}", "${aws:PrincipalTag/team}",
                                                "${aws:PrincipalTag/team}*", "false"}}},
                                     .sayings = sessions};
static const struct topic source_identity = {
    .keys = {{"sts:SourceIdentity",
              "",
              "",
              strings,
              {"${aws:username}", "true", "false", "${sts:RoleSessionName}"}}},
    .sayings = source_identities};
static const struct topic agent = {
    .keys = {{"aws:UserAgent", "", "", strings, {"*${aws:PrincipalTag/unit}*"}}},
    .sayings = agents};
static const struct topic referer = {.keys = {{"aws:referer", "", "", strings, {"true", "false"}}},
                                     .sayings = referers};
static const struct topic passed_tags = {
    .keys = {{"aws:TagKeys", "", "", lists, {"a", "b", "true", "false", "?"}},
             {"aws:RequestTag/a",
              "",
              "",
              strings,
              {"true", "false", "${aws:PrincipalTag/team}", "${aws:RequestTag/b}"}},
             {"aws:RequestTag/b", "", "", strings, {"true", "false"}},
             {"sts:TransitiveTagKeys", "", "", lists, {"a", "b", "true"}}},
    .sayings = tags};
#define MFA_KEYS                                                                                   \
  {                                                                                                \
    {"aws:MultiFactorAuthPresent", NULL, NULL, bools, {"true", "false"}}, {                        \
      "aws:MultiFactorAuthAge", NULL, NULL, numbers, {                                             \
        "10", "11", "12", "3600", "true"                                                           \
      }                                                                                            \
    }                                                                                              \
  }
static const struct topic mfa = {.keys = MFA_KEYS, .sayings = mfas};
static const struct topic no_mfa = {.keys = MFA_KEYS, .sayings = no_mfas};
static const struct topic time_of_day = {
    .keys = {{"aws:CurrentTime",
              NULL,
              NULL,
              dates,
              {"2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", "2026-01-01T00:00:02Z",
               "1767225601"}},
             {"aws:EpochTime", NULL, NULL, dates, {"1767225600", "1767225601"}},
             {"aws:EpochTime", NULL, NULL, numbers, {"1767225600", "1767225601", "1767225602"}}},
    .sayings = times};
#define NETWORK_KEYS                                                                               \
  {                                                                                                \
    {"aws:SourceIp",                                                                               \
     NULL,                                                                                         \
     NULL,                                                                                         \
     networks,                                                                                     \
     {"0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "8.0.0.0/7", "10.0.0.0/8", "203.0.113.0/24",        \
      "true"}},                                                                                    \
        {"aws:SourceVpce", NULL, NULL, strings, {"vpce-1", "vpce-*", "*", "true", "false"}}, {     \
      "aws:VpcSourceIp", NULL, NULL, networks, {                                                   \
        "10.0.0.0/8", "10.0.0.0/24", "0.0.0.0/0"                                                   \
      }                                                                                            \
    }                                                                                              \
  }
static const struct topic own_network = {.keys = NETWORK_KEYS, .sayings = public_places};
static const struct topic any_network = {.keys = NETWORK_KEYS, .sayings = all_places};
#define ID_KEYS                                                                                    \
  {                                                                                                \
    {                                                                                              \
      "sts:ExternalId", "", "", strings, {                                                         \
        "true", "false", "*", "??*", "?????"                                                       \
      }                                                                                            \
    }                                                                                              \
  }
static const struct topic own_id = {.keys = ID_KEYS, .sayings = own_ids};
static const struct topic any_id = {.keys = ID_KEYS, .sayings = any_ids};
#define ORGANIZATION_KEYS                                                                          \
  {                                                                                                \
    {"aws:PrincipalOrgID", NULL, NULL, strings, {"o-abcdefghij", "o-*", "*", "true", "false"}}, {  \
      "aws:PrincipalOrgPaths", NULL, NULL, lists, {                                                \
        "o-abcdefghij/*", "o-*/r-ab12/*", "*", "o-abcdefghij/r-ab12/ou-ab12-22222222/*", "true"    \
      }                                                                                            \
    }                                                                                              \
  }
static const struct topic own_organization = {.keys = ORGANIZATION_KEYS,
                                              .sayings = own_organizations};
static const struct topic any_organization = {.keys = ORGANIZATION_KEYS,
                                              .sayings = any_organizations};

/* ---- Callers ------------------------------------------------------------------------------ */

#define USER(account, path, name, id)                                                              \
  {                                                                                                \
    "", "arn:aws:iam::" account ":user/" path name, "aws:PrincipalArn",                            \
        "arn:aws:iam::" account ":user/" path name, "aws:PrincipalAccount", account,               \
        "aws:PrincipalType", "User", "aws:username", name, id, "AIDAZZZZZZZZZZZZZZZZZ"             \
  }
#define ROLE(account, path, name, session, id)                                                     \
  {                                                                                                \
    "", "arn:aws:sts::" account ":assumed-role/" name "/" session, "aws:PrincipalArn",             \
        "arn:aws:iam::" account ":role/" path name, "aws:PrincipalAccount", account,               \
        "aws:PrincipalType", "AssumedRole", id, "AROAZZZZZZZZZZZZZZZZZ:" session                   \
  }
#define PEOPLE(account, id)                                                                        \
  USER(account, "", "a", id), USER(account, "", "b", id), USER(account, "", "ab", id),             \
      USER(account, "", "q", id), USER(account, "", "aq", id), USER(account, "t/", "qb", id),      \
      USER(account, "", "aba", id), USER(account, "", "bqa", id),                                  \
      ROLE(account, "", "a", "ab", id), ROLE(account, "", "b", "qq", id),                          \
      ROLE(account, "", "ab", "ab", id), ROLE(account, "", "q", "qq", id),                         \
      ROLE(account, "", "aq", "aq", id), ROLE(account, "", "qb", "qq", id),                        \
      ROLE(account, "t/", "a", "ba", id), ROLE(account, "a/", "q", "qb", id)

static const saying strangers[] = {PEOPLE("555566667777", "aws:userid"), END_OF_SAYINGS};
/* What the unique ids of those are whom the policy means, nobody can choose. */
static const saying people_of_vendor[] = {PEOPLE("464622532012", NULL), END_OF_SAYINGS};
static const saying role_of_vendor[] = {ROLE("464622532012", "", "a", "ab", NULL),
                                        ROLE("464622532012", "", "a", "qq", NULL), END_OF_SAYINGS};
static const saying user_of_vendor[] = {USER("464622532012", "", "ab", NULL), END_OF_SAYINGS};
static const saying anyone[] = {PEOPLE("123456789012", NULL), END_OF_SAYINGS};

/* ---- Statements ---------------------------------------------------------------------------- */

static const char *const everybody[] = {
    "`Principal`:`*`", "`Principal`:{`AWS`:`*`}", "`Principal`:{`AWS`:[`111122223333`,`*`]}",
    "`NotPrincipal`:{`AWS`:`arn:aws:iam::464622532012:role/a`}", NULL};
static const char *const denied[] = {
    "`Principal`:`*`",
    "`Principal`:{`AWS`:`*`}",
    "`Principal`:{`AWS`:`*`}",
    "`Principal`:{`AWS`:`464622532012`}",
    "`Principal`:{`AWS`:`arn:aws:iam::464622532012:role/a`}",
    "`Principal`:{`AWS`:[`arn:aws:iam::464622532012:role/b`,`arn:aws:iam::464622532012:user/ab`]}",
    "`NotPrincipal`:{`AWS`:[`arn:aws:iam::464622532012:role/a`,`464622532012`]}",
    "`NotPrincipal`:{`AWS`:[`arn:aws:iam::464622532012:user/ab`,`464622532012`]}",
    NULL};
static const char *const vendor[] = {"`Principal`:{`AWS`:`464622532012`}",
                                     "`Principal`:{`AWS`:`arn:aws:iam::464622532012:root`}", NULL};
static const char *const vendor_role[] = {"`Principal`:{`AWS`:`arn:aws:iam::464622532012:role/a`}",
                                          NULL};
static const char *const vendor_user[] = {"`Principal`:{`AWS`:`arn:aws:iam::464622532012:user/ab`}",
                                          NULL};
static const char *const assume[] = {"`sts:AssumeRole`",
                                     "`sts:*`",
                                     "[`sts:AssumeRole`,`sts:TagSession`,`sts:SetSourceIdentity`]",
                                     "`sts:Assume*`",
                                     "[`sts:AssumeRole`,`sts:TagSession`]",
                                     NULL};

/* ---- Tokens and services --------------------------------------------------------------------- */

#define GITHUB "token.actions.githubusercontent.com"
#define GITHUB_PROVIDER "arn:aws:iam::111122223333:oidc-provider/" GITHUB
#define GITHUB_SUBJECTS(tenant)                                                                    \
  {GITHUB ":sub", "repo:" tenant "/a:ref:refs/heads/a"},                                           \
      {GITHUB ":sub", "repo:" tenant "/q:ref:refs/heads/q"},                                       \
      {GITHUB ":sub", "repo:" tenant "/ab:environment:b"}, {                                       \
    GITHUB ":sub", "repo:" tenant "/aq:pull_request"                                               \
  }
static const saying github_subjects[] = {GITHUB_SUBJECTS("mallory"), GITHUB_SUBJECTS("q"),
                                         GITHUB_SUBJECTS("aq"), GITHUB_SUBJECTS("qb"),
                                         END_OF_SAYINGS};
static const saying github_claims[] = {
    {GITHUB ":aud", "sts.amazonaws.com"},
    {GITHUB ":aud", "a"},
    {GITHUB ":aud", "sts.amazonaws.com", GITHUB ":environment", "a"},
    {GITHUB ":aud", "sts.amazonaws.com", GITHUB ":environment", "qb"},
    {GITHUB ":aud", "sts.amazonaws.com", GITHUB ":environment", "ab"},
    END_OF_SAYINGS};
static const struct topic github_subject = {
    .keys = {{GITHUB ":sub",
              "repo:",
              "/*",
              strings,
              {"repo:acme/*", "repo:*/a:*", "*:ref:refs/heads/*", "repo:acme/api:*", "*"}},
             {GITHUB ":sub", "repo:*/", ":*", strings, {"*:environment:b", "*pull_request"}},
             {GITHUB ":sub", "repo:a*/*:ref:refs/heads/", "", strings, {"repo:a*", "repo:?*/*"}}},
    .sayings = github_subjects};
static const struct topic github_claim = {
    .keys = {{GITHUB ":aud", NULL, NULL, strings, {"sts.amazonaws.com", "a", "*", "sts*"}},
             {GITHUB ":environment", "", "", strings, {"true", "false"}}},
    .sayings = github_claims};
static const saying github_tokens[] = {{"", GITHUB_PROVIDER}, END_OF_SAYINGS};
static const char *const github[] = {"`Principal`:{`Federated`:`" GITHUB_PROVIDER "`}", NULL};
static const char *const github_denied[] = {"`Principal`:{`Federated`:`" GITHUB_PROVIDER "`}",
                                            "`Principal`:`*`",
                                            "`Principal`:{`Federated`:[`" GITHUB_PROVIDER
                                            "`,`arn:aws:iam::111122223333:oidc-provider/x.y`]}",
                                            NULL};
static const char *const web[] = {"`sts:AssumeRoleWithWebIdentity`", "`sts:*`",
                                  "`sts:AssumeRoleWith*`", NULL};

#define EKS "oidc.eks.us-east-1.amazonaws.com/id/ABC"
#define EKS_PROVIDER "arn:aws:iam::111122223333:oidc-provider/" EKS
#define POD(space, name)                                                                           \
  { EKS ":sub", "system:serviceaccount:" space ":" name }
static const saying pods[] = {POD("q", "a"),   POD("q", "q"),   POD("qb", "ab"), POD("aq", "b"),
                              POD("aq", "qb"), POD("qq", "aq"), POD("q", "b"),   END_OF_SAYINGS};
static const struct topic pod = {
    .keys = {{EKS ":sub",
              "system:serviceaccount:",
              ":a",
              strings,
              {"system:serviceaccount:*:a", "system:*", "*:a", "*", "system:serviceaccount:a:*"}},
             {EKS ":sub", "system:serviceaccount:*:", "", strings, {"*a"}}},
    .sayings = pods};
static const saying eks_audiences[] = {
    {EKS ":aud", "sts.amazonaws.com"}, {EKS ":aud", "a"}, END_OF_SAYINGS};
static const struct topic eks_audience = {
    .keys = {{EKS ":aud", NULL, NULL, strings, {"sts.amazonaws.com", "a", "*"}}},
    .sayings = eks_audiences};
static const saying eks_tokens[] = {{"", EKS_PROVIDER}, END_OF_SAYINGS};
static const char *const eks[] = {"`Principal`:{`Federated`:`" EKS_PROVIDER "`}", NULL};
static const char *const eks_denied[] = {"`Principal`:{`Federated`:`" EKS_PROVIDER "`}",
                                         "`Principal`:`*`", NULL};

#define SOURCE(account, resource)                                                                  \
  {                                                                                                \
    "aws:SourceAccount", account, "aws:SourceArn",                                                 \
        "arn:aws:lambda:us-east-1:" account ":function:" resource                                  \
  }
static const saying sources[] = {{NULL},
                                 SOURCE("555566667777", "a"),
                                 SOURCE("555566667777", "q"),
                                 SOURCE("555566667777", "ab"),
                                 SOURCE("555566667777", "aq"),
                                 {"aws:SourceAccount", "555566667777"},
                                 {"aws:SourceArn", "arn:aws:s3:::q"},
                                 END_OF_SAYINGS};
static const struct topic source = {
    .keys = {{"aws:SourceArn",
              "arn:aws:lambda:us-east-1:*:function:",
              "",
              arns,
              {"arn:aws:lambda:*:111122223333:function:*", "arn:aws:lambda:*:*:*", "*",
               "arn:aws:s3:::*", "*:111122223333:*"}},
             {"aws:SourceAccount", NULL, NULL, strings, {"111122223333", "*", "true", "false"}},
             {"aws:SourceArn", NULL, NULL, strings, {"true", "false"}}},
    .sayings = sources};
static const saying services[] = {{"", "lambda.amazonaws.com", "aws:PrincipalIsAWSService", "true",
                                   "aws:PrincipalServiceName", "lambda.amazonaws.com"},
                                  END_OF_SAYINGS};
static const struct topic service_flag = {
    .keys = {{"aws:PrincipalIsAWSService", NULL, NULL, bools, {"true", "false"}},
             {"aws:PrincipalServiceName",
              NULL,
              NULL,
              strings,
              {"lambda.amazonaws.com", "*.amazonaws.com", "ec2*"}}}};
static const char *const service[] = {"`Principal`:{`Service`:`lambda.amazonaws.com`}",
                                      "`Principal`:{`Service`:[`ec2.amazonaws.com`,"
                                      "`lambda.amazonaws.com`]}",
                                      NULL};
static const char *const service_denied[] = {"`Principal`:`*`",
                                             "`Principal`:{`Service`:`lambda.amazonaws.com`}",
                                             "`NotPrincipal`:{`AWS`:`111122223333`}", NULL};

/* ---- All -------------------------------------------------------------------------------------- */

static const struct topic *const of_strangers[] = {&identity,
                                                   &identity,
                                                   &identity_of_strangers,
                                                   &team,
                                                   &unit,
                                                   &session,
                                                   &agent,
                                                   &referer,
                                                   &passed_tags,
                                                   &mfa,
                                                   &source_identity,
                                                   &own_id,
                                                   &time_of_day,
                                                   &own_network,
                                                   &own_organization,
                                                   NULL};
static const struct topic *const in_the_network[] = {&identity,    &team, &session, &any_network,
                                                     &any_network, &mfa,  &own_id,  NULL};
static const struct topic *const with_the_id[] = {&identity, &team,        &session,     &any_id,
                                                  &any_id,   &own_network, &passed_tags, NULL};
static const struct topic *const of_the_meant[] = {
    &identity,        &team,    &unit,        &session, &agent,
    &passed_tags,     &mfa,     &any_network, &any_id,  &any_organization,
    &source_identity, &referer, &time_of_day, NULL};
static const struct topic *const of_other_customers[] = {
    &identity, &team, &session, &mfa, &own_id, &own_id, &any_network, &passed_tags, NULL};
static const struct topic *const without_mfa[] = {&identity, &team,   &session,     &no_mfa,
                                                  &no_mfa,   &any_id, &passed_tags, NULL};
static const struct topic *const of_github[] = {&github_subject, &github_subject, &github_claim,
                                                &session,        &agent,          NULL};
static const struct topic *const of_eks[] = {&pod, &pod, &eks_audience, &session, NULL};
static const struct topic *const of_services[] = {&source, &source, &service_flag, &session, NULL};

#define AWS_CALL PRINCIPAL_AWS, "sts:AssumeRole"
#define WEB_CALL PRINCIPAL_FEDERATED, "sts:AssumeRoleWithWebIdentity"
static const struct world worlds[] = {
    {"stranger", ADVERSARY_STRANGER, AWS_CALL, everybody, denied, assume, strangers, of_strangers},
    {"stranger in the network", ADVERSARY_STRANGER_IN_NETWORK, AWS_CALL, everybody, denied, assume,
     strangers, in_the_network},
    {"stranger with the ID", ADVERSARY_STRANGER_WITH_ID, AWS_CALL, everybody, denied, assume,
     strangers, with_the_id},
    {"somebody of the account", ADVERSARY_INTENDED, AWS_CALL, vendor, denied, assume,
     people_of_vendor, of_the_meant},
    {"the role", ADVERSARY_INTENDED, AWS_CALL, vendor_role, denied, assume, role_of_vendor,
     of_the_meant},
    {"the user", ADVERSARY_INTENDED, AWS_CALL, vendor_user, denied, assume, user_of_vendor,
     of_the_meant},
    {"anyone", ADVERSARY_INTENDED, AWS_CALL, everybody, denied, assume, anyone, of_the_meant},
    {"other customer", ADVERSARY_OTHER_CUSTOMER, AWS_CALL, vendor, denied, assume, people_of_vendor,
     of_other_customers},
    {"other customer of the role", ADVERSARY_OTHER_CUSTOMER, AWS_CALL, vendor_role, denied, assume,
     role_of_vendor, of_other_customers},
    {"without MFA", ADVERSARY_WITHOUT_MFA, AWS_CALL, vendor, denied, assume, people_of_vendor,
     without_mfa},
    {"foreign tenant", ADVERSARY_FOREIGN_TENANT, WEB_CALL, github, github_denied, web,
     github_tokens, of_github},
    {"other pod", ADVERSARY_OTHER_SUBJECT, WEB_CALL, eks, eks_denied, web, eks_tokens, of_eks},
    {"other resource", ADVERSARY_OTHER_RESOURCE, PRINCIPAL_SERVICE, "sts:AssumeRole", service,
     service_denied, assume, services, of_services},
};
enum { WORLDS = sizeof worlds / sizeof *worlds };

#endif
