/* SPDX-License-Identifier: Apache-2.0
 *
 * Domains of condition keys: what each kind of caller can send.
 *
 * A caller is a tuple of parts, each with a language: PARTITION ACCOUNT PATH NAME ... The
 * value of a condition key is a form over parts, "arn:{PARTITION}:iam::{ACCOUNT}:user{PATH}{NAME}",
 * so keys that depend on each other agree because they are made of the same parts.
 *
 * Languages are regular expressions over code points: literals, \ before a special character,
 * [a-z] and [^...], ( ), |, *, +, ?, {m}, {m,n}, '.' for any code point, and \t for the
 * characters of a tag (letters, digits and blanks of any script and _.:/=+@-).
 */
#ifndef ASSUMELINT_FACTS_DOMAINS_H
#define ASSUMELINT_FACTS_DOMAINS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/str.h"

/* ---- Parts -------------------------------------------------------------------------- */

/* Who decides the value of a part. */
typedef enum {
  PART_CHOSEN,     /* its bearer */
  PART_ASSIGNED,   /* costs an account, an organization, a pool each: one in a hundred is open */
  PART_REDRAWN,    /* drawn anew with each identity: one in a million is open */
  PART_SEQUENTIAL, /* numbers handed out in order: every prefix is somebody's */
} PartDecider;

/* What of a tenant a part names. */
typedef enum {
  LEVEL_NONE,
  LEVEL_TENANT, /* organization, group, pool */
  LEVEL_UNIT,   /* repository, project, workspace; a namespace of a cluster */
  LEVEL_REF,    /* branch, tag, environment, run phase; a service account of a namespace */
} PartLevel;

typedef struct PartDomain {
  const char *name;     /* "ACCOUNT"; NULL ends a list */
  const char *language; /* all values */
  /* A language with more values, which may be nobody's: what is not even in it is certainly
   * never sent. NULL: `language`. */
  const char *wider;
  PartDecider decider;
  PartLevel level;
  const char *words; /* natural values, best first, parted by blanks */
} PartDomain;

/* ---- Keys --------------------------------------------------------------------------- */

typedef enum {
  CALLER_USER,
  CALLER_ROLE,      /* a session of a role */
  CALLER_SERVICE,   /* of AWS */
  CALLER_TOKEN,     /* AssumeRoleWithWebIdentity */
  CALLER_ASSERTION, /* AssumeRoleWithSAML */
  CALLER_KINDS,
} CallerKindOf;

typedef enum { THERE_NEVER, THERE_SOMETIMES, THERE_ALWAYS } There;

/* Keys whose being there depends on that of others. */
typedef enum {
  GROUP_NONE,
  GROUP_ORG,     /* all of them or none */
  GROUP_SOURCE_ORG,
  GROUP_VPCE_ORG,
  GROUP_PUBLIC,  /* never beside one of GROUP_VPC */
  GROUP_VPC,
  GROUP_MFA_AGE, /* only where MFA is "true" */
  GROUP_TAG,     /* passed in the call, which takes sts:TagSession */
  GROUP_TAG_NAMES, /* a list of exactly the tags that are passed; transitive ones are among them */
  GROUP_SOURCE_IDENTITY, /* takes sts:SetSourceIdentity */
  GROUP_CONTEXT,         /* takes sts:SetContext */
} KeyGroup;

/* One key as the callers of some kinds have it. A key has a row for each form. */
typedef struct KeyDomain {
  const char *key;  /* a '/' at its end: any tag behind it */
  unsigned callers; /* 1 << CALLER_... of all that it is for */
  There there;
  bool list;        /* `form` is that of an element */
  const char *form; /* a part that ends in '*' in braces, {OUPATH*}, is one of its own an element */
  KeyGroup group;
} KeyDomain;

/* Parts of IAM's own callers and calls, in the order in which values are read. */
extern const PartDomain caller_parts[];
/* NULL: no caller of the kind ever has the key. */
const KeyDomain *key_domain(Str key, CallerKindOf caller);
/* The rows in order; NULL past the last. */
const KeyDomain *key_domain_row(size_t n);

/* ---- Tokens ------------------------------------------------------------------------- */

typedef struct ClaimDomain {
  const char *claim; /* behind the issuer's name and ':'; NULL ends a list */
  There there;
  bool list;
  const char *form;
} ClaimDomain;

/* What the tokens of an issuer look like. */
typedef struct TokenDomain {
  const char *host;          /* as in the table of issuers; a '*' in it is any text */
  const PartDomain *parts;   /* in the order in which values are read */
  const char *subject;       /* the claim with several forms: "sub", "aud" */
  const char *const *forms;  /* of it; ends with NULL */
  const ClaimDomain *claims; /* the others that AWS makes condition keys of */
} TokenDomain;

/* Of an issuer without a published form: `sub` and `aud` of any text in every token, any
 * other claim sometimes. Never NULL. */
const TokenDomain *token_domain(Str host);
const TokenDomain *token_domain_row(size_t n);
/* NULL: AWS makes no condition key of the claim. */
const ClaimDomain *token_claim(const TokenDomain *token, Str claim);

#endif
