/* SPDX-License-Identifier: Apache-2.0
 *
 * AL407 sso-role-by-full-name
 *
 * Roles that IAM Identity Center makes have a name with a hash that changes.
 */
#include "rules.h"

static bool starts_with(const struct alint_text *text, const char *prefix) {
  return text && text->count > 0 && !text->pieces[0].hole &&
         alint_str_starts(text->pieces[0].literal, prefix);
}

static int look_at(const struct alint_check *check, struct alint_sink *sink,
                   const struct alint_statement *statement, const struct alint_principal *principal,
                   const struct alint_identity *identity) {
  if (identity->who != ALINT_WHO_ROLE || identity->has_wildcard ||
      statement->effect == ALINT_EFFECT_DENY || !starts_with(identity->name, "AWSReservedSSO_") ||
      !starts_with(identity->path, "/aws-reserved/sso.amazonaws.com/"))
    return ALINT_OK;
  struct alint_draft draft = alint_draft_principal(check, statement, principal);
  alint_draft_message(&draft,
                      "%s is a role that IAM Identity Center generates: when its permission set is "
                      "provisioned again it is another role, and this trust ends",
                      alint_quote_principal(&draft, identity));
  return alint_draft_send(&draft, sink, &alint_rule_al407);
}

static int check(const struct alint_check *at, struct alint_sink *sink) {
  return alint_each_principal(at, sink, look_at);
}

static const char *const tags[] = {"principal", "lifecycle", "sso", NULL};
static const char *const sources[] = {
    ALINT_DOC_PRINCIPAL,
    "https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html",
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
    "            Principal: {AWS: !Sub \"arn:aws:iam::${AWS::AccountId}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef\"}\n"
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
    "            Principal: {AWS: !Sub \"arn:aws:iam::${AWS::AccountId}:root\"}\n"
    "            Action: sts:AssumeRole\n"
    "            Condition:\n"
    "              ArnLike:\n"
    "                aws:PrincipalArn: !Sub \"arn:aws:iam::${AWS::AccountId}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_*\"\n";

const struct alint_rule alint_rule_al407 = {
    .id = "AL407",
    .name = "sso-role-by-full-name",
    .title = "A role of IAM Identity Center is trusted by its generated name",
    .severity = ALINT_SEVERITY_MEDIUM,
    .category = ALINT_BREAKS_ACCESS,
    .since = "0.1.0",
    .tags = tags,
    .help =
        {
            .what = "A principal is a role that IAM Identity Center made for a permission set: "
                    ".../aws-reserved/sso.amazonaws.com/.../AWSReservedSSO_NAME_HASH.",
            .why = "The role belongs to Identity Center. When the permission set is removed and "
                   "provisioned again, a role with another hash and another unique id takes its "
                   "place; the trust policy keeps the old one and nobody gets in any more.",
            .bad = bad,
            .good = good,
            .fix = "Trust the account and ask for the role in a condition: ArnLike on "
                   "aws:PrincipalArn with a wildcard for the hash.",
            .sources = sources,
        },
    .check = check,
};
