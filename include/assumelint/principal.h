/* SPDX-License-Identifier: Apache-2.0
 *
 * Principals: what the value in a Principal element names.
 *
 * Sources: IAM User Guide, "AWS JSON policy elements: Principal" and "IAM
 * identifiers"; unique id prefixes from the table there.
 */
#ifndef ASSUMELINT_PRINCIPAL_H
#define ASSUMELINT_PRINCIPAL_H

#include <stdbool.h>

#include "assumelint/policy.h"
#include "assumelint/text.h"

typedef struct Arena Arena;

typedef enum {
  IDENTITY_ANYONE,  /* "*" or {"AWS": "*"} */
  IDENTITY_ACCOUNT, /* account id or root ARN: the whole account */
  IDENTITY_ROLE,    /* a role: every session of it */
  IDENTITY_USER,
  IDENTITY_SESSION,        /* one assumed-role session */
  IDENTITY_FEDERATED_USER, /* GetFederationToken */
  IDENTITY_SERVICE,
  IDENTITY_OIDC, /* provider ARN or built-in web identity host */
  IDENTITY_SAML,
  IDENTITY_ORPHAN,    /* AIDA... or AROA...: a unique id */
  IDENTITY_OTHER_ID,  /* AKIA, ASIA, AGPA, ...: an id that is no principal */
  IDENTITY_GROUP,     /* group, policy, instance profile, mfa, ... ARN: never a principal */
  IDENTITY_MALFORMED, /* nothing IAM knows; `why` says what is wrong */
  IDENTITY_UNKNOWN,   /* a hole decides */
} IdentityKind;

typedef struct Identity {
  IdentityKind kind;
  const Text *text;      /* the whole value */
  const Text *partition; /* of an ARN; NULL otherwise */
  const Text *account;   /* 12 digits or a hole; NULL where there is none */
  const Text *name;      /* role, user, session role, provider: without the path; else NULL */
  const Text *path;      /* "/", "/team/"; NULL where it does not apply */
  const Text *session;   /* SESSION and FEDERATED_USER: the session name */
  const Text *host;      /* SERVICE: the name; OIDC: issuer without scheme */
  const Hole *hole;      /* UNKNOWN: the hole that decides */
  bool has_wildcard;     /* '*' or '?' inside the value: literal for IAM */
  const char *why;       /* MALFORMED: what is wrong, a clause without subject */
} Identity;

/* Never fails on content: what IAM does not know is MALFORMED. */
Identity identity_of(Arena *arena, const Principal *principal);
/* The same for a caller, which may also be an issuer with a path: HOST/PATH. */
Identity identity_of_text(Arena *arena, PrincipalKey key, const Text *value);

/* The value itself, of ORPHAN and OTHER_ID even if it is sensitive: never show it. False if it
 * is not known. */
bool identity_id(const Identity *identity, Str *out);

/* What an IAM unique id is the id of, by its first four letters: "a role"; NULL for anything
 * not shaped like an id. */
const char *unique_id_kind(Str value);

#endif
