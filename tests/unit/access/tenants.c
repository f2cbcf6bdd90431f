/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search for other organizations of GitHub Actions: which subjects
 * and claims keep them out.
 */
#include "access_case.h"

#define HUB "token.actions.githubusercontent.com"
#define SUB_LIKE(pattern) "{`StringLike`:{`" HUB ":sub`:`" pattern "`}}"
#define ALLOW_GITHUB                                                                               \
  "{`Effect`:`Allow`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"           \
  "token.actions.githubusercontent.com`},`Action`:`sts:AssumeRoleWithWebIdentity`"
#define DENY_GITHUB                                                                                \
  "{`Effect`:`Deny`,`Principal`:{`Federated`:`arn:aws:iam::111122223333:oidc-provider/"            \
  "token.actions.githubusercontent.com`},`Action`:`sts:AssumeRoleWithWebIdentity`"

static const struct case_row cases[] = {
    {WAY_OPEN, NULL, NULL},
    IF(WAY_OPEN, "{`StringEquals`:{`" HUB ":aud`:`sts.amazonaws.com`}}"),
    IF(WAY_OPEN, SUB_LIKE("repo:*")),
    IF(WAY_OPEN, SUB_LIKE("*")),
    IF(WAY_OPEN, SUB_LIKE("repo:acme*")),
    IF(WAY_CLOSED, SUB_LIKE("repo:acme/*")),
    IF(WAY_CLOSED, SUB_LIKE("repo:acme/api:*")),
    IF(WAY_CLOSED, SUB_LIKE("repo:acme/api*")),
    IF(WAY_OPEN, SUB_LIKE("repo:*/api:*")),
    IF(WAY_OPEN, SUB_LIKE("repo:*/api:ref:refs/heads/main")),
    IF(WAY_OPEN, SUB_LIKE("repo:*/*:environment:prod")),
    IF(WAY_CLOSED, SUB_LIKE("repo:acme@123/api@456:*")),
    IF(WAY_CLOSED, SUB_LIKE("repo:acme@*")),
    IF(WAY_CLOSED, SUB_LIKE("repo:acme@123/*")),
    IF(WAY_OPEN, SUB_LIKE("repo:*@123/*")),
    IF(WAY_OPEN, SUB_LIKE("repo:*@123/api@*:*")),
    IF(WAY_OPEN, SUB_LIKE("repo:*@*/api@*:*")),
    IF(WAY_OPEN, SUB_LIKE("repo:acme*@*/*")),
    IF(WAY_OPEN, SUB_LIKE("repo:acme*@123/*")),
    IF(WAY_OPEN, SUB_LIKE("repo:*/*@456:*")),
    IF(WAY_OPEN, SUB_LIKE("repo:acm?/api:*")),
    IF(WAY_OPEN, SUB_LIKE("repo:ac*e/api:*")),
    IF(WAY_OPEN, SUB_LIKE("repo:*acme/api:*")),
    IF(WAY_OPEN, SUB_LIKE("*acme*")),
    IF(WAY_OPEN, SUB_LIKE("*:environment:prod")),
    IF(WAY_OPEN, SUB_LIKE("environment:prod")),
    IF(WAY_OPEN, "{`StringEquals`:{`" HUB ":sub`:`environment:prod`}}"),
    IF(WAY_OPEN, "{`StringEquals`:{`" HUB ":sub`:`ref:refs/heads/main`}}"),
    IF(WAY_OPEN, "{`StringEquals`:{`" HUB ":sub`:`workflow:deploy`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`" HUB ":sub`:`repository_owner:acme:environment:prod`}}"),
    IF(WAY_OPEN, SUB_LIKE("repository_owner:*:environment:prod")),
    IF(WAY_CLOSED, "{`StringEquals`:{`" HUB ":sub`:`repository_owner_id:123`}}"),
    IF(WAY_CLOSED, SUB_LIKE("repository_owner_id:123:*")),
    IF(WAY_CLOSED, "{`StringEquals`:{`" HUB ":sub`:`repo:*`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`" HUB ":sub`:`repo:acme/api:*`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`" HUB ":sub`:[`repo:acme/api:*`,`repo:*/api:*`]}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`" HUB ":sub`:[`repo:acme/api:*`,`repo:beta/api:*`]}}"),
    IF(WAY_CLOSED, "{`ForAllValues:StringLike`:{`" HUB ":sub`:`repo:acme/api:*`}}"),
    IF(WAY_CLOSED,
       "{`ForAllValues:StringEquals`:{`" HUB ":sub`:`repo:acme/api:ref:refs/heads/main`}}"),
    IF(WAY_CLOSED, "{`StringLikeIfExists`:{`" HUB ":sub`:`repo:acme/api:*`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`" HUB ":repository_owner_id`:`123`}}"),
    IF(WAY_CLOSED, "{`StringEqualsIfExists`:{`" HUB ":repository_owner_id`:`123`}}"),
    IF(WAY_CLOSED, "{`StringEqualsIfExists`:{`" HUB ":repository_id`:`123`}}"),
    IF(WAY_OPEN, "{`StringEqualsIfExists`:{`" HUB ":enterprise_id`:`123`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`" HUB ":repository_owner_id`:`*`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`" HUB ":repository_owner`:`acme`}}"),
    IF(WAY_OPEN, "{`StringEqualsIfExists`:{`" HUB ":repository_owner`:`acme`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`" HUB ":job_workflow_ref`:`acme/ci/.github/workflows/x.yml@*`}}"),
    IF(WAY_OPEN, "{`StringNotLike`:{`" HUB ":sub`:`repo:evil/*`}}"),
    IF(WAY_OPEN, "{`StringNotLike`:{`" HUB ":sub`:`repo:acme/*`}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`" HUB ":sub`:[`repo:*`],`" HUB ":repository`:`acme/*`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`" HUB ":repository`:`acme*`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`" HUB ":repository`:`*/api`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`" HUB ":sub`:`repo:acme*`},`StringNotLike`:{`" HUB
                 ":sub`:[`repo:acme-evil/*`,`repo:acmex*`]}}"),
    {WAY_OPEN, SUB_LIKE("repo:acme*"),
     DENY_GITHUB ",`Condition`:{`StringLike`:{`" HUB ":sub`:`*:pull_request`}}}"},
    {WAY_OPEN, SUB_LIKE("repo:*:ref:refs/heads/main"),
     DENY_GITHUB ",`Condition`:{`StringNotLike`:{`" HUB ":sub`:`*/api:*`}}}"},
    {WAY_CLOSED, SUB_LIKE("repo:*"),
     DENY_GITHUB ",`Condition`:{`StringNotLike`:{`" HUB ":sub`:`repo:acme/*`}}}"},
    {WAY_OPEN, SUB_LIKE("repo:*"),
     DENY_GITHUB ",`Condition`:{`StringNotLike`:{`" HUB ":sub`:[`repo:acme*`]}}}"},
    {WAY_CLOSED, SUB_LIKE("repo:*"),
     DENY_GITHUB ",`Condition`:{`StringNotEquals`:{`" HUB ":repository_owner_id`:`1`}}}"},
    {WAY_OPEN, SUB_LIKE("repo:*"),
     DENY_GITHUB ",`Condition`:{`StringNotEqualsIfExists`:{`" HUB ":environment`:`prod`}}}"},
    {WAY_CLOSED, SUB_LIKE("repo:acme/api:*"),
     DENY_GITHUB ",`Condition`:{`StringNotEqualsIfExists`:{`" HUB ":environment`:`prod`}}}"},
    IF(WAY_OPEN,
       "{`StringLike`:{`" HUB ":sub`:`repo:*`},`StringEquals`:{`" HUB ":actor`:`alice`}}"),
    IF(WAY_OPEN,
       "{`StringLike`:{`" HUB ":sub`:`repo:*`},`StringEquals`:{`" HUB ":ref`:`refs/heads/main`}}"),
    IF(WAY_OPEN, "{`StringEqualsIgnoreCase`:{`" HUB ":sub`:`ENVIRONMENT:prod`}}"),
    IF(WAY_CLOSED,
       "{`StringEqualsIgnoreCase`:{`" HUB ":sub`:`REPO:ACME/api:ref:refs/heads/main`}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`TOKEN.actions.githubusercontent.com:SUB`:`repo:acme/*`}}"),
    IF(WAY_OPEN, "{`StringNotEquals`:{`" HUB ":repository_owner_id`:`1`}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`" HUB ":sub`:`repo:acme/*`},`StringNotLike`:{`" HUB
                   ":sub`:`repo:acme/x*`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`" HUB
                   ":sub`:[`repo:acme/a:ref:refs/heads/main`,`repo:acme/b:environment:prod`]}}"),
    IF(WAY_OPEN, "{`StringLike`:{`" HUB ":sub`:[`repo:acme/*`,`repo:beta*/*`]}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`" HUB ":sub`:`repo:acme/*`},`StringLikeIfExists`:{`" HUB
                   ":environment`:`*`}}"),
    IF(WAY_CLOSED,
       "{`StringLike`:{`" HUB ":sub`:`repo:acme*`},`StringEquals`:{`" HUB ":repository_id`:`5`}}"),
    IF(WAY_CLOSED, "{`StringLike`:{`" HUB ":sub`:`repo:*`,`" HUB ":repository`:`acme/api`}}"),
    IF(WAY_OPEN, "{`StringLike`:{`" HUB ":sub`:`repo:*`},`ForAllValues:StringEquals`:{`" HUB
                 ":enterprise_id`:`1`}}"),
    IF(WAY_CLOSED, "{`ForAllValues:StringEquals`:{`" HUB ":repository_owner_id`:`1`}}"),
    IF(WAY_OPEN, "{`ForAllValues:StringEquals`:{`" HUB ":repository_owner`:`acme`}}"),
    IF(WAY_OPEN, "{`ForAnyValue:StringLike`:{`" HUB ":sub`:`repo:*`}}"),
    IF(WAY_CLOSED, "{`ForAnyValue:StringLike`:{`" HUB ":sub`:`repo:acme/*`}}"),
    IF(WAY_OPEN, SUB_LIKE("repo:??????*/api:*")),
    IF(WAY_OPEN, SUB_LIKE("repo:acme-*/*")),
    IF(WAY_CLOSED, SUB_LIKE("repo:acme/*:*")),
    IF(WAY_OPEN, SUB_LIKE("re*:environment:prod")),
    IF(WAY_OPEN, SUB_LIKE("*:acme/*")),
    IF(WAY_OPEN, SUB_LIKE("?epo:*")),
    IF(WAY_CLOSED, "{`StringEquals`:{`" HUB ":sub`:`repo:${aws:PrincipalTag/x}`}}"),
    IF(WAY_CLOSED, "{`StringEquals`:{`gitlab.com:sub`:`x`}}"),
    IF(WAY_OPEN, "{`StringNotEquals`:{`gitlab.com:sub`:`x`}}"),
    IF(WAY_OPEN, "{`Null`:{`" HUB ":sub`:`false`}}"),
    IF(WAY_CLOSED, "{`Null`:{`" HUB ":sub`:`true`}}"),
};

static void all_cases(void **state) {
  (void)state;
  assert_int_equal(
      case_wrong(cases, sizeof cases / sizeof *cases, ALLOW_GITHUB, ADVERSARY_FOREIGN_TENANT), 0);
}

TESTS(tenants, TEST(all_cases));
