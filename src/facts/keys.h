/* SPDX-License-Identifier: Apache-2.0
 *
 * Condition keys of the AssumeRole family: where their values come from.
 *
 * Sources: IAM User Guide, "AWS global condition context keys" and "Available
 * keys for AWS STS"; AWS Service Authorization Reference, "Actions, resources,
 * and condition keys for AWS Security Token Service".
 */
#ifndef ASSUMELINT_FACTS_KEYS_H
#define ASSUMELINT_FACTS_KEYS_H

#include <stdbool.h>

#include "assumelint/str.h"

/* Who or what decides the value of a key. */
typedef enum {
  KEY_UNKNOWN,        /* no such key: never there */
  KEY_IDENTITY,       /* follows from who the caller is */
  KEY_ORG,            /* the caller's organization */
  KEY_CALLER_TAG,     /* tags of the caller */
  KEY_CALLER_SESSION, /* how the caller's own session came to be */
  KEY_CALLER_ARN,     /* something of the caller's account that its session has */
  KEY_ADDRESS,        /* aws:SourceIp */
  KEY_NETWORK,        /* VPC, endpoint and the addresses in them */
  KEY_SERVICE,        /* set by a calling service */
  KEY_SERVICE_FLAG,   /* whether a service calls: "false" for everybody else */
  KEY_EXTERNAL_ID,
  KEY_SESSION_NAME,
  KEY_SOURCE_IDENTITY,
  KEY_SESSION_TAG, /* tags passed in the call */
  KEY_CONTEXT,     /* provided contexts (trusted identity propagation) */
  KEY_CLIENT,      /* what the caller's client says: region, user agent, referer */
  KEY_TIME,
  KEY_MFA,
  KEY_ROLE,         /* the role's own side */
  KEY_CLAIM,        /* out of a token or an assertion */
  KEY_OTHER_ACTION, /* real, but never there when a role is assumed */
} KeySource;

typedef struct ConditionKey {
  const char *name; /* a trailing '/' means any tag behind it */
  KeySource source;
  bool multivalued;
  bool always;       /* in every request of its kind */
  bool whole;        /* a number of seconds: whole, not negative */
  const char *usual; /* a value it may have when nothing is asked of it */
  const char *also;  /* companion action a call with it needs */
} ConditionKey;

/* `host`: issuer of the caller's token, empty if there is none: keys of that
 * prefix are claims. Never NULL: a key that does not exist has source UNKNOWN. */
/* The names of the table in order, tag keys as prefixes; NULL past the last. */
const char *key_name(size_t n);
const ConditionKey *key_info(Str key, Str host);

/* Characters and lengths STS accepts for a parameter of the call; true for keys
 * that are none. */
bool key_accepts(Str key, Str value);
bool key_accepts_char(Str key, char c);
/* Most characters of a value; 0: not known. */
unsigned key_longest(Str key);
/* Fewest characters of a value. */
unsigned key_shortest(Str key);

/* Whether the key is in the list, which ends with NULL. An entry that ends with '/' or ':' is
 * a prefix. */
bool key_is_in(Str key, const char *const *list);

#endif
