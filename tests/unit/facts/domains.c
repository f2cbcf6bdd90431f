/* SPDX-License-Identifier: Apache-2.0
 *
 * Domains of condition keys: each documented key has a row, and values that callers are known
 * to send are in its language.
 */
#include "domain_case.h"

/* ---- Every key ---------------------------------------------------------------------------------- */

/* The keys of AssumeRole and its siblings, and the global ones: AWS Service Authorization
 * Reference and "AWS global condition context keys", August 2026. `x` stands for a tag. */
static const char *const documented[] = {
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
    "aws:PrincipalTag/x",
    "aws:PrincipalType",
    "aws:referer",
    "aws:RequestedRegion",
    "aws:RequestTag/x",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:ResourceOrgPaths",
    "aws:ResourceTag/x",
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
    "accounts.google.com:aud",
    "accounts.google.com:sub",
    "graph.facebook.com:app_id",
    "graph.facebook.com:id",
    "www.amazon.com:app_id",
    "www.amazon.com:user_id",
    "ec2:RoleDelivery",
    "ec2:SourceInstanceArn",
    "glue:CredentialIssuingService",
    "glue:RoleAssumedBy",
    "iam:ResourceTag/x",
    "identitystore:UserId",
    "lambda:SourceFunctionArn",
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
    "sts:ExternalId",
    "sts:RequestContext/x",
    "sts:RequestContextProviders",
    "sts:RoleAuthorizedByIdp",
    "sts:RoleSessionName",
    "sts:SourceIdentity",
    "sts:TransitiveTagKeys",
};

/* Of other actions: AssumeRoot, GetServiceBearerToken, GetWebIdentityToken. */
static const char *const never[] = {"sts:AWSServiceName", "sts:DurationSeconds",
                                    "sts:IdentityTokenAudience", "sts:SigningAlgorithm",
                                    "sts:TaskPolicyArn"};

enum { COUNT = sizeof documented / sizeof *documented, NEVER = sizeof never / sizeof *never };

static bool has_row(Str key) {
  for (int caller = 0; caller < CALLER_KINDS; caller++) {
    if (key_domain(key, (CallerKindOf)caller))
      return true;
  }
  return false;
}

static bool is_never(Str key) {
  for (size_t i = 0; i < NEVER; i++) {
    if (str_is_nocase(key, never[i]))
      return true;
  }
  return false;
}

static void documented_keys_have_rows(void **state) {
  (void)state;
  for (size_t i = 0; i < COUNT; i++) {
    if (!has_row(str_of(documented[i])))
      fprintf(stderr, "no row: %s\n", documented[i]);
    assert_true(has_row(str_of(documented[i])));
  }
  for (size_t i = 0; i < NEVER; i++)
    assert_false(has_row(str_of(never[i])));
}

/* And a row is for a key that is documented: so that a misspelled one is seen. Only the three
 * kinds of tags from certificates are more. */
static void rows_are_documented(void **state) {
  (void)state;
  for (size_t n = 0; key_domain_row(n); n++) {
    Str key = str_of(key_domain_row(n)->key);
    bool found = str_starts(key, "aws:PrincipalTag/x509");
    for (size_t i = 0; i < COUNT && !found; i++) {
      Str name = str_of(documented[i]);
      found = str_eq(str_ends(name, "/x") ? str_slice(name, 0, name.len - 1) : name, key);
    }
    if (!found)
      fprintf(stderr, "not documented: %.*s\n", STR_FMT(key));
    assert_true(found);
  }
}
