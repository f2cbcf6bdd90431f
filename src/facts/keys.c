/* SPDX-License-Identifier: Apache-2.0
 *
 * The table of condition keys. `saml:` and issuer prefixes are claims.
 */
#include "facts/keys.h"

#include <string.h>

bool key_is_in(Str key, const char *const *list) {
  for (; *list; list++) {
    bool prefix = str_ends(str_of(*list), "/") || str_ends(str_of(*list), ":");
    if (prefix ? str_starts_nocase(key, *list) : str_is_nocase(key, *list))
      return true;
  }
  return false;
}

static const ConditionKey keys[] = {
    {.name = "aws:PrincipalArn", .source = KEY_IDENTITY, .always = true},
    {.name = "aws:PrincipalAccount", .source = KEY_IDENTITY, .always = true},
    {.name = "aws:PrincipalType", .source = KEY_IDENTITY, .always = true},
    {.name = "aws:userid", .source = KEY_IDENTITY, .always = true},
    {.name = "aws:username", .source = KEY_IDENTITY},
    {.name = "aws:AssumedRoot", .source = KEY_IDENTITY},
    {.name = "aws:PrincipalOrgID", .source = KEY_ORG},
    {.name = "aws:PrincipalOrgPaths", .source = KEY_ORG, .multivalued = true},
    {.name = "aws:PrincipalTag/", .source = KEY_CALLER_TAG},
    {.name = "aws:FederatedProvider", .source = KEY_CALLER_ARN},
    {.name = "aws:TokenIssueTime", .source = KEY_CALLER_SESSION},
    {.name = "aws:SourceIdentity", .source = KEY_CALLER_SESSION},
    {.name = "aws:ChatbotSourceArn", .source = KEY_CALLER_ARN},
    {.name = "ec2:SourceInstanceArn", .source = KEY_CALLER_ARN},
    {.name = "ec2:RoleDelivery", .source = KEY_CALLER_SESSION},
    {.name = "lambda:SourceFunctionArn", .source = KEY_CALLER_ARN},
    {.name = "ssm:SourceInstanceArn", .source = KEY_CALLER_ARN},
    {.name = "identitystore:UserId", .source = KEY_CALLER_SESSION},
    {.name = "glue:RoleAssumedBy", .source = KEY_CALLER_SESSION},
    {.name = "aws:Ec2InstanceSourceVpc", .source = KEY_CALLER_SESSION},
    {.name = "aws:Ec2InstanceSourcePrivateIPv4", .source = KEY_CALLER_SESSION},
    {.name = "aws:SourceIp", .source = KEY_ADDRESS},
    {.name = "aws:VpcSourceIp", .source = KEY_NETWORK},
    {.name = "aws:SourceVpc", .source = KEY_NETWORK},
    {.name = "aws:SourceVpcArn", .source = KEY_NETWORK},
    {.name = "aws:SourceVpce", .source = KEY_NETWORK},
    {.name = "aws:VpceAccount", .source = KEY_NETWORK},
    {.name = "aws:VpceOrgID", .source = KEY_NETWORK},
    {.name = "aws:VpceOrgPaths", .source = KEY_NETWORK, .multivalued = true},
    {.name = "aws:SourceArn", .source = KEY_SERVICE},
    {.name = "aws:SourceAccount", .source = KEY_SERVICE},
    {.name = "aws:SourceOrgID", .source = KEY_SERVICE},
    {.name = "aws:SourceOrgPaths", .source = KEY_SERVICE, .multivalued = true},
    {.name = "aws:PrincipalServiceName", .source = KEY_SERVICE},
    {.name = "aws:PrincipalServiceNamesList", .source = KEY_SERVICE, .multivalued = true},
    {.name = "aws:CalledVia", .source = KEY_SERVICE, .multivalued = true},
    {.name = "aws:CalledViaFirst", .source = KEY_SERVICE},
    {.name = "aws:CalledViaLast", .source = KEY_SERVICE},
    {.name = "aws:CalledViaAWSMCP", .source = KEY_SERVICE},
    {.name = "aws:PrincipalIsAWSService", .source = KEY_SERVICE_FLAG, .always = true},
    {.name = "aws:ViaAWSService", .source = KEY_SERVICE_FLAG, .always = true},
    {.name = "aws:ViaAWSMCPService", .source = KEY_SERVICE_FLAG, .always = true},
    {.name = "aws:IsMcpServiceAction", .source = KEY_SERVICE_FLAG, .always = true},
    {.name = "sts:ExternalId", .source = KEY_EXTERNAL_ID, .usual = "any-other-customer"},
    {.name = "sts:RoleSessionName", .source = KEY_SESSION_NAME, .always = true, .usual = "session"},
    {.name = "sts:SourceIdentity",
     .source = KEY_SOURCE_IDENTITY,
     .usual = "somebody",
     .also = "sts:SetSourceIdentity"},
    {.name = "aws:RequestTag/", .source = KEY_SESSION_TAG, .also = "sts:TagSession"},
    {.name = "aws:TagKeys",
     .source = KEY_SESSION_TAG,
     .multivalued = true,
     .also = "sts:TagSession"},
    {.name = "sts:TransitiveTagKeys",
     .source = KEY_SESSION_TAG,
     .multivalued = true,
     .also = "sts:TagSession"},
    {.name = "sts:RequestContext/", .source = KEY_CONTEXT, .also = "sts:SetContext"},
    {.name = "sts:RequestContextProviders",
     .source = KEY_CONTEXT,
     .multivalued = true,
     .also = "sts:SetContext"},
    {.name = "aws:RequestedRegion", .source = KEY_CLIENT, .always = true, .usual = "us-east-1"},
    {.name = "aws:UserAgent", .source = KEY_CLIENT, .always = true, .usual = "aws-cli/2"},
    {.name = "aws:referer", .source = KEY_CLIENT},
    {.name = "aws:SecureTransport", .source = KEY_CLIENT, .always = true, .usual = "true"},
    {.name = "aws:CurrentTime",
     .source = KEY_TIME,
     .always = true,
     .usual = "2026-01-01T00:00:00Z"},
    {.name = "aws:EpochTime",
     .source = KEY_TIME,
     .always = true,
     .whole = true,
     .usual = "1767225600"},
    {.name = "aws:MultiFactorAuthPresent", .source = KEY_MFA, .usual = "true"},
    {.name = "aws:MultiFactorAuthAge", .source = KEY_MFA, .whole = true, .usual = "60"},
    {.name = "aws:ResourceAccount", .source = KEY_ROLE, .always = true},
    {.name = "aws:ResourceOrgID", .source = KEY_ROLE, .usual = "o-theroleowner"},
    {.name = "aws:ResourceOrgPaths", .source = KEY_ROLE, .multivalued = true},
    {.name = "aws:ResourceTag/", .source = KEY_ROLE},
    {.name = "iam:ResourceTag/", .source = KEY_ROLE},
    {.name = "sts:RoleAuthorizedByIdp", .source = KEY_CLAIM},
    {.name = "sts:DurationSeconds", .source = KEY_OTHER_ACTION},
    {.name = "sts:AWSServiceName", .source = KEY_OTHER_ACTION},
    {.name = "sts:IdentityTokenAudience", .source = KEY_OTHER_ACTION},
    {.name = "sts:SigningAlgorithm", .source = KEY_OTHER_ACTION},
    {.name = "sts:TaskPolicyArn", .source = KEY_OTHER_ACTION},
};

static const ConditionKey unknown_key = {.name = "", .source = KEY_UNKNOWN};
static const ConditionKey claim_key = {.name = "", .source = KEY_CLAIM};
static const ConditionKey claim_list_key = {.name = "", .source = KEY_CLAIM, .multivalued = true};

static bool names(const char *pattern, Str key) {
  size_t n = strlen(pattern);
  if (pattern[n - 1] == '/')
    return key.len > n && str_starts_nocase(key, pattern);
  return str_is_nocase(key, pattern);
}

/* Claims that arrive as lists. */
static bool is_list_claim(Str key) {
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
      NULL,
  };
  return key_is_in(key, lists);
}

static bool is_claim(Str key, Str host) {
  if (str_starts_nocase(key, "saml:"))
    return true;
  return host.len > 0 && key.len > host.len + 1 && key.ptr[host.len] == ':' &&
         str_eq_nocase(str_slice(key, 0, host.len), host);
}

const ConditionKey *key_info(Str key, Str host) {
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (names(keys[i].name, key))
      return &keys[i];
  }
  if (is_claim(key, host))
    return is_list_claim(key) ? &claim_list_key : &claim_key;
  return &unknown_key;
}

const char *key_name(size_t n) {
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

/* STS API reference, Tag. */
enum { MOST_OF_A_TAG = 256 };

static int parameter_of(Str key) {
  for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++) {
    if (str_is_nocase(key, parameters[i].key))
      return (int)i;
  }
  return -1;
}

bool key_accepts_char(Str key, char c) {
  int i = parameter_of(key);
  if (i < 0)
    return true;
  char l = ascii_lower(c);
  if (!parameters[i].extra)
    return c >= '0' && c <= '9';
  return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         (c && strchr(parameters[i].extra, c));
}

/* Names of identities and subjects of tokens hold no wildcards. */
static bool never_has_wildcard(Str key) {
  return str_is_nocase(key, "aws:PrincipalArn") || str_is_nocase(key, "aws:username") ||
         str_ends(key, ":sub");
}

/* Ids that AWS draws and tags that it checks: a policy variable that is plain text, as under
 * an old Version, is none of them. */
static bool never_has_variable(Str key) {
  static const char *const starts[] = {"aws:PrincipalOrg", "aws:PrincipalTag/", "aws:RequestTag/",
                                       "aws:Source",       "aws:userid",        "aws:Vpce"};
  for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
    if (str_starts_nocase(key, starts[i]))
      return true;
  }
  return false;
}

bool key_accepts(Str key, Str value) {
  int i = parameter_of(key);
  if (i < 0 && never_has_variable(key))
    return str_find_str(value, STR("${")) == value.len;
  if (i < 0)
    return !never_has_wildcard(key) || !(str_has(value, '*') || str_has(value, '?'));
  if (value.len < parameters[i].shortest || value.len > parameters[i].longest)
    return false;
  for (size_t k = 0; k < value.len; k++) {
    if (!key_accepts_char(key, value.ptr[k]))
      return false;
  }
  return true;
}

unsigned key_longest(Str key) {
  int i = parameter_of(key);
  bool tag =
      str_starts_nocase(key, "aws:PrincipalTag/") || str_starts_nocase(key, "aws:RequestTag/");
  return tag ? MOST_OF_A_TAG : i < 0 ? 0 : parameters[i].longest;
}

unsigned key_shortest(Str key) {
  int i = parameter_of(key);
  return i < 0 ? 0 : parameters[i].shortest;
}
