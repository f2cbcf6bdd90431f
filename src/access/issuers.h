/* SPDX-License-Identifier: Apache-2.0
 *
 * OIDC issuers that many tenants share, and how their tokens name a tenant.
 *
 * Source: IAM User Guide, "Identity-provider controls for shared OIDC
 * providers"; the issuers' own documents for the form of their subjects.
 */
#ifndef ALINT_ACCESS_ISSUERS_H
#define ALINT_ACCESS_ISSUERS_H

#include <stdbool.h>

#include "assumelint/policy.h"
#include "assumelint/principal.h"

struct alint_way;

/* Whether tokens are of pods of a Kubernetes cluster, which is one's own: by the
 * issuer's name; by that or by a subject that the statement asks for. */
bool alint_is_cluster_issuer(const struct alint_text *host);
bool alint_trusts_cluster(const struct alint_way *way);

struct alint_issuer {
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
  const struct alint_issuer *const *subjects;
};

/* issuer_table.c */
extern const struct alint_issuer alint_issuers[];
extern const size_t alint_issuer_count;

/* NULL: not an issuer that tenants share, or not known which it is. */
const struct alint_issuer *alint_issuer_of(const struct alint_identity *identity);

/* "sub" of "token.actions.githubusercontent.com:sub"; empty if the key is no
 * claim of that issuer. */
struct alint_str alint_issuer_claim(const struct alint_issuer *issuer, struct alint_str key);

/* Whether it is not known which issuer it is, and the subjects that the statement asks for
 * are like those of this one. */
bool alint_may_be_shared(const struct alint_way *way, const struct alint_issuer *issuer);

/* Whether the claim ties a token to a tenant (the subject included). */
bool alint_issuer_binds(const struct alint_issuer *issuer, struct alint_str claim);
bool alint_issuer_is_free(const struct alint_issuer *issuer, struct alint_str claim);

/* Whether every token of the issuer has the claim; whether AWS makes a condition
 * key of it; whether it holds a name that its owner chose, and others can choose
 * one like it. */
bool alint_issuer_always(const struct alint_issuer *issuer, struct alint_str claim);
bool alint_issuer_maps(const struct alint_issuer *issuer, struct alint_str claim);
bool alint_issuer_chosen_name(const struct alint_issuer *issuer, struct alint_str claim);

/* Whether somebody else can have such a name, or one whose owner is not spelled
 * out: "acme/api". */
bool alint_foreign_name(struct alint_str name, const struct alint_str *patterns, size_t count);

/* The form of `sub` where the tenant stands in the audience and, as here, only the subject
 * is asked for; NULL otherwise. */
const struct alint_issuer *alint_issuer_subject_asked(const struct alint_issuer *issuer,
                                                      const struct alint_statement *statement);

/* Whether the claim fixes the repository or workspace inside the tenant. */
bool alint_issuer_fixes_unit(const struct alint_issuer *issuer, struct alint_str claim);

/* Where a subject is inside the tenant that the patterns mean. */
enum alint_kinship {
  ALINT_KIN_NONE,   /* another tenant's, or of another form */
  ALINT_KIN_TENANT, /* the tenant's, of a repository that no pattern names */
  ALINT_KIN_UNIT,   /* of a repository that a pattern names */
};
enum alint_kinship alint_issuer_kinship(const struct alint_issuer *issuer, struct alint_str subject,
                                        const struct alint_str *patterns, size_t count);

/* Whether more than the tenant's own part follows it, behind a colon. */
bool alint_issuer_claims_follow(const struct alint_issuer *issuer);

/* Whether a subject has the form that the issuer gives subjects by itself. */
bool alint_issuer_plain(const struct alint_issuer *issuer, struct alint_str subject);

/* Whether somebody of another tenant can have this subject, given the patterns
 * of the policy (all values that stand under the claim). */
bool alint_issuer_foreign(const struct alint_issuer *issuer, struct alint_str subject,
                          const struct alint_str *patterns, size_t count);

#endif
