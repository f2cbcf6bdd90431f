/* SPDX-License-Identifier: Apache-2.0
 *
 * AL607 partial-wildcard-principal
 *
 * Wildcards inside a principal. For the evaluator they are letters like any other.
 */
#include "rules.h"

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement, const struct alint_principal *principal,
                   const struct alint_identity *identity) {
  bool other_rule = identity->who == ALINT_WHO_ANYONE || identity->who == ALINT_WHO_GROUP ||
                    principal->kind == ALINT_PRINCIPAL_CANONICAL ||
                    principal->kind == ALINT_PRINCIPAL_OTHER ||
                    principal->kind == ALINT_PRINCIPAL_OPAQUE;
  if (!identity->has_wildcard || other_rule)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  alint_draft_message(&draft,
                      "%s has a wildcard in it, and a principal is no pattern: IAM refuses the "
                      "policy, or nobody matches",
                      alint_quote_text(&draft, principal->value.text));
  return alint_draft_send(&draft, sink, &alint_rule_al607);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_principal(at, sink, look_at);
}

static const char *const tags[] = {"principal", NULL};
static const char *const sources[] = {
    ALINT_DOC_PRINCIPAL,
    ALINT_DOC_TRUST_ERRORS,
    ALINT_DOC_CHECKS,
    NULL,
};

static const char bad[] =
    "Resources:\n"
    "  Deploy:\n"
    "    Type: AWS::IAM::Role\n"
    "    Properties:\n"
    "      AssumeRolePolicyDocument:\n"
    "        Version: \"2012-10-17\"\n"
    "        Statement:\n"
    "          - Effect: Allow\n"
    "            Principal: {AWS: !Sub \"arn:aws:iam::${AWS::AccountId}:role/ci-*\"}\n"
    "            Action: sts:AssumeRole\n";

static const char good[] =
    "Resources:\n"
    "  Deploy:\n"
    "    Type: AWS::IAM::Role\n"
    "    Properties:\n"
    "      AssumeRolePolicyDocument:\n"
    "        Version: \"2012-10-17\"\n"
    "        Statement:\n"
    "          - Effect: Allow\n"
    "            Principal: \n"
    "              AWS:\n"
    "                - !Sub \"arn:aws:iam::${AWS::AccountId}:role/ci-build\"\n"
    "                - !Sub \"arn:aws:iam::${AWS::AccountId}:role/ci-deploy\"\n"
    "            Action: sts:AssumeRole\n";

const struct alint_rule alint_rule_al607 = {
    .id = "AL607",
    .name = "partial-wildcard-principal",
    .title = "A principal has a wildcard in it",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A principal has * or ? as part of its value: an ARN with a wildcard, "
                    "{\"Service\": \"*\"}, {\"Federated\": \"*\"}.",
            .why = "Principals are not patterns. IAM refuses the policy, or takes the asterisk "
                   "for a letter of the name, and then nobody matches. The only wildcard that "
                   "exists is {\"AWS\": \"*\"}.",
            .bad = bad,
            .good = good,
            .fix = "List the principals one by one, or trust the account and ask for a name "
                   "pattern in a condition: ArnLike on aws:PrincipalArn.",
            .sources = sources,
        },
    .check = check,
};
