/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search: whole policies, the calls that prove ways open, providers
 * and values that are not known, limits.
 */
#include "access_case.h"
#include "assumelint/buf.h"
#include "assumelint/limits.h"

#define ALLOW "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`"
#define ALLOW_TAGS                                                                                 \
  "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`Action`:[`sts:AssumeRole`,`sts:TagSession`]"
#define DENY "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`"
#define VENDOR "{`Effect`:`Allow`,`Principal`:{`AWS`:`464622532012`},`Action`:`sts:AssumeRole`"
#define PROVIDER(name)                                                                             \
  "{`Effect`:`Allow`,`Principal`:{`Federated`:`" name "`},`Action`:`sts:AssumeRoleWithWebIdentity`"
#define ISSUER(host) PROVIDER("arn:aws:iam::111122223333:oidc-provider/" host)
#define GITLAB ISSUER("gitlab.com")
#define TERRAFORM ISSUER("app.terraform.io")
#define BUILDKITE ISSUER("agent.buildkite.com")
#define EKS_HOST "oidc.eks.us-east-1.amazonaws.com/id/A"
#define EKS ISSUER(EKS_HOST)
#define AMAZON PROVIDER("www.amazon.com")
#define GOOGLE PROVIDER("accounts.google.com")
#define COGNITO PROVIDER("cognito-identity.amazonaws.com")

/* Whole policies: the best that the adversary reaches by any way. */
struct whole {
  AdversaryId adversary;
  Outcome outcome;
  const char *statements;
};

static const struct whole cases[] = {
    {ADVERSARY_OTHER_CUSTOMER, WAY_CLOSED,
     VENDOR ",`Condition`:{`StringEquals`:{`sts:ExternalId`:`abcdef`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_OPEN,
     VENDOR ",`Condition`:{`StringLike`:{`sts:ExternalId`:"
            "`????????.????.????.????????????`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_OPEN,
     VENDOR ",`Condition`:{`StringEqualsIfExists`:{`sts:ExternalId`:`abcdef`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_OPEN,
     VENDOR ",`Condition`:{`Null`:{`sts:ExternalId`:`false`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_OPEN,
     VENDOR "},{`Effect`:`Deny`,`Principal`:{`AWS`:`464622532012`},"
            "`Action`:`sts:AssumeRole`,`Condition`:{`StringEquals`:"
            "{`sts:ExternalId`:`a`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_CLOSED,
     VENDOR "}," DENY ",`Condition`:{`StringNotEquals`:{`sts:ExternalId`:`abc`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_CLOSED,
     VENDOR ",`Condition`:{`StringLike`:{`sts:ExternalId`:`acme-*`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_OPEN,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:"
     "`arn:aws:iam::464622532012:role/x`},"
     "`Action`:`sts:AssumeRole`,`Condition`:{`StringLike`:"
     "{`aws:userid`:`AROAEXAMPLEEXAMPLE12:*`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_OPEN,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:"
     "`arn:aws:sts::464622532012:assumed-role/AWSReservedSSO_x/bob`},"
     "`Action`:`sts:AssumeRole`,`Condition`:{`ArnLike`:"
     "{`aws:PrincipalArn`:`arn:aws:iam::464622532012:"
     "role/aws-reserved/sso.amazonaws.com/*`}}}"},
    {ADVERSARY_INTENDED, WAY_OPEN,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:"
     "`arn:aws:sts::464622532012:assumed-role/AWSReservedSSO_x/bob`},"
     "`Action`:`sts:AssumeRole`,`Condition`:{`ArnLike`:"
     "{`aws:PrincipalArn`:`arn:aws:iam::464622532012:"
     "role/aws-reserved/sso.amazonaws.com/*`}}}"},
    {ADVERSARY_INTENDED, WAY_OPEN,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`AROAEXAMPLEEXAMPLE12`},"
     "`Action`:`sts:AssumeRole`,`Condition`:{`ArnLike`:"
     "{`aws:PrincipalArn`:`arn:aws:iam::464622532012:role/x`}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW_TAGS ",`Condition`:{`StringEquals`:{`aws:RequestTag/a`:`x`}}}"},
    {ADVERSARY_STRANGER, WAY_CLOSED,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},"
     "`Action`:`sts:*`,`Condition`:{`StringEquals`:{`aws:RequestTag/a`:`x`}}},"
     "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},`Action`:`sts:TagSession`}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW_TAGS ",`Condition`:{`StringEquals`:{`aws:RequestTag/A`:`1`,"
                "`aws:RequestTag/B`:`2`,`aws:RequestTag/C`:`3`},"
                "`ForAllValues:StringEquals`:{`aws:TagKeys`:[`A`,`B`,`C`]}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW_TAGS ",`Condition`:{`StringEquals`:{`aws:RequestTag/A`:`1`,"
                "`aws:RequestTag/B`:`2`,`aws:RequestTag/C`:`3`},"
                "`ForAllValues:StringEquals`:{`aws:TagKeys`:[`A`,`B`,`C`,`D`]},"
                "`ForAnyValue:StringEquals`:{`aws:TagKeys`:[`D`]},"
                "`Null`:{`aws:RequestTag/E`:`true`}}}"},
    {ADVERSARY_STRANGER, WAY_CLOSED,
     ALLOW_TAGS ",`Condition`:{`StringEquals`:{`aws:RequestTag/A`:`1`},"
                "`ForAllValues:StringEquals`:{`aws:TagKeys`:[`B`]}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW_TAGS ",`Condition`:{`ForAnyValue:StringEquals`:{`aws:TagKeys`:[`a`]},"
                "`ForAnyValue:StringLike`:{`aws:TagKeys`:[`b*`]},"
                "`ForAnyValue:StringEqualsIgnoreCase`:{`aws:TagKeys`:[`c`]},"
                "`ForAllValues:StringLike`:{`aws:TagKeys`:[`?`]}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW_TAGS ",`Condition`:{`ForAnyValue:StringLike`:{`aws:TagKeys`:[`a*`]},"
                "`ForAllValues:StringLike`:{`aws:TagKeys`:[`*b`,`c`]},"
                "`ForAnyValue:StringEquals`:{`aws:TagKeys`:`c`}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW_TAGS ",`Condition`:{`ForAnyValue:StringLike`:{`aws:TagKeys`:[`a*`]}}},"
                "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},"
                "`Action`:`sts:*`,`Condition`:{`ForAnyValue:StringLike`:"
                "{`aws:TagKeys`:[`a`,`ax`,`*q`]}}}"},
    {ADVERSARY_STRANGER, WAY_CLOSED,
     ALLOW_TAGS ",`Condition`:{`ForAnyValue:StringLike`:{`aws:TagKeys`:[`a*`]}}},"
                "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},"
                "`Action`:`sts:*`,`Condition`:{`ForAnyValue:StringLike`:"
                "{`aws:TagKeys`:[`*`]}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW_TAGS ",`Condition`:{`ForAnyValue:StringLike`:{`aws:TagKeys`:[`a*`]}}},"
                "{`Effect`:`Deny`,`Principal`:{`AWS`:`*`},"
                "`Action`:`sts:*`,`Condition`:{`ForAllValues:StringLike`:"
                "{`aws:TagKeys`:[`a*`]}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     "{`Effect`:`Allow`,`NotPrincipal`:{`AWS`:`111122223333`},"
     "`Action`:`sts:AssumeRole`}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},`NotAction`:`sts:TagSession`}"},
    {ADVERSARY_STRANGER, WAY_OPEN, "{`Effect`:`Allow`,`Principal`:`*`,`Action`:`sts:Assume*`}"},
    {ADVERSARY_STRANGER, WAY_OPEN, "{`Effect`:`Allow`,`Principal`:`*`,`Action`:`STS:assumerole`}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     "{`Effect`:`Allow`,`Principal`:`*`,"
     "`Action`:`sts:AssumeRoleWithWebIdentity`}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     GITLAB ",`Condition`:{`StringLike`:{`gitlab.com:sub`:`project_path:*`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     GITLAB ",`Condition`:{`StringLike`:{`gitlab.com:sub`:`project_path:acme*`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
     GITLAB ",`Condition`:{`StringLike`:{`gitlab.com:sub`:`project_path:acme/*`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     GITLAB ",`Condition`:{`StringLike`:{`gitlab.com:sub`:"
            "`project_path:*/api:ref_type:branch:ref:main`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
     GITLAB ",`Condition`:{`StringLike`:{`gitlab.com:sub`:"
            "`project_path:acme/api:ref_type:branch:ref:main`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     GITLAB ",`Condition`:{`StringLike`:{`gitlab.com:sub`:`*:ref:main`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
     GITLAB ",`Condition`:{`StringLike`:{`gitlab.com:sub`:"
            "`project_path:acme/*/api:*`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     GITLAB ",`Condition`:{`StringLike`:{`gitlab.com:sub`:"
            "`project_path:*/acme/api:*`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     GITLAB ",`Condition`:{`StringEquals`:{`gitlab.com:aud`:`https://gitlab.com`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
     GITLAB ",`Condition`:{`StringEquals`:{`gitlab.com:namespace_id`:`1`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     GITLAB ",`Condition`:{`StringEquals`:{`gitlab.com:ref_protected`:`true`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     TERRAFORM ",`Condition`:{`StringLike`:{`app.terraform.io:sub`:`organization:*`},"
               "`StringEquals`:{`app.terraform.io:aud`:`aws.workload.identity`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     TERRAFORM ",`Condition`:{`StringLike`:{`app.terraform.io:sub`:"
               "`organization:acme*`},`StringEquals`:"
               "{`app.terraform.io:aud`:`aws.workload.identity`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
     TERRAFORM ",`Condition`:{`StringLike`:{`app.terraform.io:sub`:"
               "`organization:acme:*`},`StringEquals`:"
               "{`app.terraform.io:aud`:`aws.workload.identity`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     TERRAFORM ",`Condition`:{`StringLike`:{`app.terraform.io:sub`:"
               "`organization:*:project:p:workspace:w:run_phase:apply`},"
               "`StringEquals`:{`app.terraform.io:aud`:`aws.workload.identity`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
     TERRAFORM ",`Condition`:{`StringLike`:{`app.terraform.io:sub`:"
               "`organization:acme:project:p*`},"
               "`StringEquals`:{`app.terraform.io:aud`:`aws.workload.identity`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     TERRAFORM ",`Condition`:{`StringLike`:{`app.terraform.io:sub`:`*`},"
               "`StringEquals`:{`app.terraform.io:aud`:`aws.workload.identity`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     TERRAFORM ",`Condition`:{`StringLike`:{`app.terraform.io:sub`:`*:run_phase:apply`},"
               "`StringEquals`:{`app.terraform.io:aud`:`aws.workload.identity`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     TERRAFORM ",`Condition`:{`StringLike`:{`app.terraform.io:sub`:"
               "`organization:acme*:project:x:workspace:y:run_phase:*`},"
               "`StringEquals`:{`app.terraform.io:aud`:`aws.workload.identity`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     BUILDKITE ",`Condition`:{`StringLike`:{`agent.buildkite.com:sub`:"
               "`organization:*`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     BUILDKITE ",`Condition`:{`StringLike`:{`agent.buildkite.com:sub`:"
               "`organization:acme*`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
     BUILDKITE ",`Condition`:{`StringLike`:{`agent.buildkite.com:sub`:"
               "`organization:acme:pipeline:*`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     BUILDKITE ",`Condition`:{`StringLike`:{`agent.buildkite.com:sub`:"
               "`*:pipeline:deploy:*`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
     BUILDKITE ",`Condition`:{`StringEquals`:{`agent.buildkite.com:organization_slug`:"
               "`acme`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     BUILDKITE ",`Condition`:{`StringEquals`:{`agent.buildkite.com:pipeline_slug`:"
               "`deploy`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     BUILDKITE ",`Condition`:{`StringEqualsIfExists`:"
               "{`agent.buildkite.com:cluster_id`:`deploy`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     COGNITO ",`Condition`:{`ForAnyValue:StringLike`:"
             "{`cognito-identity.amazonaws.com:amr`:`authenticated`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
     COGNITO ",`Condition`:{`StringEquals`:{`cognito-identity.amazonaws.com:aud`:"
             "`us-east-1:11111111-2222-3333-4444-555555555555`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     COGNITO ",`Condition`:{`StringLike`:{`cognito-identity.amazonaws.com:aud`:"
             "`us-east-1:*`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     COGNITO ",`Condition`:{`StringNotEquals`:"
             "{`cognito-identity.amazonaws.com:aud`:"
             "`us-east-1:11111111-2222-3333-4444-555555555555`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     GOOGLE ",`Condition`:{`StringLike`:{`accounts.google.com:email`:`*`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN, GOOGLE "}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
     GOOGLE ",`Condition`:{`StringEquals`:{`accounts.google.com:aud`:`123.apps`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
     AMAZON ",`Condition`:{`StringEquals`:{`www.amazon.com:app_id`:`123.apps`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     GOOGLE ",`Condition`:{`StringLike`:{`accounts.google.com:aud`:"
            "`*.apps.googleusercontent.com`}}}"},
    {ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
     GOOGLE ",`Condition`:{`StringNotLike`:{`accounts.google.com:aud`:`123*`}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*:111122223333:*`}}}"},
    {ADVERSARY_STRANGER, WAY_CLOSED,
     ALLOW ",`Condition`:{`ArnLike`:{`aws:PrincipalArn`:"
           "`arn:*:*:*:111122223333:*`}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW ",`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*:user/admin`},"
           "`StringEquals`:{`aws:PrincipalType`:`AssumedRole`}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW ",`Condition`:{`StringLike`:{`sts:RoleSessionName`:`xy*`},"
           "`StringEquals`:{`sts:RoleSessionName`:`${aws:PrincipalTag/a}`}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW ",`Condition`:{`StringEquals`:{`sts:RoleSessionName`:`${aws:username}`},"
           "`StringNotLike`:{`sts:RoleSessionName`:`a*`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_CLOSED,
     VENDOR "},{`Effect`:`Deny`,`Principal`:{`AWS`:`464622532012`},"
            "`Action`:`sts:AssumeRole`},{`Effect`:`Deny`,"
            "`Principal`:{`AWS`:`464622532012`},"
            "`Action`:`sts:*`,`Condition`:{`StringLike`:{`aws:username`:`ab`}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW ",`Condition`:{`NumericGreaterThan`:{`aws:MultiFactorAuthAge`:`10`}}}," DENY
           ",`Condition`:{`Null`:{`aws:MultiFactorAuthPresent`:`true`}}}"},
    {ADVERSARY_STRANGER, WAY_CLOSED,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},"
     "`Action`:`sts:*`,`Condition`:{`StringEquals`:"
     "{`sts:SourceIdentity`:`x`}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},"
     "`Action`:`sts:*`,`Condition`:{`StringEquals`:"
     "{`sts:SourceIdentity`:`xx`}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW_TAGS ",`Condition`:{`ForAnyValue:StringEquals`:"
                "{`sts:TransitiveTagKeys`:[`a`]}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW_TAGS ",`Condition`:{`ForAnyValue:StringEquals`:{`sts:TransitiveTagKeys`:[`a`],"
                "`aws:TagKeys`:[`b`]}}}"},
    {ADVERSARY_STRANGER, WAY_CLOSED,
     ALLOW_TAGS ",`Condition`:{`ForAnyValue:StringEquals`:"
                "{`sts:TransitiveTagKeys`:[`a`]},"
                "`ForAllValues:StringEquals`:{`aws:TagKeys`:[`b`]}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     ALLOW_TAGS ",`Condition`:{`ForAnyValue:StringEquals`:"
                "{`sts:TransitiveTagKeys`:[`a`]},`Null`:{`aws:RequestTag/a`:`false`},"
                "`ForAllValues:StringLike`:{`aws:TagKeys`:[`?`]}}}"},
    {ADVERSARY_STRANGER, WAY_CLOSED,
     ALLOW_TAGS ",`Condition`:{`StringEquals`:{`aws:TagKeys`:[`a`]}}}"},
    {ADVERSARY_STRANGER, WAY_OPEN,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},"
     "`Action`:`sts:AssumeRoleWithWebIdentity`}"},
    {ADVERSARY_STRANGER, WAY_CLOSED,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:`*`},"
     "`Action`:`sts:*`,`Condition`:{`StringEquals`:"
     "{`aws:PrincipalOrgID`:`o-abcdefghij`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_OPEN,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:[`464622532012`]},"
     "`Action`:`sts:AssumeRole`,`Condition`:{`StringEquals`:"
     "{`sts:ExternalId`:`abc`}}}," VENDOR
     ",`Condition`:{`Bool`:{`aws:MultiFactorAuthPresent`:`true`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_OPEN,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:[`464622532012`]},"
     "`Action`:`sts:AssumeRole`,`Condition`:{`StringEquals`:"
     "{`sts:ExternalId`:`${aws:PrincipalTag/x}`},"
     "`StringNotEquals`:{`sts:ExternalId`:`q`}}}"},
    {ADVERSARY_OTHER_CUSTOMER, WAY_CLOSED,
     "{`Effect`:`Allow`,`Principal`:{`AWS`:[`464622532012`]},"
     "`Action`:`sts:AssumeRole`,`Condition`:{`StringLike`:"
     "{`sts:ExternalId`:`acme-????`}}}"},
    {ADVERSARY_OTHER_SUBJECT, WAY_OPEN,
     EKS ",`Condition`:{`StringLike`:{`" EKS_HOST ":sub`:"
         "`system:serviceaccount:*:${sts:RoleSessionName}`}}}"},
};

/* Without policy variables. */
static const struct whole cases_of_2008[] = {
    /* Tags hold no '$' and no braces. */
    {ADVERSARY_STRANGER, WAY_CLOSED,
     ALLOW ",`Condition`:{`StringEquals`:{`aws:PrincipalTag/x`:"
           "`${aws:PrincipalTag/y}`}}}"},
    {ADVERSARY_STRANGER, WAY_CLOSED,
     ALLOW ",`Condition`:{`StringLike`:{`aws:PrincipalTag/x`:`a${*}b`}}}"},
};

static size_t wrong_of(const struct whole *rows, size_t count, const char *version) {
  size_t wrong = 0;
  for (size_t i = 0; i < count; i++) {
    Arena *arena = arena_new(CASE_BYTES);
    Str json = str_printf(arena, "{`Version`:`%s`,`Statement`:[%s]}", version, rows[i].statements);
    wrong += !case_is(arena, json.ptr, rows[i].adversary, rows[i].outcome);
    arena_free(arena);
  }
  return wrong;
}

static void all_cases(void **state) {
  (void)state;
  assert_int_equal(wrong_of(cases, sizeof cases / sizeof *cases, "2012-10-17"), 0);
  assert_int_equal(
      wrong_of(cases_of_2008, sizeof cases_of_2008 / sizeof *cases_of_2008, "2008-10-17"), 0);
}

/* ---- What is not known ------------------------------------------------------------ */

#define GITHUB "token.actions.githubusercontent.com"
#define WEB "`Action`:`sts:AssumeRoleWithWebIdentity`"

static void holes(void **state) {
  (void)state;
  static const struct {
    HoleKind kind;
    AdversaryId adversary;
    Outcome outcome;
    const char *statements;
  } cases_of_holes[] = {
      /* A provider that the same input makes: its issuer is what the conditions name. */
      {HOLE_OIDC_ARN, ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
       "{`Effect`:`Allow`,`Principal`:{`Federated`:`HOLE`}," WEB
       ",`Condition`:{`StringLike`:{`" GITHUB ":sub`:`repo:acme*`}}}"},
      {HOLE_OIDC_ARN, ADVERSARY_FOREIGN_TENANT, WAY_CLOSED,
       "{`Effect`:`Allow`,`Principal`:{`Federated`:`HOLE`}," WEB
       ",`Condition`:{`StringLike`:{`" GITHUB ":sub`:`repo:acme/*`}}}"},
      {HOLE_OIDC_ARN, ADVERSARY_INTENDED, WAY_OPEN,
       "{`Effect`:`Allow`,`Principal`:{`Federated`:`HOLE`}," WEB
       ",`Condition`:{`StringLike`:{`" GITHUB ":sub`:`repo:acme/*`}}}"},
      {HOLE_ANY, ADVERSARY_FOREIGN_TENANT, WAY_OPEN,
       "{`Effect`:`Allow`,`Principal`:{`Federated`:`HOLE`}," WEB
       ",`Condition`:{`StringLike`:{`" GITHUB ":sub`:`repo:*`}}}"},
      /* Whatever the organization is, it is not a stranger's. */
      {HOLE_ANY, ADVERSARY_STRANGER, WAY_CLOSED,
       ALLOW ",`Condition`:{`StringEquals`:{`aws:PrincipalOrgID`:`HOLE`}}}"},
      {HOLE_ANY, ADVERSARY_STRANGER, WAY_UNKNOWN,
       ALLOW ",`Condition`:{`StringLike`:{`aws:PrincipalOrgID`:`HOLE`}}}"},
      {HOLE_ANY, ADVERSARY_STRANGER, WAY_UNKNOWN,
       ALLOW ",`Condition`:{`IpAddress`:{`aws:SourceIp`:`HOLE`}}}"},
      {HOLE_ANY, ADVERSARY_STRANGER, WAY_CLOSED,
       ALLOW ",`Condition`:{`StringEquals`:{`aws:PrincipalOrgID`:`HOLE`}}}," ALLOW
             ",`Condition`:{`StringEquals`:{`sts:ExternalId`:`HOLE`}}}"},
      {HOLE_ANY, ADVERSARY_STRANGER, WAY_OPEN,
       ALLOW "}," DENY ",`Condition`:{`StringEquals`:{`aws:PrincipalOrgID`:`HOLE`}}}"},
      {HOLE_ANY, ADVERSARY_STRANGER, WAY_UNKNOWN,
       "{`Effect`:`Allow`,`Principal`:{`AWS`:`HOLE`},`Action`:`sts:AssumeRole`}"},
      {HOLE_ACCOUNT, ADVERSARY_STRANGER, WAY_CLOSED,
       "{`Effect`:`Allow`,`Principal`:{`AWS`:`HOLE`},`Action`:`sts:AssumeRole`}"},
  };
  size_t wrong = 0;
  for (size_t i = 0; i < sizeof cases_of_holes / sizeof *cases_of_holes; i++) {
    Arena *arena = arena_new(CASE_BYTES);
    const Hole hole = {.name = STR("X"), .kind = cases_of_holes[i].kind};
    Policy *policy = case_statements(arena, cases_of_holes[i].statements);
    case_put_hole(arena, policy, &hole);
    Outcome got = case_outcome(case_ways(arena, policy), cases_of_holes[i].adversary);
    if (got != cases_of_holes[i].outcome) {
      fprintf(stderr, "%s: %s\n", case_name(got), cases_of_holes[i].statements);
      wrong++;
    }
    arena_free(arena);
  }
  assert_int_equal(wrong, 0);
}

/* ---- Limits ------------------------------------------------------------------------- */

/* 120 principals, 60 statements, and a Deny for each pair of tags: judged or given
 * up, but never taken for safe, and soon. */
static void large_policies_come_to_an_end(void **state) {
  (void)state;
  Arena *arena = arena_new(CASE_BYTES);
  Buf json = buf_in(arena);
  for (unsigned i = 0; i < 30; i++) {
    buf_addf(&json,
             "{`Effect`:`Allow`,`Principal`:{`AWS`:[`*`,`%012u`,`%012u`,`%012u`]},"
             "`Action`:`sts:AssumeRole`,`Condition`:{`StringLike`:{",
             i + 1, i + 1000, i + 2000);
    for (unsigned k = 0; k < 20; k++)
      buf_addf(&json, "%s`aws:PrincipalTag/%u`:[`a*`,`*b`]", k ? "," : "", (i + k) % 40);
    buf_addf(&json,
             "}}}," DENY ",`Condition`:{`StringLike`:{`aws:PrincipalTag/%u`:`a*`,"
             "`aws:PrincipalTag/%u`:`*b`}}}%s",
             i, i + 1, i < 29 ? "," : "");
  }
  const Policy *policy = case_statements(arena, json.ptr);
  const Ways *ways = case_ways(arena, policy);
  assert_int_equal(ways->count, 120);
  assert_int_not_equal(case_outcome(ways, ADVERSARY_STRANGER), WAY_CLOSED);
  assert_true(case_all_proved(arena, policy, ways));
  arena_free(arena);
}

/* Patterns that fight over one name, each in a statement of its own: a plain name that
 * none of them takes, or one takes, is found before anything is solved for. */
static void names_are_tried_before_they_are_solved_for(void **state) {
  (void)state;
  static const char *const effects[] = {"Allow", "Deny"};
  for (unsigned deny = 0; deny < 2; deny++) {
    Arena *arena = arena_new(CASE_BYTES);
    Buf json = buf_in(arena);
    buf_add(&json, ALLOW ",`Condition`:{`ArnLike`:{`aws:PrincipalArn`:`arn:aws:iam::*:role/*`}}}");
    for (char a = 'a'; a < 'a' + 20; a = (char)(a + 2))
      buf_addf(&json,
               ",{`Effect`:`%s`,`Principal`:{`AWS`:`*`},`Action`:`sts:AssumeRole`,"
               "`Condition`:{`StringLike`:{`aws:PrincipalArn`:`*:role/%c*%c*`}}}",
               effects[deny], a, a + 1);
    SearchBudget budget = {.steps = MAX_WAYS_STEPS};
    const Ways *ways = case_ways_within(arena, case_statements(arena, json.ptr), &budget);
    assert_int_equal(ways->count, deny ? 1 : 11);
    for (size_t i = 0; i < ways->count; i++) {
      assert_int_equal(ways->items[i].attempts[ADVERSARY_STRANGER].outcome, WAY_OPEN);
      assert_false(way_gave_up(&ways->items[i]));
    }
    assert_true(budget.steps > 0);
    arena_free(arena);
  }
}

TESTS(search, TEST(all_cases), TEST(holes), TEST(large_policies_come_to_an_end),
      TEST(names_are_tried_before_they_are_solved_for));
