/* SPDX-License-Identifier: Apache-2.0
 *
 * AL608 group-principal
 *
 * ARNs of IAM that are never principals.
 */
#include "rules.h"

static const struct {
  const char *type, *word;
} kinds[] = {
    {":group/", "a user group"},
    {":policy/", "a managed policy"},
    {":instance-profile/", "an instance profile"},
    {":mfa/", "an MFA device"},
    {":u2f/", "an MFA device"},
    {":server-certificate/", "a certificate"},
};

static const char *word_for(const struct alint_text *text) {
  for (size_t i = 0; i < text->count; i++) {
    for (size_t k = 0; !text->pieces[i].hole && k < sizeof kinds / sizeof *kinds; k++) {
      struct alint_str literal = text->pieces[i].literal;
      if (alint_str_find_str(literal, alint_str(kinds[k].type)) < literal.len)
        return kinds[k].word;
    }
  }
  return "a user group, a policy or an instance profile"; /* a reference to one */
}

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement, const struct alint_principal *principal,
                   const struct alint_identity *identity) {
  if (identity->who != ALINT_WHO_GROUP)
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  alint_draft_message(&draft, "%s is %s, which cannot be a principal: IAM refuses the policy",
                      alint_quote_principal(&draft, identity), word_for(principal->value.text));
  return alint_draft_send(&draft, sink, &alint_rule_al608);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_principal(at, sink, look_at);
}

static const char *const tags[] = {"principal", NULL};
static const char *const sources[] = {
    ALINT_DOC_PRINCIPAL,
    ALINT_DOC_IDENTIFIERS,
    NULL,
};

static const char bad[] =
    "{\n"
    "  \"Version\": \"2012-10-17\",\n"
    "  \"Statement\": [\n"
    "    {\n"
    "      \"Effect\": \"Allow\",\n"
    "      \"Principal\": {\"AWS\": \"arn:aws:iam::111122223333:group/admins\"},\n"
    "      \"Action\": \"sts:AssumeRole\"\n"
    "    }\n"
    "  ]\n"
    "}\n";

static const char good[] = "{\n"
                           "  \"Version\": \"2012-10-17\",\n"
                           "  \"Statement\": [\n"
                           "    {\n"
                           "      \"Effect\": \"Allow\",\n"
                           "      \"Principal\": {\"Service\": \"ec2.amazonaws.com\"},\n"
                           "      \"Action\": \"sts:AssumeRole\"\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

const struct alint_rule alint_rule_al608 = {
    .id = "AL608",
    .name = "group-principal",
    .title = "A principal is something that cannot make calls",
    .severity = ALINT_SEVERITY_HIGH,
    .category = ALINT_BREAKS_DEPLOY,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A principal is the ARN of a user group, a managed policy, an instance "
                    "profile, an MFA device or a certificate.",
            .why = "None of these can make a call. A group is a way to attach permissions to "
                   "users and no identity, so IAM refuses the policy with \"Invalid principal in "
                   "policy\".",
            .bad = bad,
            .good = good,
            .fix = "Name the users or, better, the role that they use. To let in a group, trust "
                   "the account and allow sts:AssumeRole in the group's own policy.",
            .sources = sources,
        },
    .check = check,
};
