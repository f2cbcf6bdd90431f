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

struct alint_arena;

enum alint_who {
  ALINT_WHO_ANYONE,  /* "*" or {"AWS": "*"} */
  ALINT_WHO_ACCOUNT, /* account id or root ARN: the whole account */
  ALINT_WHO_ROLE,    /* a role: every session of it */
  ALINT_WHO_USER,
  ALINT_WHO_SESSION,        /* one assumed-role session */
  ALINT_WHO_FEDERATED_USER, /* GetFederationToken */
  ALINT_WHO_SERVICE,
  ALINT_WHO_OIDC, /* provider ARN or built-in web identity host */
  ALINT_WHO_SAML,
  ALINT_WHO_ORPHAN,    /* AIDA... or AROA...: a unique id */
  ALINT_WHO_OTHER_ID,  /* AKIA, ASIA, AGPA, ...: an id that is no principal */
  ALINT_WHO_GROUP,     /* group, policy, instance profile, mfa, ... ARN: never a principal */
  ALINT_WHO_MALFORMED, /* nothing IAM knows; `why` says what is wrong */
  ALINT_WHO_UNKNOWN,   /* a hole decides */
};

struct alint_identity {
  enum alint_who who;
  const struct alint_text *text;      /* the whole value */
  const struct alint_text *partition; /* of an ARN; NULL otherwise */
  const struct alint_text *account;   /* 12 digits or a hole; NULL where there is none */
  const struct alint_text
      *name; /* role, user, session role, provider: without the path; else NULL */
  const struct alint_text *path;    /* "/", "/team/"; NULL where it does not apply */
  const struct alint_text *session; /* SESSION and FEDERATED_USER: the session name */
  const struct alint_text *host;    /* SERVICE: the name; OIDC: issuer without scheme */
  const struct alint_hole *hole;    /* UNKNOWN: the hole that decides */
  bool has_wildcard;                /* '*' or '?' inside the value: literal for IAM */
  const char *why;                  /* MALFORMED: what is wrong, a clause without subject */
};

/* Never fails on content; ALINT_ENOMEM otherwise. */
void alint_identify(struct alint_identity *out, struct alint_arena *arena,
                    const struct alint_principal *principal);
/* The same for a caller, who may be an issuer with a path: HOST/PATH. */
void alint_identify_text(struct alint_identity *out, struct alint_arena *arena,
                         enum alint_principal_key kind, const struct alint_text *value);

/* The value itself, of ORPHAN and OTHER_ID even where it is sensitive: never to be shown.
 * False: it is not known. */
bool alint_identity_id(const struct alint_identity *identity, struct alint_str *out);

/* Four upper-case letters at the start of an IAM unique id and what they are
 * the id of; NULL for anything that is not shaped like an id. */
const char *alint_unique_id_kind(struct alint_str value);

#endif
