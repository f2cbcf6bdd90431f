/* SPDX-License-Identifier: Apache-2.0
 *
 * Condition keys of the AssumeRole family: where their values come from.
 *
 * Sources: IAM User Guide, "AWS global condition context keys" and "Available
 * keys for AWS STS"; AWS Service Authorization Reference, "Actions, resources,
 * and condition keys for AWS Security Token Service".
 */
#ifndef ALINT_ACCESS_KEYS_H
#define ALINT_ACCESS_KEYS_H

#include <stdbool.h>

#include "assumelint/str.h"

/* Who or what decides the value of a key. */
enum alint_key_source {
  ALINT_KEY_UNKNOWN,        /* no such key: never there */
  ALINT_KEY_IDENTITY,       /* follows from who the caller is */
  ALINT_KEY_ORG,            /* the caller's organization */
  ALINT_KEY_CALLER_TAG,     /* tags of the caller */
  ALINT_KEY_CALLER_SESSION, /* how the caller's own session came to be */
  ALINT_KEY_CALLER_ARN,     /* something of the caller's account that its session has */
  ALINT_KEY_ADDRESS,        /* aws:SourceIp */
  ALINT_KEY_NETWORK,        /* VPC, endpoint and the addresses in them */
  ALINT_KEY_SERVICE,        /* set by a calling service */
  ALINT_KEY_SERVICE_FLAG,   /* whether a service calls: "false" for everybody else */
  ALINT_KEY_EXTERNAL_ID,
  ALINT_KEY_SESSION_NAME,
  ALINT_KEY_SOURCE_IDENTITY,
  ALINT_KEY_SESSION_TAG, /* tags passed in the call */
  ALINT_KEY_CONTEXT,     /* provided contexts (trusted identity propagation) */
  ALINT_KEY_CLIENT,      /* what the caller's client says: region, user agent, referer */
  ALINT_KEY_TIME,
  ALINT_KEY_MFA,
  ALINT_KEY_ROLE,         /* the role's own side */
  ALINT_KEY_CLAIM,        /* out of a token or an assertion */
  ALINT_KEY_OTHER_ACTION, /* real, but never there when a role is assumed */
};

struct alint_key_info {
  const char *name; /* a trailing '/' means any tag behind it */
  enum alint_key_source source;
  bool multivalued;
  bool always;       /* in every request of its kind */
  bool whole;        /* a number of seconds: whole, not negative */
  const char *usual; /* a value it may have when nothing is asked of it */
  const char *also;  /* companion action a call with it needs */
};

/* `host`: issuer of the caller's token, empty if there is none: keys of that
 * prefix are claims. Never NULL: a key that does not exist has source UNKNOWN. */
/* The names of the table in order, tag keys as prefixes; NULL past the last. */
const char *alint_key_name(size_t n);
const struct alint_key_info *alint_key_info(struct alint_str key, struct alint_str host);

/* Characters and lengths STS accepts for a parameter of the call; true for keys
 * that are none. */
bool alint_key_accepts(struct alint_str key, struct alint_str value);
bool alint_key_accepts_char(struct alint_str key, char c);
/* Fewest characters of a value. */
unsigned alint_key_shortest(struct alint_str key);

#endif
