/* SPDX-License-Identifier: Apache-2.0
 *
 * OIDC issuers that many tenants share, and how their tokens name a tenant.
 *
 * Source: IAM User Guide, "Identity-provider controls for shared OIDC
 * providers"; the issuers' own documents for the form of their subjects.
 */
#ifndef ASSUMELINT_FACTS_ISSUERS_H
#define ASSUMELINT_FACTS_ISSUERS_H

#include <stdbool.h>

#include "assumelint/policy.h"
#include "assumelint/principal.h"

typedef struct Issuer {
  const char *host;           /* lists that end with NULL may be NULL: then they are empty */
  const char *name;           /* "GitHub Actions" */
  const char *tenant_noun;    /* "organization" */
  const char *subject_key;    /* "sub", or "aud" where that is the tenant */
  const char *subject_prefix; /* what stands before the tenant: "repo:" */
  const char *tenant_ends;    /* characters that end the tenant: "/@" */
  const char *const *fillers; /* what may stand for a wildcard of a subject, ends with
                                  NULL; NULL itself: the form of the subject is not known */
  const char *own_subject;    /* a whole subject of somebody else */
  const char *const *binding; /* claims besides the subject that fix the tenant; ends with NULL */
  const char *const *free;   /* mapped claims that a foreign tenant can set alike; ends with NULL */
  const char *const *always; /* claims besides subject and audience that every token has */
  bool own_keys;             /* no key for the claims that every token has: `sub`, `aud` */
  bool custom_subjects;      /* tenants may choose another form of subject */
  const char *unit_ends;     /* what ends the repository or workspace behind the tenant; NULL:
                                  subjects have no such part */
  const char *const *units;  /* claims, out of `binding`, that fix it; ends with NULL */
  const char *const *siblings; /* what may stand for a wildcard behind the tenant; ends with NULL */
  bool has_guests;             /* identities that did not sign in */
  size_t drawn; /* tenants are ids that nobody chooses: so many characters fix one; else 0 */
  /* Where the tenant stands in the audience, and in the claim `sub` too: the forms that one
   * has (no host, no key); ends with NULL. */
  const struct Issuer *const *subjects;
} Issuer;

/* issuer_table.c */
extern const Issuer issuer_table[];
extern const size_t issuer_table_count;

/* NULL: not an issuer that tenants share, or not known which it is. */
const Issuer *issuer_of(const Identity *identity);

/* "sub" of "token.actions.githubusercontent.com:sub"; empty if the key is no
 * claim of that issuer. */
Str issuer_claim(const Issuer *issuer, Str key);

/* Whether the claim ties a token to a tenant (the subject included). */
bool issuer_binds(const Issuer *issuer, Str claim);
bool issuer_is_free(const Issuer *issuer, Str claim);

/* Whether every token of the issuer has the claim; whether AWS makes a condition
 * key of it; whether it holds a name that its owner chose, and others can choose
 * one like it. */
bool issuer_always(const Issuer *issuer, Str claim);
bool issuer_maps(const Issuer *issuer, Str claim);
bool issuer_chosen_name(const Issuer *issuer, Str claim);

/* Whether somebody else can have such a name, or one whose owner is not spelled
 * out: "acme/api". */
bool issuer_foreign_name(Str name, const Str *patterns, size_t count);

/* The form of `sub` where the tenant stands in the audience and, as here, only the subject
 * is asked for; NULL otherwise. */
const Issuer *issuer_subject_asked(const Issuer *issuer, const Statement *statement);

/* Whether the claim fixes the repository or workspace inside the tenant. */
bool issuer_fixes_unit(const Issuer *issuer, Str claim);

/* Where a subject is inside the tenant that the patterns mean. */
typedef enum {
  KIN_NONE,   /* another tenant's, or of another form */
  KIN_TENANT, /* the tenant's, of a repository that no pattern names */
  KIN_UNIT,   /* of a repository that a pattern names */
} Kinship;
Kinship issuer_kinship(const Issuer *issuer, Str subject, const Str *patterns, size_t count);

/* Whether more than the tenant's own part follows it, behind a colon. */
bool issuer_claims_follow(const Issuer *issuer);

/* Whether a subject has the form that the issuer gives subjects by itself. */
bool issuer_plain(const Issuer *issuer, Str subject);

/* Whether somebody of another tenant can have this subject, given the patterns
 * of the policy (all values that stand under the claim). */
bool issuer_foreign(const Issuer *issuer, Str subject, const Str *patterns, size_t count);

#endif
