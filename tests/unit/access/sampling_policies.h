/* SPDX-License-Identifier: Apache-2.0
 *
 * Random policies around sampled calls: an Allow that mostly lets its call in, and Denies
 * that mostly let it pass, so that much of what is sampled is allowed. Weighted to what is
 * hard: policy variables, negation, Deny, IfExists and set operators.
 */
#ifndef ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_POLICIES_H
#define ASSUMELINT_TESTS_UNIT_ACCESS_SAMPLING_POLICIES_H

#include "assumelint/buf.h"
#include "sampling_values.h"

/* All keys that AWS documents, the names of tags and tenants filled in. */
static const char *const documented_keys[] = {
    "accounts.google.com:aud",
    "accounts.google.com:google/organization_number",
    "accounts.google.com:oaud",
    "accounts.google.com:sub",
    "agent.acme.buildkite.dev:build_branch",
    "agent.acme.buildkite.dev:cluster_id",
    "agent.acme.buildkite.dev:cluster_name",
    "agent.acme.buildkite.dev:organization_id",
    "agent.acme.buildkite.dev:organization_slug",
    "agent.acme.buildkite.dev:pipeline_id",
    "agent.acme.buildkite.dev:pipeline_slug",
    "agent.acme.buildkite.site:build_branch",
    "agent.acme.buildkite.site:cluster_id",
    "agent.acme.buildkite.site:cluster_name",
    "agent.acme.buildkite.site:organization_id",
    "agent.acme.buildkite.site:organization_slug",
    "agent.acme.buildkite.site:pipeline_id",
    "agent.acme.buildkite.site:pipeline_slug",
    "agent.buildkite.com:build_branch",
    "agent.buildkite.com:cluster_id",
    "agent.buildkite.com:cluster_name",
    "agent.buildkite.com:organization_id",
    "agent.buildkite.com:organization_slug",
    "agent.buildkite.com:pipeline_id",
    "agent.buildkite.com:pipeline_slug",
    "aws:AssumedRoot",
    "aws:CalledVia",
    "aws:CalledViaAWSMCP",
    "aws:CalledViaFirst",
    "aws:CalledViaLast",
    "aws:ChatbotSourceArn",
    "aws:CurrentTime",
    "aws:Ec2InstanceSourcePrivateIPv4",
    "aws:Ec2InstanceSourceVpc",
    "aws:EpochTime",
    "aws:FederatedProvider",
    "aws:IsMcpServiceAction",
    "aws:MultiFactorAuthAge",
    "aws:MultiFactorAuthPresent",
    "aws:PrincipalAccount",
    "aws:PrincipalArn",
    "aws:PrincipalIsAWSService",
    "aws:PrincipalOrgID",
    "aws:PrincipalOrgPaths",
    "aws:PrincipalServiceName",
    "aws:PrincipalServiceNamesList",
    "aws:PrincipalTag/team",
    "aws:PrincipalType",
    "aws:referer",
    "aws:RequestedRegion",
    "aws:RequestTag/env",
    "aws:RequestTag/team",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
    "aws:ResourceTag/env",
    "aws:ResourceTag/team",
    "aws:SecureTransport",
    "aws:SourceAccount",
    "aws:SourceArn",
    "aws:SourceIdentity",
    "aws:SourceIp",
    "aws:SourceOrgID",
    "aws:SourceOrgPaths",
    "aws:SourceOwner",
    "aws:SourceVpc",
    "aws:SourceVpcArn",
    "aws:SourceVpce",
    "aws:TagKeys",
    "aws:TokenIssueTime",
    "aws:UserAgent",
    "aws:userid",
    "aws:username",
    "aws:ViaAWSMCPService",
    "aws:ViaAWSService",
    "aws:VpceAccount",
    "aws:VpceOrgID",
    "aws:VpceOrgPaths",
    "aws:VpcSourceIp",
    "cognito-identity.amazonaws.com:amr",
    "cognito-identity.amazonaws.com:aud",
    "cognito-identity.amazonaws.com:sub",
    "ec2:RoleDelivery",
    "ec2:SourceInstanceArn",
    "github.com/enterprises/acme:actor",
    "github.com/enterprises/acme:actor_id",
    "github.com/enterprises/acme:enterprise_id",
    "github.com/enterprises/acme:environment",
    "github.com/enterprises/acme:job_workflow_ref",
    "github.com/enterprises/acme:ref",
    "github.com/enterprises/acme:repository",
    "github.com/enterprises/acme:repository_id",
    "github.com/enterprises/acme:repository_owner_id",
    "github.com/enterprises/acme:workflow",
    "gitlab.com:namespace_id",
    "gitlab.com:pipeline_source",
    "gitlab.com:project_id",
    "gitlab.com:ref_protected",
    "gitlab.com:runner_environment",
    "gitlab.com:user_access_level",
    "gitlab.com:user_email",
    "gitlab.com:user_id",
    "gitlab.com:user_login",
    "glue:CredentialIssuingService",
    "glue:RoleAssumedBy",
    "graph.facebook.com:app_id",
    "graph.facebook.com:id",
    "iam:ResourceTag/env",
    "idcs-0a1b.identity.oraclecloud.com:rpst_id",
    "identitystore:UserId",
    "lambda:SourceFunctionArn",
    "oidc.circleci.com/org/8a9ea1c7-7f3c-4a1a-8b7c-1d1b8b6d0c11:oidc.circleci.com/project-id",
    "saml:aud",
    "saml:cn",
    "saml:commonName",
    "saml:doc",
    "saml:eduorghomepageuri",
    "saml:eduorgidentityauthnpolicyuri",
    "saml:eduorglegalname",
    "saml:eduorgsuperioruri",
    "saml:eduorgwhitepagesuri",
    "saml:edupersonaffiliation",
    "saml:edupersonassurance",
    "saml:edupersonentitlement",
    "saml:edupersonnickname",
    "saml:edupersonorgdn",
    "saml:edupersonorgunitdn",
    "saml:edupersonprimaryaffiliation",
    "saml:edupersonprimaryorgunitdn",
    "saml:edupersonprincipalname",
    "saml:edupersonscopedaffiliation",
    "saml:edupersontargetedid",
    "saml:givenName",
    "saml:iss",
    "saml:mail",
    "saml:name",
    "saml:namequalifier",
    "saml:organizationStatus",
    "saml:primaryGroupSID",
    "saml:sub",
    "saml:sub_type",
    "saml:surname",
    "saml:uid",
    "saml:x500UniqueIdentifier",
    "ssm:SourceInstanceArn",
    "sts:AWSServiceName",
    "sts:DurationSeconds",
    "sts:ExternalId",
    "sts:IdentityTokenAudience",
    "sts:RequestContext/k",
    "sts:RequestContextProviders",
    "sts:RoleAuthorizedByIdp",
    "sts:RoleSessionName",
    "sts:SigningAlgorithm",
    "sts:SourceIdentity",
    "sts:TaskPolicyArn",
    "sts:TransitiveTagKeys",
    "token.actions.acme.ghe.com:actor",
    "token.actions.acme.ghe.com:actor_id",
    "token.actions.acme.ghe.com:enterprise_id",
    "token.actions.acme.ghe.com:environment",
    "token.actions.acme.ghe.com:job_workflow_ref",
    "token.actions.acme.ghe.com:ref",
    "token.actions.acme.ghe.com:repository",
    "token.actions.acme.ghe.com:repository_id",
    "token.actions.acme.ghe.com:repository_owner_id",
    "token.actions.acme.ghe.com:workflow",
    "token.actions.githubusercontent.com/acme:actor",
    "token.actions.githubusercontent.com/acme:actor_id",
    "token.actions.githubusercontent.com/acme:enterprise_id",
    "token.actions.githubusercontent.com/acme:environment",
    "token.actions.githubusercontent.com/acme:job_workflow_ref",
    "token.actions.githubusercontent.com/acme:ref",
    "token.actions.githubusercontent.com/acme:repository",
    "token.actions.githubusercontent.com/acme:repository_id",
    "token.actions.githubusercontent.com/acme:repository_owner_id",
    "token.actions.githubusercontent.com/acme:workflow",
    "token.actions.githubusercontent.com:actor",
    "token.actions.githubusercontent.com:actor_id",
    "token.actions.githubusercontent.com:enterprise_id",
    "token.actions.githubusercontent.com:environment",
    "token.actions.githubusercontent.com:job_workflow_ref",
    "token.actions.githubusercontent.com:ref",
    "token.actions.githubusercontent.com:repository",
    "token.actions.githubusercontent.com:repository_id",
    "token.actions.githubusercontent.com:repository_owner_id",
    "token.actions.githubusercontent.com:workflow",
    "www.amazon.com:app_id",
    "www.amazon.com:user_id",
    "token.actions.githubusercontent.com:aud",
    "token.actions.githubusercontent.com:sub",
    "token.actions.githubusercontent.com:amr",
    "token.actions.githubusercontent.com:email",
    "token.actions.githubusercontent.com:oaud",
    NULL};

enum type { A_STRING, AN_ARN, A_NUMBER, A_DATE, A_BOOL, AN_ADDRESS };

static inline enum type type_of_key(const char *key) {
  static const struct {
    const char *end;
    enum type type;
  } ends[] = {{"Arn", AN_ARN},
              {":RequestContextProviders", AN_ARN},
              {":MultiFactorAuthAge", A_NUMBER},
              {":DurationSeconds", A_NUMBER},
              {":RoleDelivery", A_NUMBER},
              {"organization_number", A_NUMBER},
              {"Time", A_DATE},
              {":MultiFactorAuthPresent", A_BOOL},
              {":SecureTransport", A_BOOL},
              {"Service", A_BOOL},
              {":AssumedRoot", A_BOOL},
              {":IsMcpServiceAction", A_BOOL},
              {":RoleAuthorizedByIdp", A_BOOL},
              {"SourceIp", AN_ADDRESS},
              {"IPv4", AN_ADDRESS}};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    if (str_ends(str_of(key), ends[i].end))
      return ends[i].type;
  }
  return A_STRING;
}

/* ---- Values ---------------------------------------------------------------------------------- */

/* A variable for a part of the value, where some key has that part. Keeps what it was else. */
static inline const char *with_variable(Arena *arena, uint64_t *seed, const char *value,
                                        const struct sample *call, const char *key) {
  unsigned first = pick(seed, call->count);
  for (unsigned i = 0; i < call->count; i++) {
    const struct said *said = &call->said[(first + i) % call->count];
    const char *part = said->values[0], *at = part && *part ? strstr(value, part) : NULL;
    if (said->list || !at || strcasecmp(said->name, key) == 0 ||
        (strlen(part) < 3 && pick(seed, 2)))
      continue;
    const char *more = pick(seed, 8) == 0 ? ", 'ci'" : "";
    return str_printf(arena, "%.*s${%s%s}%s", (int)(at - value), value, said->name, more,
                      at + strlen(part))
        .ptr;
  }
  return value;
}

/* Cut into a pattern that the value meets, mostly. */
static inline const char *cut(Arena *arena, uint64_t *seed, const char *value) {
  int len = (int)strlen(value);
  int from = (int)pick(seed, (unsigned)len + 1);
  int to = from + (int)pick(seed, (unsigned)(len - from) + 1);
  char *some;
  switch (pick(seed, 6)) {
  case 0:
    return str_printf(arena, "%.*s*", to, value).ptr;
  case 1:
    return str_printf(arena, "*%s", value + from).ptr;
  case 2:
    return str_printf(arena, "*%.*s*", to - from, value + from).ptr;
  case 3:
    return str_printf(arena, "%.*s*%s", from, value, value + to).ptr;
  case 4:
    some = arena_copy(arena, value, (size_t)len + 1);
    for (int i = from; i < to && i < from + 5; i++)
      some[i] = '?';
    return some;
  default:
    return value;
  }
}
