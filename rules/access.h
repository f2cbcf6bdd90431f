/* SPDX-License-Identifier: Apache-2.0
 *
 * What the rules about ways in share.
 */
#ifndef ALINT_RULES_ACCESS_H
#define ALINT_RULES_ACCESS_H

#include "access/operators.h"
#include "rules.h"

bool alint_way_open(const struct alint_way *way, enum alint_adversary_id adversary);
/* Whether not even the one that the policy means gets in. */
bool alint_way_dead(const struct alint_way *way);

/* A finding about a way: at its principal, proved by the adversary's call. */
struct alint_draft alint_draft_way(const struct alint_check *check, const struct alint_way *way,
                                   enum alint_adversary_id adversary);

/* The principal of the way in words: "account 464622532012 (Datadog)", "role
 * arn:...", "everybody". */
const char *alint_way_subject(struct alint_draft *draft, const struct alint_way *way);

/* The keys of the statement's conditions, for messages: "aws:SourceIp and
 * sts:ExternalId"; NULL where there is none. */
const char *alint_condition_keys(struct alint_draft *draft,
                                 const struct alint_statement *statement);

/* How severe it is that a third party needs no external ID. */
enum alint_severity alint_missing_id_severity(const struct alint_way *way);
/* Whether the account needs an external ID: not own, trusted or of the
 * organization. */
bool alint_is_third_party(const struct alint_way *way);

/* Whether a statement is about the principal of the way too: it names everybody,
 * the same principal, or another one of its account. */
bool alint_speaks_of(const struct alint_check *check, const struct alint_statement *statement,
                     const struct alint_way *way);

/* Whether the policy asks the principal of the way for an external ID: in its
 * statement, or in another that speaks of it, a Deny included. */
bool alint_asks_external_id(const struct alint_check *check, const struct alint_way *way);

/* Whether the condition compares the external ID with strings. */
bool alint_compares_external_id(const struct alint_condition *condition, struct alint_operator *op);
/* Why no caller can send this external ID, a clause without subject; NULL: it can be sent.
 * `glob`: wildcards count as such. */
const char *alint_external_id_fault(struct alint_str value, bool glob);
/* Whether the condition asks for external IDs none of which can be sent. */
bool alint_external_id_impossible(const struct alint_condition *condition);

/* The call of whom the way means, with this value of a key (an x for each wildcard of a
 * pattern): NULL where it is not allowed. */
void alint_call_with(struct alint_attempt **out, const struct alint_check *check,
                     const struct alint_way *way, struct alint_str key, struct alint_str pattern);

/* The shared issuer of a way and whether the statement asks for a tenant of it. */
struct alint_tenancy {
  const char *subject; /* one of another tenant, named mallory; empty: the form is not known */
  const char *host, *name, *noun,
      *claim; /* "token.actions...", "GitHub Actions", "organization", "sub" */
  bool asked;
};
struct alint_tenancy alint_way_tenancy(const struct alint_way *way);
/* Says how to ask for one's own tenant, in the words of the issuer. */
void alint_help_with_tenant(struct alint_draft *draft, const struct alint_tenancy *tenancy);

/* Whether an aws:PrincipalArn picks nobody out of an account: a wildcard for all of the
 * name, or root. */
bool alint_names_nobody(struct alint_arena *arena, const struct alint_text *arn);

#endif
