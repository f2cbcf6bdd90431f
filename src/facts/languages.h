/* SPDX-License-Identifier: Apache-2.0
 *
 * Languages of values that several domains have, as domains.h writes them.
 */
#ifndef ASSUMELINT_FACTS_LANGUAGES_H
#define ASSUMELINT_FACTS_LANGUAGES_H

#define ANY_TEXT ".+"

/* IAM User Guide, "IAM identifiers"; botocore's partitions.json. */
#define PARTITION_NAME "aws|aws-cn|aws-us-gov|aws-eusc|aws-iso(-[bef])?"
#define ACCOUNT_ID "[0-9]{12}"
#define REGION_NAME "[a-z]{2,4}(-[a-z]+)+-[0-9]{1,2}"

/* Organizations API reference, the patterns of OrganizationId, RootId and
 * OrganizationalUnitId. */
#define ORG_ID "o-[a-z0-9]{10,32}"
#define OU_PATH "/r-[a-z0-9]{4,32}/(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}/)*"

#define UUID "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

/* RFC 3339 as AWS writes it; that a month has the day is left out. */
#define ISO_TIME                                                                                   \
  "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"                                              \
  "T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"

#define OCTET "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
/* Any notation of an address, IPv6 too. */
#define ADDRESS_TEXT "[0-9A-Fa-f:.]+"

/* Numbers that are handed out in order. */
#define NUMBER "[1-9][0-9]*"

/* Google: "OpenID Connect", ID token: `azp` is a client, or the number of a service account;
 * `sub` has digits only. */
#define GOOGLE_CLIENT "[0-9]{6,21}(-[a-z0-9]+)?\\.apps\\.googleusercontent\\.com|[1-9][0-9]{5,20}"
#define GOOGLE_SUBJECT "[1-9][0-9]{5,20}"

/* Login with Amazon, Developer Guide: "Obtain customer profile", client identifiers. */
#define AMAZON_APPLICATION "amzn1\\.application(-oa2-client)?\\.[0-9a-f]{32}"
#define AMAZON_USER "amzn1\\.account\\.[A-Z0-9]+"

#endif
