/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search for other organizations of GitHub Actions: which subjects
 * and claims keep them out.
 */
#include "access_case.h"

#define ALLOW_GITHUB                                                                               \
  "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"           \
  "token.actions.githubusercontent.com`},`Action`:`sts:AssumeRoleWithWebIdentity`"
#define DENY_GITHUB                                                                                \
  "{`Effect`:`Deny`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"            \
  "token.actions.githubusercontent.com`},`Action`:`sts:AssumeRoleWithWebIdentity`"

static const struct case_row cases[] = {
    {ALINT_WAY_OPEN, NULL, NULL},
    {ALINT_WAY_OPEN,
     "{`StringEquals`:{`token.actions.githubusercontent.com:aud`:`sts.amazonaws.com`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`*`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*`}}",
     NULL},
    {ALINT_WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:*`}}", NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api*`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*/api:*`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*/api:ref:refs/heads/main`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*/*:environment:prod`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme@123/api@456:*`}}", NULL},
    {ALINT_WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme@*`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme@123/*`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*@123/*`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*@123/api@*:*`}}", NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*@*/api@*:*`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*@*/*`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*@123/*`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*/*@456:*`}}",
     NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acm?/api:*`}}",
     NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:ac*e/api:*`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*acme/api:*`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`*acme*`}}", NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`*:environment:prod`}}", NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`environment:prod`}}", NULL},
    {ALINT_WAY_OPEN,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`environment:prod`}}", NULL},
    {ALINT_WAY_OPEN,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`ref:refs/heads/main`}}", NULL},
    {ALINT_WAY_OPEN,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`workflow:deploy`}}", NULL},
    {ALINT_WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`repository_owner:acme:"
     "environment:prod`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repository_owner:*:environment:"
     "prod`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`repository_owner_id:123`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repository_owner_id:123:*`}}",
     NULL},
    {ALINT_WAY_CLOSED, "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:*`}}", NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:[`repo:acme/api:*`,`repo:*/api:"
     "*`]}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:[`repo:acme/api:*`,`repo:beta/api:"
     "*`]}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`ForAllValues:StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:*`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`ForAllValues:StringEquals`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:ref:"
     "refs/heads/main`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLikeIfExists`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:*`}}", NULL},
    {ALINT_WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:repository_owner_id`:`123`}}", NULL},
    {ALINT_WAY_CLOSED,
     "{`StringEqualsIfExists`:{`token.actions.githubusercontent.com:repository_owner_id`:`123`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringEqualsIfExists`:{`token.actions.githubusercontent.com:repository_id`:`123`}}", NULL},
    {ALINT_WAY_OPEN,
     "{`StringEqualsIfExists`:{`token.actions.githubusercontent.com:enterprise_id`:`123`}}", NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:repository_owner_id`:`*`}}", NULL},
    {ALINT_WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:repository_owner`:`acme`}}", NULL},
    {ALINT_WAY_OPEN,
     "{`StringEqualsIfExists`:{`token.actions.githubusercontent.com:repository_owner`:`acme`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:job_workflow_ref`:"
     "`acme/ci/.github/workflows/x.yml@*`}}",
     NULL},
    {ALINT_WAY_OPEN, "{`StringNotLike`:{`token.actions.githubusercontent.com:sub`:`repo:evil/*`}}",
     NULL},
    {ALINT_WAY_OPEN, "{`StringNotLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:[`repo:*`],"
     "`token.actions.githubusercontent.com:repository`:`acme/*`}}",
     NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:repository`:`acme*`}}",
     NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:repository`:`*/api`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*`},`StringNotLike`:"
     "{`token.actions.githubusercontent.com:sub`:[`repo:acme-evil/*`,`repo:acmex*`]}}",
     NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringLike`:{`token.actions.githubusercontent.com:sub`:`*:pull_request`}}}"},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*:ref:refs/heads/main`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotLike`:{`token.actions.githubusercontent.com:sub`:`*/api:*`}}}"},
    {ALINT_WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`}}}"},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotLike`:{`token.actions.githubusercontent.com:sub`:[`repo:acme*`]}}}"},
    {ALINT_WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotEquals`:{`token.actions.githubusercontent.com:repository_owner_id`:"
     "`1`}}}"},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotEqualsIfExists`:{`token.actions.githubusercontent.com:environment`:"
     "`prod`}}}"},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotEqualsIfExists`:{`token.actions.githubusercontent.com:environment`:"
     "`prod`}}}"},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`},`StringEquals`:"
     "{`token.actions.githubusercontent.com:actor`:`alice`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`},`StringEquals`:"
     "{`token.actions.githubusercontent.com:ref`:`refs/heads/main`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringEqualsIgnoreCase`:{`token.actions.githubusercontent.com:sub`:`ENVIRONMENT:prod`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringEqualsIgnoreCase`:{`token.actions.githubusercontent.com:sub`:`REPO:ACME/api:ref:"
     "refs/heads/main`}}",
     NULL},
    {ALINT_WAY_CLOSED, "{`StringLike`:{`TOKEN.actions.githubusercontent.com:SUB`:`repo:acme/*`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringNotEquals`:{`token.actions.githubusercontent.com:repository_owner_id`:`1`}}", NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`},`StringNotLike`:"
     "{`token.actions.githubusercontent.com:sub`:`repo:acme/x*`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:[`repo:acme/a:ref:"
     "refs/heads/main`,`repo:acme/b:environment:prod`]}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:[`repo:acme/*`,`repo:beta*/*`]}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`},"
     "`StringLikeIfExists`:{`token.actions.githubusercontent.com:environment`:`*`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*`},`StringEquals`:"
     "{`token.actions.githubusercontent.com:repository_id`:`5`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`,"
     "`token.actions.githubusercontent.com:repository`:`acme/api`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`},`ForAllValues:"
     "StringEquals`:{`token.actions.githubusercontent.com:enterprise_id`:`1`}}",
     NULL},
    {ALINT_WAY_CLOSED,
     "{`ForAllValues:StringEquals`:{`token.actions.githubusercontent.com:repository_owner_id`:"
     "`1`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`ForAllValues:StringEquals`:{`token.actions.githubusercontent.com:repository_owner`:"
     "`acme`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`ForAnyValue:StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}", NULL},
    {ALINT_WAY_CLOSED,
     "{`ForAnyValue:StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`}}", NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:??????*/api:*`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme-*/*`}}",
     NULL},
    {ALINT_WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*:*`}}",
     NULL},
    {ALINT_WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`re*:environment:prod`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`*:acme/*`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`?epo:*`}}", NULL},
    {ALINT_WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`repo:${aws:PrincipalTag/x}`}}",
     NULL},
    {ALINT_WAY_CLOSED, "{`StringEquals`:{`gitlab.com:sub`:`x`}}", NULL},
    {ALINT_WAY_OPEN, "{`StringNotEquals`:{`gitlab.com:sub`:`x`}}", NULL},
    {ALINT_WAY_OPEN, "{`Null`:{`token.actions.githubusercontent.com:sub`:`false`}}", NULL},
    {ALINT_WAY_CLOSED, "{`Null`:{`token.actions.githubusercontent.com:sub`:`true`}}", NULL},
};

static void all_cases(void **state) {
  (void)state;
  assert_int_equal(
      case_wrong(cases, sizeof cases / sizeof *cases, ALLOW_GITHUB, ALINT_FOREIGN_TENANT), 0);
}

TESTS(tenants, TEST(all_cases));
