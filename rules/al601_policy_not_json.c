/* SPDX-License-Identifier: Apache-2.0
 *
 * AL601 policy-not-json
 *
 * The document as a whole: a statement that is no object is an element of the wrong type
 * (AL603).
 */
#include "rules.h"

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_oddity *oddity) {
  const char *what = NULL;
  if (oddity->kind == ALINT_ODD_NOT_JSON)
    what = "a string that is not JSON";
  else if (oddity->kind == ALINT_ODD_NOT_OBJECT && oddity->pointer.len == 0)
    what = "no JSON object";
  if (!what)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_oddity(check, oddity);
  alint_draft_message(&draft, "the trust policy is %s: IAM refuses it", what);
  return alint_draft_send(&draft, sink, &alint_rule_al601);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_oddity(at, sink, look_at);
}

static const char *const tags[] = {"grammar", NULL};
static const char *const sources[] = {
    ALINT_DOC_GRAMMAR,
    ALINT_DOC_ROLE_API,
    NULL,
};

static const char bad[] = "Resources:\n"
                          "  Deploy:\n"
                          "    Type: AWS::IAM::Role\n"
                          "    Properties:\n"
                          "      AssumeRolePolicyDocument: ec2.amazonaws.com\n";

static const char good[] = "Resources:\n"
                           "  Deploy:\n"
                           "    Type: AWS::IAM::Role\n"
                           "    Properties:\n"
                           "      AssumeRolePolicyDocument:\n"
                           "        Version: \"2012-10-17\"\n"
                           "        Statement:\n"
                           "          - Effect: Allow\n"
                           "            Principal: {Service: ec2.amazonaws.com}\n"
                           "            Action: sts:AssumeRole\n";

const struct alint_rule alint_rule_al601 = {
    .id = "AL601",
    .name = "policy-not-json",
    .title = "The trust policy is not a JSON object",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "The trust policy is a string that is not JSON, or JSON that is not an "
                    "object.",
            .why = "IAM refuses it (\"This policy contains invalid Json\") and the role is not "
                   "created. Nothing else about the policy could be judged.",
            .bad = bad,
            .good = good,
            .fix = "Write the policy as one JSON object with Version and Statement.",
            .sources = sources,
        },
    .check = check,
};
