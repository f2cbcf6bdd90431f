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
#define EXTERNAL_ID "[A-Za-z0-9_+=,.@:/-]{2}[A-Za-z0-9_+=,.@:/-]*"
/* EC2 User Guide, "Resource IDs": 8 digits until 2016, 17 since. */
#define VPC_ID "vpc-([0-9a-f]{8}|[0-9a-f]{17})"
#define PRIVATE_ADDRESS                                                                            \
  "(10\\." OCTET "|172\\.(1[6-9]|2[0-9]|3[01])|192\\.168|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|"     \
  "12[0-7]))\\." OCTET "\\." OCTET

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

    /* What a service acts for. */
    {"SERVICE", "[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.(com|com\\.cn|eu)",
     "[a-z0-9-]+(\\.[a-z0-9-]+)+", CHOSEN, "events.amazonaws.com"},
    {"SERVICENAME", "[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.(com|com\\.cn|eu)",
     "[a-z0-9-]+(\\.[a-z0-9-]+)+", CHOSEN, "events.amazonaws.com"},
    {"VIA", "true|false", NULL, CHOSEN, "false"},
    {"CALLEDVIA", "[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.(com|com\\.cn|eu)",
     "[a-z0-9-]+(\\.[a-z0-9-]+)+", CHOSEN, "cloudformation.amazonaws.com"},
    {"FIRSTVIA", "[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.(com|com\\.cn|eu)",
     "[a-z0-9-]+(\\.[a-z0-9-]+)+", CHOSEN, "cloudformation.amazonaws.com"},
    {"LASTVIA", "[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.(com|com\\.cn|eu)",
     "[a-z0-9-]+(\\.[a-z0-9-]+)+", CHOSEN, "cloudformation.amazonaws.com"},
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
    {"SAML_EDUORGIDENTITYAUTHNPOLICYURI", ANY_TEXT, NULL, CHOSEN, "assumelint"},
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
    {"FROMGOOGLE_AUD", GOOGLE_CLIENT, NULL, ASSIGNED, "123456789012-mallory.apps.googleusercontent.com"},
    {"FROMGOOGLE_SUB", GOOGLE_SUBJECT, "[0-9]+", PART_SEQUENTIAL, LEVEL_NONE, "108264977514893620571"},
    {"FROMCOGNITO_REGION", REGION_NAME, NULL, CHOSEN, "us-east-1"},
    {"FROMCOGNITO_POOL", UUID, NULL, ASSIGNED, "00000000-aaaa-bbbb-cccc-000000000000"},
    {"FROMCOGNITO_IDENTITY", UUID, NULL, REDRAWN, "00000000-aaaa-bbbb-cccc-000000000001"},
    {"FROMCOGNITO_AMR", ANY_TEXT, NULL, CHOSEN, "authenticated unauthenticated"},
    {"FROMFACEBOOK_APP", NUMBER, NULL, PART_SEQUENTIAL, LEVEL_NONE, "123456789012345"},
    {"FROMFACEBOOK_ID", NUMBER, NULL, PART_SEQUENTIAL, LEVEL_NONE, "234567890123456"},
    {"FROMAMAZON_APP", AMAZON_APPLICATION, NULL, REDRAWN, "amzn1.application.00000000000000000000000000000000"},
    {"FROMAMAZON_USER", AMAZON_USER, NULL, REDRAWN, "amzn1.account.AG4ZVNBK3QXWTJ7P2RDSLMYF6HCE"},
    {.name = NULL},
};
