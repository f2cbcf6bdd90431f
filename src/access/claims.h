/* SPDX-License-Identifier: Apache-2.0
 *
 * The witness search: claims of tokens, and sources of service calls.
 */
#ifndef ASSUMELINT_ACCESS_CLAIMS_H
#define ASSUMELINT_ACCESS_CLAIMS_H

#include "access/values.h"
#include "facts/issuers.h"

/* claim_patterns.c: the policy's values of a claim, those without holes. */
size_t search_claim_patterns(Search *s, const SearchKey *key, Str *out, size_t max);
void search_spend_on_patterns(Search *s, size_t count);

/* All of them, for making subjects. Each hole is a placeholder; a pattern whose holes may
 * bring wildcards is there with wildcards, too. */
typedef struct ClaimPatterns {
  Str items[MAX_CLAIM_PATTERNS];
  size_t count;
  const Hole *holes[MAX_CLAIM_HOLES];
  size_t hole_count;
} ClaimPatterns;
void search_subject_patterns(Search *s, const SearchKey *key, ClaimPatterns *out);
/* A subject made of one of the patterns: its placeholders are holes again. */
void search_add_subject(Search *s, const ClaimPatterns *patterns, Str subject, TextList *out);
/* Whether the value of the hole may bring wildcards. */
bool search_may_bring_wildcards(const Hole *hole);

/* claims.c: by the adversary. */
void search_claim_values(Search *s, const SearchKey *key, TextList *out);
/* Subjects of other tenants of a shared issuer, in its form. */
void search_tenant_values(Search *s, const SearchKey *key, const Issuer *issuer, TextList *out);
/* siblings.c: of the same tenant, another repository or branch. */
void search_sibling_claim(Search *s, const SearchKey *key, const Issuer *issuer, Str claim,
                          TextList *out);
/* own_issuers.c: claims of tokens of an own issuer. */
void search_own_issuer_values(Search *s, const SearchKey *key, TextList *out);

/* sources.c: of a call that a service makes for another account. */
void search_source_values(Search *s, const SearchKey *key, TextList *out);

#endif
