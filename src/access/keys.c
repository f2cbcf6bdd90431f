/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of condition keys. `saml:` and issuer prefixes are claims.
 */
#include "access/keys.h"

#include <string.h>

static const struct alint_key_info keys[] = {
    {.name = "aws:PrincipalArn", .source = ALINT_KEY_IDENTITY, .always = true},
    {.name = "aws:PrincipalAccount", .source = ALINT_KEY_IDENTITY, .always = true},
    {.name = "aws:PrincipalType", .source = ALINT_KEY_IDENTITY, .always = true},
    {.name = "aws:userid", .source = ALINT_KEY_IDENTITY, .always = true},
    {.name = "aws:username", .source = ALINT_KEY_IDENTITY},
    {.name = "aws:AssumedRoot", .source = ALINT_KEY_IDENTITY},
    {.name = "aws:PrincipalOrgID", .source = ALINT_KEY_ORG},
    {.name = "aws:PrincipalOrgPaths", .source = ALINT_KEY_ORG, .multivalued = true},
    {.name = "aws:PrincipalTag/", .source = ALINT_KEY_CALLER_TAG},
    {.name = "aws:FederatedProvider", .source = ALINT_KEY_CALLER_ARN},
    {.name = "aws:TokenIssueTime", .source = ALINT_KEY_CALLER_SESSION},
    {.name = "aws:SourceIdentity", .source = ALINT_KEY_CALLER_SESSION},
    {.name = "aws:ChatbotSourceArn", .source = ALINT_KEY_CALLER_ARN},
    {.name = "ec2:SourceInstanceArn", .source = ALINT_KEY_CALLER_ARN},
    {.name = "ec2:RoleDelivery", .source = ALINT_KEY_CALLER_SESSION},
    {.name = "lambda:SourceFunctionArn", .source = ALINT_KEY_CALLER_ARN},
    {.name = "ssm:SourceInstanceArn", .source = ALINT_KEY_CALLER_ARN},
    {.name = "identitystore:UserId", .source = ALINT_KEY_CALLER_SESSION},
    {.name = "glue:RoleAssumedBy", .source = ALINT_KEY_CALLER_SESSION},
    {.name = "aws:Ec2InstanceSourceVpc", .source = ALINT_KEY_CALLER_SESSION},
    {.name = "aws:Ec2InstanceSourcePrivateIPv4", .source = ALINT_KEY_CALLER_SESSION},
    {.name = "aws:SourceIp", .source = ALINT_KEY_ADDRESS},
    {.name = "aws:VpcSourceIp", .source = ALINT_KEY_NETWORK},
    {.name = "aws:SourceVpc", .source = ALINT_KEY_NETWORK},
    {.name = "aws:SourceVpcArn", .source = ALINT_KEY_NETWORK},
    {.name = "aws:SourceVpce", .source = ALINT_KEY_NETWORK},
    {.name = "aws:VpceAccount", .source = ALINT_KEY_NETWORK},
    {.name = "aws:VpceOrgID", .source = ALINT_KEY_NETWORK},
    {.name = "aws:VpceOrgPaths", .source = ALINT_KEY_NETWORK, .multivalued = true},
    {.name = "aws:SourceArn", .source = ALINT_KEY_SERVICE},
    {.name = "aws:SourceAccount", .source = ALINT_KEY_SERVICE},
    {.name = "aws:SourceOrgID", .source = ALINT_KEY_SERVICE},
    {.name = "aws:SourceOrgPaths", .source = ALINT_KEY_SERVICE, .multivalued = true},
    {.name = "aws:PrincipalServiceName", .source = ALINT_KEY_SERVICE},
    {.name = "aws:PrincipalServiceNamesList", .source = ALINT_KEY_SERVICE, .multivalued = true},
    {.name = "aws:CalledVia", .source = ALINT_KEY_SERVICE, .multivalued = true},
    {.name = "aws:CalledViaFirst", .source = ALINT_KEY_SERVICE},
    {.name = "aws:CalledViaLast", .source = ALINT_KEY_SERVICE},
    {.name = "aws:CalledViaAWSMCP", .source = ALINT_KEY_SERVICE},
    {.name = "aws:PrincipalIsAWSService", .source = ALINT_KEY_SERVICE_FLAG, .always = true},
    {.name = "aws:ViaAWSService", .source = ALINT_KEY_SERVICE_FLAG, .always = true},
    {.name = "aws:ViaAWSMCPService", .source = ALINT_KEY_SERVICE_FLAG, .always = true},
    {.name = "aws:IsMcpServiceAction", .source = ALINT_KEY_SERVICE_FLAG, .always = true},
    {.name = "sts:ExternalId", .source = ALINT_KEY_EXTERNAL_ID, .usual = "any-other-customer"},
    {.name = "sts:RoleSessionName",
     .source = ALINT_KEY_SESSION_NAME,
     .always = true,
     .usual = "session"},
    {.name = "sts:SourceIdentity",
     .source = ALINT_KEY_SOURCE_IDENTITY,
     .usual = "somebody",
     .also = "sts:SetSourceIdentity"},
    {.name = "aws:RequestTag/", .source = ALINT_KEY_SESSION_TAG, .also = "sts:TagSession"},
    {.name = "aws:TagKeys",
     .source = ALINT_KEY_SESSION_TAG,
     .multivalued = true,
     .also = "sts:TagSession"},
    {.name = "sts:TransitiveTagKeys",
     .source = ALINT_KEY_SESSION_TAG,
     .multivalued = true,
     .also = "sts:TagSession"},
    {.name = "sts:RequestContext/", .source = ALINT_KEY_CONTEXT, .also = "sts:SetContext"},
    {.name = "sts:RequestContextProviders",
     .source = ALINT_KEY_CONTEXT,
     .multivalued = true,
     .also = "sts:SetContext"},
    {.name = "aws:RequestedRegion",
     .source = ALINT_KEY_CLIENT,
     .always = true,
     .usual = "us-east-1"},
    {.name = "aws:UserAgent", .source = ALINT_KEY_CLIENT, .always = true, .usual = "aws-cli/2"},
    {.name = "aws:referer", .source = ALINT_KEY_CLIENT},
    {.name = "aws:SecureTransport", .source = ALINT_KEY_CLIENT, .always = true, .usual = "true"},
    {.name = "aws:CurrentTime",
     .source = ALINT_KEY_TIME,
     .always = true,
     .usual = "2026-01-01T00:00:00Z"},
    {.name = "aws:EpochTime",
     .source = ALINT_KEY_TIME,
     .always = true,
     .whole = true,
     .usual = "1767225600"},
    {.name = "aws:MultiFactorAuthPresent", .source = ALINT_KEY_MFA, .usual = "true"},
    {.name = "aws:MultiFactorAuthAge", .source = ALINT_KEY_MFA, .whole = true, .usual = "60"},
    {.name = "aws:ResourceAccount", .source = ALINT_KEY_ROLE, .always = true},
    {.name = "aws:ResourceOrgID", .source = ALINT_KEY_ROLE, .usual = "o-theroleowner"},
    {.name = "aws:ResourceOrgPaths", .source = ALINT_KEY_ROLE, .multivalued = true},
    {.name = "aws:ResourceTag/", .source = ALINT_KEY_ROLE},
    {.name = "iam:ResourceTag/", .source = ALINT_KEY_ROLE},
    {.name = "sts:RoleAuthorizedByIdp", .source = ALINT_KEY_CLAIM},
    {.name = "sts:DurationSeconds", .source = ALINT_KEY_OTHER_ACTION},
    {.name = "sts:AWSServiceName", .source = ALINT_KEY_OTHER_ACTION},
    {.name = "sts:IdentityTokenAudience", .source = ALINT_KEY_OTHER_ACTION},
    {.name = "sts:SigningAlgorithm", .source = ALINT_KEY_OTHER_ACTION},
    {.name = "sts:TaskPolicyArn", .source = ALINT_KEY_OTHER_ACTION},
};

static const struct alint_key_info unknown_key = {.name = "", .source = ALINT_KEY_UNKNOWN};
static const struct alint_key_info claim_key = {.name = "", .source = ALINT_KEY_CLAIM};
static const struct alint_key_info claim_list_key = {
    .name = "", .source = ALINT_KEY_CLAIM, .multivalued = true};

static bool names(const char *pattern, struct alint_str key) {
  size_t n = strlen(pattern);
  if (pattern[n - 1] == '/')
    return key.len > n && alint_str_starts_nocase(key, pattern);
  return alint_str_is_nocase(key, pattern);
}

/* Claims that arrive as lists. */
static bool is_list_claim(struct alint_str key) {
  static const char *const lists[] = {
      "cognito-identity.amazonaws.com:amr",
      "cognito-identity-us-gov.amazonaws.com:amr",
      "saml:edupersonaffiliation",
      "saml:edupersonassurance",
      "saml:edupersonentitlement",
      "saml:edupersonnickname",
      "saml:edupersonscopedaffiliation",
      "saml:edupersontargetedid",
      "saml:eduorghomepageuri",
      "saml:eduorgidentityauthnpolicyuri",
      "saml:eduorglegalname",
      "saml:eduorgsuperioruri",
      "saml:eduorgwhitepagesuri",
      "saml:givenname",
      "saml:mail",
      "saml:name",
      "saml:organizationstatus",
      "saml:surname",
      "saml:uid",
      "saml:cn",
      "saml:commonname",
      "saml:primarygroupsid",
  };
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    if (alint_str_is_nocase(key, lists[i]))
      return true;
  }
  return false;
}

static bool is_claim(struct alint_str key, struct alint_str host) {
  if (alint_str_starts_nocase(key, "saml:"))
    return true;
  return host.len > 0 && key.len > host.len + 1 && key.ptr[host.len] == ':' &&
         alint_str_eq_nocase(alint_str_slice(key, 0, host.len), host);
}

const struct alint_key_info *alint_key_info(struct alint_str key, struct alint_str host) {
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (names(keys[i].name, key))
      return &keys[i];
  }
  if (is_claim(key, host))
    return is_list_claim(key) ? &claim_list_key : &claim_key;
  return &unknown_key;
}

const char *alint_key_name(size_t n) {
  return n < sizeof keys / sizeof *keys ? keys[n].name : NULL;
}

/* STS API reference, AssumeRole: patterns and lengths of the parameters; and of
 * account ids. */
static const struct {
  const char *key;
  const char *extra; /* besides [A-Za-z0-9_]; NULL: digits only */
  unsigned shortest, longest;
} parameters[] = {
    {"sts:ExternalId", "+=,.@:/-", 2, 1224}, {"sts:RoleSessionName", "+=,.@-", 2, 64},
    {"sts:SourceIdentity", "+=,.@-", 2, 64}, {"aws:PrincipalAccount", NULL, 12, 12},
    {"aws:username", "+=,.@-", 1, 64},
};

static int parameter_of(struct alint_str key) {
  for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++) {
    if (alint_str_is_nocase(key, parameters[i].key))
      return (int)i;
  }
  return -1;
}

bool alint_key_accepts_char(struct alint_str key, char c) {
  int i = parameter_of(key);
  if (i < 0)
    return true;
  char l = alint_lower(c);
  if (!parameters[i].extra)
    return c >= '0' && c <= '9';
  return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         (c && strchr(parameters[i].extra, c));
}

/* Names of identities and subjects of tokens hold no wildcards. */
static bool never_has_wildcard(struct alint_str key) {
  return alint_str_is_nocase(key, "aws:PrincipalArn") || alint_str_is_nocase(key, "aws:username") ||
         alint_str_ends(key, ":sub");
}

/* Ids that AWS draws and tags that it checks: a policy variable that is plain text, as under
 * an old Version, is none of them. */
static bool never_has_variable(struct alint_str key) {
  static const char *const starts[] = {"aws:PrincipalOrg", "aws:PrincipalTag/", "aws:RequestTag/",
                                       "aws:Source",       "aws:userid",        "aws:Vpce"};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
    if (alint_str_starts_nocase(key, starts[i]))
      return true;
  }
  return false;
}

bool alint_key_accepts(struct alint_str key, struct alint_str value) {
  int i = parameter_of(key);
  if (i < 0 && never_has_variable(key))
    return alint_str_find_str(value, ALINT_STR("${")) == value.len;
  if (i < 0)
    return !never_has_wildcard(key) || !(alint_str_has(value, '*') || alint_str_has(value, '?'));
  if (value.len < parameters[i].shortest || value.len > parameters[i].longest)
    return false;
  for (size_t k = 0; k < value.len; k++) {
    if (!alint_key_accepts_char(key, value.ptr[k]))
      return false;
  }
  return true;
}

unsigned alint_key_shortest(struct alint_str key) {
  int i = parameter_of(key);
  return i < 0 ? 0 : parameters[i].shortest;
}
