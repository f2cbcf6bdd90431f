/* SPDX-License-Identifier: Apache-2.0
 *
 * The tables of condition keys: what each kind of caller can send.
 *
 * Sources: IAM User Guide, "AWS global condition context keys", "IAM and AWS STS condition
 * context keys" and "IAM identifiers"; AWS Service Authorization Reference, "AWS Security
 * Token Service"; AWS STS API Reference, the patterns of the parameters. Where a page leaves
 * it open whether a key is there, it is taken to be there sometimes.
 *
 * Lengths beyond 64 are no part of a language: whoever reads it checks them.
 */
#include "facts/domains.h"

#include <string.h>

#include "facts/languages.h"

/* ---- Parts -------------------------------------------------------------------------- */

/* STS API Reference: RoleSessionName and SourceIdentity. */
#define SESSION_NAME "[A-Za-z0-9_+=,.@-]{2,64}"
/* The same, ExternalId: 2 to 1224 characters. */
/* At most 1,224 characters; the conditions are asked for that (key_longest). */
#define EXTERNAL_ID "[A-Za-z0-9_+=,.@:/-]{2}[A-Za-z0-9_+=,.@:/-]*"
/* EC2 User Guide, "Resource IDs": 8 digits until 2016, 17 since. */
#define VPC_ID "vpc-([0-9a-f]{8}|[0-9a-f]{17})"
#define PRIVATE_ADDRESS                                                                            \
  "(10\\." OCTET "|172\\.(1[6-9]|2[0-9]|3[01])|192\\.168|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|"     \
  "12[0-7]))\\." OCTET "\\." OCTET

/* IAM User Guide, "AWS service principals"; other partitions have other ends. */
#define SERVICE_NAME "[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com(\\.cn)?"
#define HOST_NAME "[a-z0-9-]+(\\.[a-z0-9-]+)+"

#define CHOSEN PART_CHOSEN, LEVEL_NONE
#define ASSIGNED PART_ASSIGNED, LEVEL_NONE
#define REDRAWN PART_REDRAWN, LEVEL_NONE

const PartDomain caller_parts[] = {
    {"PARTITION", PARTITION_NAME, NULL, CHOSEN, "aws"},
    /* Where the instance or function runs that has the caller's session; before the account,
     * as in its ARN. Some of those ARNs have no region. */
    {"HOMEREGION", REGION_NAME, NULL, CHOSEN, "us-east-1"},
    {"ACCOUNT", ACCOUNT_ID, NULL, ASSIGNED, "444455556666 210987654321"},
    /* At most 512 characters. /aws-reserved/ and /aws-service-role/ are AWS's own. */
    {"PATH", "/([!-~]+/)?", NULL, CHOSEN, "/"},
    {"NAME", "[A-Za-z0-9_+=,.@-]{1,64}", NULL, CHOSEN, "mallory app"},
    /* "IAM identifiers", unique identifiers: 21 characters today. */
    {"UIDU", "AIDA[A-Z0-9]{16,17}", NULL, REDRAWN, "AIDAQ3EGUZDMX7YKWN5PT"},
    {"UIDR", "AROA[A-Z0-9]{16,17}", NULL, REDRAWN, "AROAQ3EGUZDMX7YKWN5PT"},
    {"SESSION", SESSION_NAME, NULL, CHOSEN, "session"},
    {"ORG", ORG_ID, NULL, ASSIGNED, "o-a1b2c3d4e5 o-z9y8x7w6v5"},
    /* Ids of roots and units are unique in one organization only: whoever owns one may have
     * any. */
    {"OUPATH", OU_PATH, NULL, CHOSEN, "/r-ab12/ou-ab12-11111111/"},

    /* The caller's session. Multi-factor authentication: the age is in whole seconds. */
    {"MFA", "true|false", NULL, CHOSEN, "true"},
    {"AGE", "0|[1-9][0-9]{0,6}", NULL, CHOSEN, "60"},
    {"ISSUETIME", ISO_TIME, NULL, CHOSEN, "2026-01-01T00:00:00Z"},
    {"PROVIDER", "[!-~]+", NULL, CHOSEN, "issuer.example"},
    {"BUILTIN",
     "accounts\\.google\\.com|cognito-identity\\.amazonaws\\.com|graph\\.facebook\\.com|"
     "www\\.amazon\\.com",
     NULL, CHOSEN, "cognito-identity.amazonaws.com"},
    {"INSTANCE", "i-([0-9a-f]{8}|[0-9a-f]{17})", NULL, REDRAWN, "i-0a1b2c3d4e5f60718"},
    {"MANAGED", "mi-[0-9a-f]{17}", NULL, REDRAWN, "mi-0a1b2c3d4e5f60718"},
    {"FUNCTION", "[A-Za-z0-9_-]+", NULL, CHOSEN, "another"},
    {"CHAT", "[a-z-]+/[A-Za-z0-9_-]+", NULL, CHOSEN, "slack-channel/another"},
    {"DELIVERY", "[12](\\.0)?", NULL, CHOSEN, "2.0"},
    {"INSTVPC", VPC_ID, NULL, ASSIGNED, "vpc-0a1b2c3d4e5f60718"},
    {"INSTIP", PRIVATE_ADDRESS, ADDRESS_TEXT, CHOSEN, "10.0.0.1"},
    /* Identity Store API Reference, the pattern of UserId. */
    {"DIRECTORYUSER", "([0-9a-f]{10}-)?" UUID, NULL, REDRAWN,
     "94482488-3041-7026-18f3-be45837cd0e4"},

    /* Where the call comes from. Which addresses are public, and how IPv6 is written, is for
     * the decision. A VPC may have public ranges too. */
    {"IP", OCTET "\\." OCTET "\\." OCTET "\\." OCTET, ADDRESS_TEXT, CHOSEN, "203.0.113.5"},
    {"VPCREGION", REGION_NAME, NULL, CHOSEN, "us-east-1"},
    {"VPCACCOUNT", ACCOUNT_ID, NULL, ASSIGNED, "210987654321 498765432109"},
    {"VPC", VPC_ID, NULL, ASSIGNED, "vpc-0a1b2c3d4e5f60718"},
    {"VPCE", "vpce-([0-9a-f]{8}|[0-9a-f]{17})", NULL, ASSIGNED, "vpce-0a1b2c3d4e5f60718"},
    {"VPCIP", PRIVATE_ADDRESS, ADDRESS_TEXT, CHOSEN, "10.0.0.1"},
    {"VPCEACCOUNT", ACCOUNT_ID, NULL, ASSIGNED, "210987654321 498765432109"},
    {"VPCEORG", ORG_ID, NULL, ASSIGNED, "o-a1b2c3d4e5 o-z9y8x7w6v5"},
    {"VPCEOUPATH", OU_PATH, NULL, CHOSEN, "/r-ab12/ou-ab12-11111111/"},

    /* The call. */
    {"TIME", ISO_TIME, NULL, CHOSEN, "2026-01-01T00:00:00Z"},
    {"EPOCH", "0|[1-9][0-9]*", NULL, CHOSEN, "1767225600"},
    {"REGION", REGION_NAME, NULL, CHOSEN, "us-east-1"},
    {"SECURE", "true|false", NULL, CHOSEN, "true"},
    {"AGENT", ANY_TEXT, NULL, CHOSEN, "aws-cli/2"},
    {"REFERER", ANY_TEXT, NULL, CHOSEN, "https://mallory.example/"},
    {"EXTERNALID", EXTERNAL_ID, NULL, CHOSEN, "any-other-customer"},
    {"RSN", SESSION_NAME, NULL, CHOSEN, "session"},
    {"SRCID", SESSION_NAME, NULL, CHOSEN, "somebody"},
    /* Tag: a key has 1 to 128 characters, a value at most 256. One part for each tag, as for
     * each context. */
    {"TAG", "\\t*", NULL, CHOSEN, "assumelint"},
    {"REQTAG", "\\t*", NULL, CHOSEN, "assumelint"},
    {"TAGKEY", "\\t+", NULL, CHOSEN, "assumelint"},
    /* Signed by the provider of contexts, of which AWS has documented one. */
    {"CONTEXT", ".*", NULL, ASSIGNED, "context"},
    {"CONTEXTPROVIDER", "[A-Za-z0-9_-]+", NULL, CHOSEN, "IdentityCenter"},
    {"AUTHORIZED", "true|false", NULL, CHOSEN, "true"},
    {"MCP", "true|false", NULL, CHOSEN, "false"},
    {"MCPSERVER", "[a-z0-9-]+\\.amazonaws\\.com", HOST_NAME, CHOSEN, "aws-mcp.amazonaws.com"},

    /* Claims that are condition keys for every issuer of tokens. An address is somebody's, but
     * whoever has a mailbox of the domain has one like it. */
    {"AUDIENCE", ANY_TEXT, NULL, CHOSEN, "sts.amazonaws.com"},
    {"METHOD", ANY_TEXT, NULL, CHOSEN, "authenticated unauthenticated"},
    {"EMAIL", "[^@ ]+@[^@ ]+", ANY_TEXT, PART_CHOSEN, LEVEL_TENANT, "mallory@mallory.example"},
    {"ORIGINALAUDIENCE", ANY_TEXT, NULL, CHOSEN, "sts.amazonaws.com"},

    /* What a service acts for. */
    {"SERVICE", SERVICE_NAME, HOST_NAME, CHOSEN, "events.amazonaws.com"},
    {"SERVICENAME", SERVICE_NAME, HOST_NAME, CHOSEN, "events.amazonaws.com"},
    {"VIA", "true|false", NULL, CHOSEN, "false"},
    {"CALLEDVIA", SERVICE_NAME, HOST_NAME, CHOSEN, "cloudformation.amazonaws.com"},
    {"FIRSTVIA", SERVICE_NAME, HOST_NAME, CHOSEN, "cloudformation.amazonaws.com"},
    {"LASTVIA", SERVICE_NAME, HOST_NAME, CHOSEN, "cloudformation.amazonaws.com"},
    {"SRCPARTITION", PARTITION_NAME, NULL, CHOSEN, "aws"},
    {"SRCSERVICE", "[a-z0-9-]+", NULL, CHOSEN, "states"},
    {"SRCREGION", "(" REGION_NAME ")?", NULL, CHOSEN, "us-east-1"},
    {"SRCACCOUNT", ACCOUNT_ID, NULL, ASSIGNED, "210987654321 498765432109"},
    {"SRCRESOURCE", ANY_TEXT, NULL, CHOSEN, "stateMachine:another"},
    /* Names and ids that are unique without an account: what is taken is nobody else's, and
     * behind every prefix there is room, as with numbers that are handed out in order. */
    {"SRCBUCKET", "[A-Za-z0-9][A-Za-z0-9._-]+", NULL, PART_SEQUENTIAL, LEVEL_NONE,
     "bucket-of-somebody-else"},
    {"SRCUNIQUE", ANY_TEXT, NULL, PART_SEQUENTIAL, LEVEL_NONE, "of-somebody-else"},
    {"SRCORG", ORG_ID, NULL, ASSIGNED, "o-a1b2c3d4e5 o-z9y8x7w6v5"},
    {"SRCOUPATH", OU_PATH, NULL, CHOSEN, "/r-ab12/ou-ab12-11111111/"},

    /* The role. */
    {"RESACCOUNT", ACCOUNT_ID, NULL, ASSIGNED, "111122223333"},
    {"RESORG", ORG_ID, NULL, ASSIGNED, "o-theroleowner"},
    {"RESOUPATH", OU_PATH, NULL, ASSIGNED, "/r-ab12/"},
    {"RESTAG", "\\t*", NULL, ASSIGNED, "assumelint"},

    /* Assertions: IAM User Guide, "Available keys for SAML-based AWS STS federation". AWS takes
     * an assertion for one of its own sign-in addresses; those of some partitions are not
     * published. The name qualifier is a hash of issuer, account and name of the provider. */
    {"RECIPIENT",
     "https://([a-z0-9-]+\\.)?signin\\.(aws\\.amazon\\.com|amazonaws-us-gov\\.com|amazonaws\\.cn)/"
     "saml(/acs/[A-Za-z0-9_-]+)?",
     "https?://.+", CHOSEN, "https://signin.aws.amazon.com/saml"},
    {"SAMLACCOUNT", ACCOUNT_ID, NULL, ASSIGNED, "111122223333"},
    {"SAMLPROVIDER", "[A-Za-z0-9_.-]+", NULL, CHOSEN, "provider"},
    {"SAMLISSUER", ANY_TEXT, NULL, CHOSEN, "https://idp.example/saml"},
    {"SAMLHASH", "[A-Za-z0-9+/]{27}=", NULL, ASSIGNED, "uqgxnMh7Cc1lUGN2Zq4fmxyzrTs="},
    {"SAMLSUBJECT", ANY_TEXT, NULL, CHOSEN, "mallory"},
    {"SAMLFORMAT", "persistent|transient|[a-zA-Z][A-Za-z0-9+.-]*:.+", ANY_TEXT, CHOSEN,
     "persistent"},
    {"SAML_CN", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_COMMONNAME", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUORGHOMEPAGEURI", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUORGAUTHNPOLICYURI", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUORGLEGALNAME", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUORGSUPERIORURI", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUORGWHITEPAGESURI", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUPERSONAFFILIATION", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUPERSONASSURANCE", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUPERSONENTITLEMENT", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUPERSONNICKNAME", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUPERSONORGDN", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUPERSONORGUNITDN", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUPERSONPRIMARYAFFILIATION", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUPERSONPRIMARYORGUNITDN", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUPERSONPRINCIPALNAME", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUPERSONSCOPEDAFFILIATION", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_EDUPERSONTARGETEDID", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_GIVENNAME", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_MAIL", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_NAME", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_ORGANIZATIONSTATUS", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_PRIMARYGROUPSID", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_SURNAME", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_UID", ANY_TEXT, NULL, CHOSEN, "assumelint"},
    {"SAML_X500UNIQUEIDENTIFIER", ANY_TEXT, NULL, CHOSEN, "assumelint"},

    /* What a session of a role has from the token that it began with. */
    {"FROMGOOGLE_AUD", GOOGLE_CLIENT, NULL, ASSIGNED,
     "123456789012-mallory.apps.googleusercontent.com"},
    {"FROMGOOGLE_SUB", GOOGLE_SUBJECT, "[0-9]+", PART_SEQUENTIAL, LEVEL_NONE,
     "108264977514893620571"},
    {"FROMCOGNITO_REGION", REGION_NAME, NULL, CHOSEN, "us-east-1"},
    {"FROMCOGNITO_POOL", UUID, NULL, ASSIGNED, "00000000-aaaa-bbbb-cccc-000000000000"},
    {"FROMCOGNITO_IDENTITY", UUID, NULL, REDRAWN, "00000000-aaaa-bbbb-cccc-000000000001"},
    {"FROMCOGNITO_AMR", ANY_TEXT, NULL, CHOSEN, "authenticated unauthenticated"},
    {"FROMFACEBOOK_APP", NUMBER, NULL, PART_SEQUENTIAL, LEVEL_NONE, "123456789012345"},
    {"FROMFACEBOOK_ID", NUMBER, NULL, PART_SEQUENTIAL, LEVEL_NONE, "234567890123456"},
    {"FROMAMAZON_APP", AMAZON_APPLICATION, NULL, REDRAWN,
     "amzn1.application.00000000000000000000000000000000"},
    {"FROMAMAZON_USER", AMAZON_USER, NULL, REDRAWN, "amzn1.account.AG4ZVNBK3QXWTJ7P2RDSLMYF6HCE"},
    {.name = NULL},
};

/* ---- Keys --------------------------------------------------------------------------- */

enum {
  USER = 1 << CALLER_USER,
  ROLE = 1 << CALLER_ROLE,
  SERVICE = 1 << CALLER_SERVICE,
  TOKEN = 1 << CALLER_TOKEN,
  ASSERTION = 1 << CALLER_ASSERTION,
  PEOPLE = USER | ROLE,           /* IAM principals */
  SIGNED = USER | ROLE | SERVICE, /* callers of AssumeRole */
  FEDERATED = TOKEN | ASSERTION,
  ALL = SIGNED | FEDERATED,
};

static const KeyDomain rows[] = {
    /* Global keys, "Properties of the principal". The root user cannot assume roles, and the
     * session of a federated user calls no such action. Whether an unsigned call (with a token
     * or an assertion) has the principal's account as "anonymous" is not said for STS: taken
     * to be absent. */
    {"aws:PrincipalArn", USER, THERE_ALWAYS, false,
     "arn:{PARTITION}:iam::{ACCOUNT}:user{PATH}{NAME}", GROUP_NONE},
    {"aws:PrincipalArn", ROLE, THERE_ALWAYS, false,
     "arn:{PARTITION}:iam::{ACCOUNT}:role{PATH}{NAME}", GROUP_NONE},
    {"aws:PrincipalAccount", PEOPLE, THERE_ALWAYS, false, "{ACCOUNT}", GROUP_NONE},
    {"aws:PrincipalType", USER, THERE_ALWAYS, false, "User", GROUP_NONE},
    {"aws:PrincipalType", ROLE, THERE_ALWAYS, false, "AssumedRole", GROUP_NONE},
    {"aws:userid", USER, THERE_ALWAYS, false, "{UIDU}", GROUP_NONE},
    {"aws:userid", ROLE, THERE_ALWAYS, false, "{UIDR}:{SESSION}", GROUP_NONE},
    {"aws:username", USER, THERE_ALWAYS, false, "{NAME}", GROUP_NONE},
    {"aws:PrincipalOrgID", PEOPLE, THERE_SOMETIMES, false, "{ORG}", GROUP_ORG},
    {"aws:PrincipalOrgPaths", PEOPLE, THERE_SOMETIMES, true, "{ORG}{OUPATH*}", GROUP_ORG},
    {"aws:PrincipalTag/", PEOPLE, THERE_SOMETIMES, false, "{TAG}", GROUP_NONE},
    /* IAM Roles Anywhere User Guide, "The trust model": sessions are tagged from the
     * certificate, so whoever signs certificates chooses. Other services tag no session that
     * assumes a role. */
    {"aws:PrincipalTag/x509Subject/", SERVICE, THERE_SOMETIMES, false, "{TAG}", GROUP_NONE},
    {"aws:PrincipalTag/x509Issuer/", SERVICE, THERE_SOMETIMES, false, "{TAG}", GROUP_NONE},
    {"aws:PrincipalTag/x509SAN/", SERVICE, THERE_SOMETIMES, false, "{TAG}", GROUP_NONE},

    /* Global keys, "Properties of a role session". The key for sessions of a root user is
     * documented for these alone; they cannot assume roles. */
    {"aws:AssumedRoot", PEOPLE, THERE_SOMETIMES, false, "false", GROUP_NONE},
    /* Access keys have none, temporary credentials do. Those of a service were never given
     * with a device: unsure whether the key is there. */
    {"aws:MultiFactorAuthPresent", PEOPLE, THERE_SOMETIMES, false, "{MFA}", GROUP_NONE},
    {"aws:MultiFactorAuthPresent", SERVICE, THERE_SOMETIMES, false, "false", GROUP_NONE},
    {"aws:MultiFactorAuthAge", PEOPLE, THERE_SOMETIMES, false, "{AGE}", GROUP_MFA_AGE},
    {"aws:TokenIssueTime", PEOPLE, THERE_SOMETIMES, false, "{ISSUETIME}", GROUP_NONE},
    /* The page shows the ARN of a provider, and the names of those that need none. */
    {"aws:FederatedProvider", ROLE, THERE_SOMETIMES, false,
     "arn:{PARTITION}:iam::{ACCOUNT}:oidc-provider/{PROVIDER}", GROUP_NONE},
    {"aws:FederatedProvider", ROLE, THERE_SOMETIMES, false,
     "arn:{PARTITION}:iam::{ACCOUNT}:saml-provider/{PROVIDER}", GROUP_NONE},
    {"aws:FederatedProvider", ROLE, THERE_SOMETIMES, false, "{BUILTIN}", GROUP_NONE},
    /* A source identity stays: a chained call that has one has the session's. */
    {"aws:SourceIdentity", ROLE, THERE_SOMETIMES, false, "{SRCID}", GROUP_NONE},
    {"aws:ChatbotSourceArn", ROLE, THERE_SOMETIMES, false,
     "arn:{PARTITION}:chatbot::{ACCOUNT}:chat-configuration/{CHAT}", GROUP_NONE},
    {"aws:Ec2InstanceSourceVpc", ROLE, THERE_SOMETIMES, false, "{INSTVPC}", GROUP_NONE},
    {"aws:Ec2InstanceSourcePrivateIPv4", ROLE, THERE_SOMETIMES, false, "{INSTIP}", GROUP_NONE},
    {"ec2:RoleDelivery", ROLE, THERE_SOMETIMES, false, "{DELIVERY}", GROUP_NONE},
    {"ec2:SourceInstanceArn", ROLE, THERE_SOMETIMES, false,
     "arn:{PARTITION}:ec2:{HOMEREGION}:{ACCOUNT}:instance/{INSTANCE}", GROUP_NONE},
    {"lambda:SourceFunctionArn", ROLE, THERE_SOMETIMES, false,
     "arn:{PARTITION}:lambda:{HOMEREGION}:{ACCOUNT}:function:{FUNCTION}", GROUP_NONE},
    {"ssm:SourceInstanceArn", ROLE, THERE_SOMETIMES, false,
     "arn:{PARTITION}:ec2:{HOMEREGION}:{ACCOUNT}:instance/{INSTANCE}", GROUP_NONE},
    {"ssm:SourceInstanceArn", ROLE, THERE_SOMETIMES, false,
     "arn:{PARTITION}:ssm:{HOMEREGION}:{ACCOUNT}:managed-instance/{MANAGED}", GROUP_NONE},
    {"identitystore:UserId", ROLE, THERE_SOMETIMES, false, "{DIRECTORYUSER}", GROUP_NONE},
    /* AWS Glue Developer Guide, "Restricting access with condition keys of Glue". */
    {"glue:RoleAssumedBy", ROLE, THERE_SOMETIMES, false, "glue.amazonaws.com", GROUP_NONE},
    {"glue:CredentialIssuingService", ROLE, THERE_SOMETIMES, false, "glue.amazonaws.com",
     GROUP_NONE},

    /* Global keys, "Properties of the network": through an endpoint, or in public. The
     * endpoint's organization is one more of what comes with an endpoint. */
    {"aws:SourceIp", ALL, THERE_SOMETIMES, false, "{IP}", GROUP_PUBLIC},
    {"aws:SourceVpc", ALL, THERE_SOMETIMES, false, "{VPC}", GROUP_VPC},
    {"aws:SourceVpcArn", ALL, THERE_SOMETIMES, false,
     "arn:{PARTITION}:ec2:{VPCREGION}:{VPCACCOUNT}:vpc/{VPC}", GROUP_VPC},
    {"aws:SourceVpce", ALL, THERE_SOMETIMES, false, "{VPCE}", GROUP_VPC},
    {"aws:VpcSourceIp", ALL, THERE_SOMETIMES, false, "{VPCIP}", GROUP_VPC},
    {"aws:VpceAccount", ALL, THERE_SOMETIMES, false, "{VPCEACCOUNT}", GROUP_VPC},
    {"aws:VpceOrgID", ALL, THERE_SOMETIMES, false, "{VPCEORG}", GROUP_VPCE_ORG},
    {"aws:VpceOrgPaths", ALL, THERE_SOMETIMES, true, "{VPCEORG}{VPCEOUPATH*}", GROUP_VPCE_ORG},

    /* Global keys, "Properties of the request". */
    {"aws:CurrentTime", ALL, THERE_ALWAYS, false, "{TIME}", GROUP_NONE},
    {"aws:EpochTime", ALL, THERE_ALWAYS, false, "{EPOCH}", GROUP_NONE},
    {"aws:RequestedRegion", ALL, THERE_ALWAYS, false, "{REGION}", GROUP_NONE},
    {"aws:SecureTransport", ALL, THERE_ALWAYS, false, "{SECURE}", GROUP_NONE},
    {"aws:UserAgent", ALL, THERE_ALWAYS, false, "{AGENT}", GROUP_NONE},
    {"aws:referer", ALL, THERE_SOMETIMES, false, "{REFERER}", GROUP_NONE},

    /* The same, of services. Forward access sessions call as the user or role that they came
     * from; no service is known that assumes a role so: taken to be "false". Unsigned calls
     * need not have the first of these. */
    {"aws:PrincipalIsAWSService", PEOPLE, THERE_ALWAYS, false, "false", GROUP_NONE},
    {"aws:PrincipalIsAWSService", SERVICE, THERE_ALWAYS, false, "true", GROUP_NONE},
    {"aws:PrincipalIsAWSService", FEDERATED, THERE_SOMETIMES, false, "false", GROUP_NONE},
    {"aws:PrincipalServiceName", SERVICE, THERE_SOMETIMES, false, "{SERVICE}", GROUP_NONE},
    {"aws:PrincipalServiceNamesList", SERVICE, THERE_SOMETIMES, true, "{SERVICENAME*}", GROUP_NONE},
    {"aws:ViaAWSService", PEOPLE | FEDERATED, THERE_ALWAYS, false, "false", GROUP_NONE},
    {"aws:ViaAWSService", SERVICE, THERE_ALWAYS, false, "{VIA}", GROUP_NONE},
    {"aws:CalledVia", SERVICE, THERE_SOMETIMES, true, "{CALLEDVIA*}", GROUP_NONE},
    {"aws:CalledViaFirst", SERVICE, THERE_SOMETIMES, false, "{FIRSTVIA}", GROUP_NONE},
    {"aws:CalledViaLast", SERVICE, THERE_SOMETIMES, false, "{LASTVIA}", GROUP_NONE},
    /* AWS's own MCP servers call whatever their user asks for, with the user's credentials:
     * unsure when the keys are there. */
    {"aws:CalledViaAWSMCP", SIGNED, THERE_SOMETIMES, false, "{MCPSERVER}", GROUP_NONE},
    {"aws:ViaAWSMCPService", SIGNED, THERE_SOMETIMES, false, "{MCP}", GROUP_NONE},
    {"aws:ViaAWSMCPService", FEDERATED, THERE_SOMETIMES, false, "false", GROUP_NONE},
    {"aws:IsMcpServiceAction", ALL, THERE_SOMETIMES, false, "false", GROUP_NONE},
    /* "The confused deputy problem": the resource for which the service calls. Buckets have no
     * account in their ARN, and some others have a region only. */
    {"aws:SourceArn", SERVICE, THERE_SOMETIMES, false,
     "arn:{SRCPARTITION}:{SRCSERVICE}:{SRCREGION}:{SRCACCOUNT}:{SRCRESOURCE}", GROUP_NONE},
    {"aws:SourceArn", SERVICE, THERE_SOMETIMES, false, "arn:{SRCPARTITION}:s3:::{SRCBUCKET}",
     GROUP_NONE},
    {"aws:SourceArn", SERVICE, THERE_SOMETIMES, false,
     "arn:{SRCPARTITION}:{SRCSERVICE}:{SRCREGION}::{SRCUNIQUE}", GROUP_NONE},
    {"aws:SourceAccount", SERVICE, THERE_SOMETIMES, false, "{SRCACCOUNT}", GROUP_NONE},
    {"aws:SourceOwner", SERVICE, THERE_SOMETIMES, false, "{SRCACCOUNT}", GROUP_NONE},
    {"aws:SourceOrgID", SERVICE, THERE_SOMETIMES, false, "{SRCORG}", GROUP_SOURCE_ORG},
    {"aws:SourceOrgPaths", SERVICE, THERE_SOMETIMES, true, "{SRCORG}{SRCOUPATH*}",
     GROUP_SOURCE_ORG},

    /* Global keys, "Properties of the resource": of the role. */
    {"aws:ResourceAccount", ALL, THERE_ALWAYS, false, "{RESACCOUNT}", GROUP_NONE},
    {"aws:ResourceOrgID", ALL, THERE_SOMETIMES, false, "{RESORG}", GROUP_NONE},
    {"aws:ResourceOrgPaths", ALL, THERE_SOMETIMES, true, "{RESORG}{RESOUPATH*}", GROUP_NONE},
    {"aws:ResourceTag/", ALL, THERE_SOMETIMES, false, "{RESTAG}", GROUP_NONE},
    {"iam:ResourceTag/", ALL, THERE_SOMETIMES, false, "{RESTAG}", GROUP_NONE},

    /* STS API Reference: the parameters of the three calls. External ID and contexts are
     * AssumeRole's. Federated callers have tags and source identity from the token or the
     * assertion. */
    {"sts:ExternalId", SIGNED, THERE_SOMETIMES, false, "{EXTERNALID}", GROUP_NONE},
    {"sts:RoleSessionName", ALL, THERE_ALWAYS, false, "{RSN}", GROUP_NONE},
    {"sts:SourceIdentity", ALL, THERE_SOMETIMES, false, "{SRCID}", GROUP_SOURCE_IDENTITY},
    {"aws:RequestTag/", ALL, THERE_SOMETIMES, false, "{REQTAG}", GROUP_TAG},
    {"aws:TagKeys", ALL, THERE_SOMETIMES, true, "{TAGKEY*}", GROUP_TAG_NAMES},
    {"sts:TransitiveTagKeys", ALL, THERE_SOMETIMES, true, "{TAGKEY*}", GROUP_TAG_NAMES},
    {"sts:RequestContext/", SIGNED, THERE_SOMETIMES, false, "{CONTEXT}", GROUP_CONTEXT},
    {"sts:RequestContextProviders", SIGNED, THERE_SOMETIMES, true,
     "arn:{PARTITION}:iam::aws:contextProvider/{CONTEXTPROVIDER*}", GROUP_CONTEXT},
    {"sts:RoleAuthorizedByIdp", TOKEN, THERE_SOMETIMES, false, "{AUTHORIZED}", GROUP_NONE},

    /* "Available keys for SAML-based AWS STS federation"; which are lists: Service
     * Authorization Reference. The qualifier and the format of the subject come with it. */
    {"saml:aud", ASSERTION, THERE_ALWAYS, false, "{RECIPIENT}", GROUP_NONE},
    {"saml:iss", ASSERTION, THERE_ALWAYS, false, "{SAMLISSUER}", GROUP_NONE},
    {"saml:doc", ASSERTION, THERE_ALWAYS, false, "{SAMLACCOUNT}/{SAMLPROVIDER}", GROUP_NONE},
    {"saml:namequalifier", ASSERTION, THERE_ALWAYS, false, "{SAMLHASH}", GROUP_NONE},
    {"saml:sub", ASSERTION, THERE_ALWAYS, false, "{SAMLSUBJECT}", GROUP_NONE},
    {"saml:sub_type", ASSERTION, THERE_ALWAYS, false, "{SAMLFORMAT}", GROUP_NONE},
    {"saml:cn", ASSERTION, THERE_SOMETIMES, true, "{SAML_CN*}", GROUP_NONE},
    {"saml:commonName", ASSERTION, THERE_SOMETIMES, false, "{SAML_COMMONNAME}", GROUP_NONE},
    {"saml:eduorghomepageuri", ASSERTION, THERE_SOMETIMES, true, "{SAML_EDUORGHOMEPAGEURI*}",
     GROUP_NONE},
    {"saml:eduorgidentityauthnpolicyuri", ASSERTION, THERE_SOMETIMES, true,
     "{SAML_EDUORGAUTHNPOLICYURI*}", GROUP_NONE},
    {"saml:eduorglegalname", ASSERTION, THERE_SOMETIMES, true, "{SAML_EDUORGLEGALNAME*}",
     GROUP_NONE},
    {"saml:eduorgsuperioruri", ASSERTION, THERE_SOMETIMES, true, "{SAML_EDUORGSUPERIORURI*}",
     GROUP_NONE},
    {"saml:eduorgwhitepagesuri", ASSERTION, THERE_SOMETIMES, true, "{SAML_EDUORGWHITEPAGESURI*}",
     GROUP_NONE},
    {"saml:edupersonaffiliation", ASSERTION, THERE_SOMETIMES, true, "{SAML_EDUPERSONAFFILIATION*}",
     GROUP_NONE},
    {"saml:edupersonassurance", ASSERTION, THERE_SOMETIMES, true, "{SAML_EDUPERSONASSURANCE*}",
     GROUP_NONE},
    {"saml:edupersonentitlement", ASSERTION, THERE_SOMETIMES, true, "{SAML_EDUPERSONENTITLEMENT*}",
     GROUP_NONE},
    {"saml:edupersonnickname", ASSERTION, THERE_SOMETIMES, true, "{SAML_EDUPERSONNICKNAME*}",
     GROUP_NONE},
    {"saml:edupersonorgdn", ASSERTION, THERE_SOMETIMES, false, "{SAML_EDUPERSONORGDN}", GROUP_NONE},
    {"saml:edupersonorgunitdn", ASSERTION, THERE_SOMETIMES, true, "{SAML_EDUPERSONORGUNITDN*}",
     GROUP_NONE},
    {"saml:edupersonprimaryaffiliation", ASSERTION, THERE_SOMETIMES, false,
     "{SAML_EDUPERSONPRIMARYAFFILIATION}", GROUP_NONE},
    {"saml:edupersonprimaryorgunitdn", ASSERTION, THERE_SOMETIMES, false,
     "{SAML_EDUPERSONPRIMARYORGUNITDN}", GROUP_NONE},
    {"saml:edupersonprincipalname", ASSERTION, THERE_SOMETIMES, false,
     "{SAML_EDUPERSONPRINCIPALNAME}", GROUP_NONE},
    {"saml:edupersonscopedaffiliation", ASSERTION, THERE_SOMETIMES, true,
     "{SAML_EDUPERSONSCOPEDAFFILIATION*}", GROUP_NONE},
    {"saml:edupersontargetedid", ASSERTION, THERE_SOMETIMES, true, "{SAML_EDUPERSONTARGETEDID*}",
     GROUP_NONE},
    {"saml:givenName", ASSERTION, THERE_SOMETIMES, false, "{SAML_GIVENNAME}", GROUP_NONE},
    {"saml:mail", ASSERTION, THERE_SOMETIMES, false, "{SAML_MAIL}", GROUP_NONE},
    {"saml:name", ASSERTION, THERE_SOMETIMES, false, "{SAML_NAME}", GROUP_NONE},
    {"saml:organizationStatus", ASSERTION, THERE_SOMETIMES, false, "{SAML_ORGANIZATIONSTATUS}",
     GROUP_NONE},
    {"saml:primaryGroupSID", ASSERTION, THERE_SOMETIMES, false, "{SAML_PRIMARYGROUPSID}",
     GROUP_NONE},
    {"saml:surname", ASSERTION, THERE_SOMETIMES, false, "{SAML_SURNAME}", GROUP_NONE},
    {"saml:uid", ASSERTION, THERE_SOMETIMES, false, "{SAML_UID}", GROUP_NONE},
    {"saml:x500UniqueIdentifier", ASSERTION, THERE_SOMETIMES, false, "{SAML_X500UNIQUEIDENTIFIER}",
     GROUP_NONE},

    /* Service Authorization Reference, AssumeRole: what a federated session takes along when
     * it assumes another role. The recipient of an assertion is not among them. */
    {"saml:namequalifier", ROLE, THERE_SOMETIMES, false, "{SAMLHASH}", GROUP_NONE},
    {"saml:sub", ROLE, THERE_SOMETIMES, false, "{SAMLSUBJECT}", GROUP_NONE},
    {"saml:sub_type", ROLE, THERE_SOMETIMES, false, "{SAMLFORMAT}", GROUP_NONE},
    {"accounts.google.com:aud", ROLE, THERE_SOMETIMES, false, "{FROMGOOGLE_AUD}", GROUP_NONE},
    {"accounts.google.com:sub", ROLE, THERE_SOMETIMES, false, "{FROMGOOGLE_SUB}", GROUP_NONE},
    {"cognito-identity.amazonaws.com:amr", ROLE, THERE_SOMETIMES, true, "{FROMCOGNITO_AMR*}",
     GROUP_NONE},
    {"cognito-identity.amazonaws.com:aud", ROLE, THERE_SOMETIMES, false,
     "{FROMCOGNITO_REGION}:{FROMCOGNITO_POOL}", GROUP_NONE},
    {"cognito-identity.amazonaws.com:sub", ROLE, THERE_SOMETIMES, false,
     "{FROMCOGNITO_REGION}:{FROMCOGNITO_IDENTITY}", GROUP_NONE},
    {"graph.facebook.com:app_id", ROLE, THERE_SOMETIMES, false, "{FROMFACEBOOK_APP}", GROUP_NONE},
    {"graph.facebook.com:id", ROLE, THERE_SOMETIMES, false, "{FROMFACEBOOK_ID}", GROUP_NONE},
    {"www.amazon.com:app_id", ROLE, THERE_SOMETIMES, false, "{FROMAMAZON_APP}", GROUP_NONE},
    {"www.amazon.com:user_id", ROLE, THERE_SOMETIMES, false, "{FROMAMAZON_USER}", GROUP_NONE},
};

static const size_t row_count = sizeof rows / sizeof *rows;

static bool is_named(const char *name, Str key) {
  size_t n = strlen(name);
  return name[n - 1] == '/' ? key.len > n && str_starts_nocase(key, name)
                            : str_is_nocase(key, name);
}

const KeyDomain *key_domain(Str key, CallerKindOf caller) {
  for (size_t i = 0; i < row_count; i++) {
    if ((rows[i].callers >> caller & 1) && is_named(rows[i].key, key))
      return &rows[i];
  }
  return NULL;
}

const KeyDomain *key_domain_row(size_t n) {
  return n < row_count ? &rows[n] : NULL;
}
