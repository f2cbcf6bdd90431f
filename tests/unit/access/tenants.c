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
    {WAY_OPEN, NULL, NULL},
    {WAY_OPEN, "{`StringEquals`:{`token.actions.githubusercontent.com:aud`:`sts.amazonaws.com`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}", NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`*`}}", NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*`}}", NULL},
    {WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`}}", NULL},
    {WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:*`}}",
     NULL},
    {WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api*`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*/api:*`}}", NULL},
    {WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*/api:ref:refs/heads/main`}}",
     NULL},
    {WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*/*:environment:prod`}}",
     NULL},
    {WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme@123/api@456:*`}}", NULL},
    {WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme@*`}}", NULL},
    {WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme@123/*`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*@123/*`}}", NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*@123/api@*:*`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*@*/api@*:*`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*@*/*`}}", NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*@123/*`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*/*@456:*`}}", NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acm?/api:*`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:ac*e/api:*`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*acme/api:*`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`*acme*`}}", NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`*:environment:prod`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`environment:prod`}}",
     NULL},
    {WAY_OPEN, "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`environment:prod`}}",
     NULL},
    {WAY_OPEN, "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`ref:refs/heads/main`}}",
     NULL},
    {WAY_OPEN, "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`workflow:deploy`}}",
     NULL},
    {WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`repository_owner:acme:"
     "environment:prod`}}",
     NULL},
    {WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repository_owner:*:environment:"
     "prod`}}",
     NULL},
    {WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`repository_owner_id:123`}}",
     NULL},
    {WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repository_owner_id:123:*`}}",
     NULL},
    {WAY_CLOSED, "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}", NULL},
    {WAY_CLOSED, "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:*`}}",
     NULL},
    {WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:[`repo:acme/api:*`,`repo:*/api:"
     "*`]}}",
     NULL},
    {WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:[`repo:acme/api:*`,`repo:beta/api:"
     "*`]}}",
     NULL},
    {WAY_CLOSED,
     "{`ForAllValues:StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:*`}}",
     NULL},
    {WAY_CLOSED,
     "{`ForAllValues:StringEquals`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:ref:"
     "refs/heads/main`}}",
     NULL},
    {WAY_CLOSED,
     "{`StringLikeIfExists`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:*`}}", NULL},
    {WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:repository_owner_id`:`123`}}", NULL},
    {WAY_CLOSED,
     "{`StringEqualsIfExists`:{`token.actions.githubusercontent.com:repository_owner_id`:`123`}}",
     NULL},
    {WAY_CLOSED,
     "{`StringEqualsIfExists`:{`token.actions.githubusercontent.com:repository_id`:`123`}}", NULL},
    {WAY_OPEN,
     "{`StringEqualsIfExists`:{`token.actions.githubusercontent.com:enterprise_id`:`123`}}", NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:repository_owner_id`:`*`}}",
     NULL},
    {WAY_CLOSED, "{`StringEquals`:{`token.actions.githubusercontent.com:repository_owner`:`acme`}}",
     NULL},
    {WAY_OPEN,
     "{`StringEqualsIfExists`:{`token.actions.githubusercontent.com:repository_owner`:`acme`}}",
     NULL},
    {WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:job_workflow_ref`:"
     "`acme/ci/.github/workflows/x.yml@*`}}",
     NULL},
    {WAY_OPEN, "{`StringNotLike`:{`token.actions.githubusercontent.com:sub`:`repo:evil/*`}}", NULL},
    {WAY_OPEN, "{`StringNotLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`}}", NULL},
    {WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:[`repo:*`],"
     "`token.actions.githubusercontent.com:repository`:`acme/*`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:repository`:`acme*`}}", NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:repository`:`*/api`}}", NULL},
    {WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*`},`StringNotLike`:"
     "{`token.actions.githubusercontent.com:sub`:[`repo:acme-evil/*`,`repo:acmex*`]}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringLike`:{`token.actions.githubusercontent.com:sub`:`*:pull_request`}}}"},
    {WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*:ref:refs/heads/main`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotLike`:{`token.actions.githubusercontent.com:sub`:`*/api:*`}}}"},
    {WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`}}}"},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotLike`:{`token.actions.githubusercontent.com:sub`:[`repo:acme*`]}}}"},
    {WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotEquals`:{`token.actions.githubusercontent.com:repository_owner_id`:"
     "`1`}}}"},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotEqualsIfExists`:{`token.actions.githubusercontent.com:environment`:"
     "`prod`}}}"},
    {WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/api:*`}}",
     DENY_GITHUB
     ",`Condition`:{`StringNotEqualsIfExists`:{`token.actions.githubusercontent.com:environment`:"
     "`prod`}}}"},
    {WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`},`StringEquals`:"
     "{`token.actions.githubusercontent.com:actor`:`alice`}}",
     NULL},
    {WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`},`StringEquals`:"
     "{`token.actions.githubusercontent.com:ref`:`refs/heads/main`}}",
     NULL},
    {WAY_OPEN,
     "{`StringEqualsIgnoreCase`:{`token.actions.githubusercontent.com:sub`:`ENVIRONMENT:prod`}}",
     NULL},
    {WAY_CLOSED,
     "{`StringEqualsIgnoreCase`:{`token.actions.githubusercontent.com:sub`:`REPO:ACME/api:ref:"
     "refs/heads/main`}}",
     NULL},
    {WAY_CLOSED, "{`StringLike`:{`TOKEN.actions.githubusercontent.com:SUB`:`repo:acme/*`}}", NULL},
    {WAY_OPEN,
     "{`StringNotEquals`:{`token.actions.githubusercontent.com:repository_owner_id`:`1`}}", NULL},
    {WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`},`StringNotLike`:"
     "{`token.actions.githubusercontent.com:sub`:`repo:acme/x*`}}",
     NULL},
    {WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:[`repo:acme/a:ref:"
     "refs/heads/main`,`repo:acme/b:environment:prod`]}}",
     NULL},
    {WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:[`repo:acme/*`,`repo:beta*/*`]}}",
     NULL},
    {WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`},"
     "`StringLikeIfExists`:{`token.actions.githubusercontent.com:environment`:`*`}}",
     NULL},
    {WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme*`},`StringEquals`:"
     "{`token.actions.githubusercontent.com:repository_id`:`5`}}",
     NULL},
    {WAY_CLOSED,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`,"
     "`token.actions.githubusercontent.com:repository`:`acme/api`}}",
     NULL},
    {WAY_OPEN,
     "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`},`ForAllValues:"
     "StringEquals`:{`token.actions.githubusercontent.com:enterprise_id`:`1`}}",
     NULL},
    {WAY_CLOSED,
     "{`ForAllValues:StringEquals`:{`token.actions.githubusercontent.com:repository_owner_id`:"
     "`1`}}",
     NULL},
    {WAY_OPEN,
     "{`ForAllValues:StringEquals`:{`token.actions.githubusercontent.com:repository_owner`:"
     "`acme`}}",
     NULL},
    {WAY_OPEN, "{`ForAnyValue:StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:*`}}",
     NULL},
    {WAY_CLOSED,
     "{`ForAnyValue:StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*`}}", NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:??????*/api:*`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme-*/*`}}", NULL},
    {WAY_CLOSED, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`repo:acme/*:*`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`re*:environment:prod`}}",
     NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`*:acme/*`}}", NULL},
    {WAY_OPEN, "{`StringLike`:{`token.actions.githubusercontent.com:sub`:`?epo:*`}}", NULL},
    {WAY_CLOSED,
     "{`StringEquals`:{`token.actions.githubusercontent.com:sub`:`repo:${aws:PrincipalTag/x}`}}",
     NULL},
    {WAY_CLOSED, "{`StringEquals`:{`gitlab.com:sub`:`x`}}", NULL},
    {WAY_OPEN, "{`StringNotEquals`:{`gitlab.com:sub`:`x`}}", NULL},
    {WAY_OPEN, "{`Null`:{`token.actions.githubusercontent.com:sub`:`false`}}", NULL},
    {WAY_CLOSED, "{`Null`:{`token.actions.githubusercontent.com:sub`:`true`}}", NULL},
};

static void all_cases(void **state) {
  (void)state;
  assert_int_equal(
      case_wrong(cases, sizeof cases / sizeof *cases, ALLOW_GITHUB, ADVERSARY_FOREIGN_TENANT), 0);
}

TESTS(tenants, TEST(all_cases));
