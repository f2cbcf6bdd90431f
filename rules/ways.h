/* SPDX-License-Identifier: Apache-2.0
 *
 * What the rules about ways in share.
 */
#ifndef ASSUMELINT_RULES_WAYS_H
#define ASSUMELINT_RULES_WAYS_H

#include "facts/operators.h"
#include "rules/rules.h"

bool way_open(const Way *way, AdversaryId adversary);
/* Whether not even the one that the policy means gets in. */
bool way_dead(const Way *way);

/* A finding about a way: at its principal, proved by the adversary's call. */
Draft draft_way(const Check *check, const Way *way, AdversaryId adversary);

/* The principal of the way in words: "account 464622532012 (Datadog)", "role
 * arn:...", "everybody". */
const char *way_subject(Draft *draft, const Way *way);

/* The keys of the statement's conditions, for messages: "aws:SourceIp and
 * sts:ExternalId"; NULL where there is none. */
const char *condition_keys(Draft *draft, const Statement *statement);

/* How severe it is that a third party needs no external ID. */
Severity rule_missing_id_severity(const Way *way);
/* Whether the account needs an external ID: not own, trusted or of the
 * organization. */
bool rule_is_third_party(const Way *way);

/* Whether a statement is about the principal of the way too: it names everybody,
 * the same principal, or another one of its account. */
bool rule_speaks_of(const Check *check, const Statement *statement, const Way *way);

/* Whether the policy asks the principal of the way for an external ID: in its
 * statement, or in another that speaks of it, a Deny included. */
bool rule_asks_external_id(const Check *check, const Way *way);

/* Whether the condition compares the external ID with strings. */
bool rule_compares_external_id(const Condition *condition, Operator *op);
/* Why no caller can send this external ID, a clause without subject; NULL: it can be sent.
 * `glob`: wildcards count as such. */
const char *rule_external_id_fault(Str value, bool glob);
/* Whether the condition asks for external IDs none of which can be sent. */
bool rule_external_id_impossible(const Condition *condition);

/* The call of whom the way means, with this value of a key (an x for each wildcard of a
 * pattern): NULL where it is not allowed. */
void rule_call_with(Attempt **out, const Check *check, const Way *way, Str key, Str pattern);

/* The shared issuer of a way and whether the statement asks for a tenant of it. */
typedef struct Tenancy {
  const char *subject; /* one of another tenant, named mallory; empty: the form is not known */
  const char *host, *name, *noun,
      *claim; /* "token.actions...", "GitHub Actions", "organization", "sub" */
  bool asked;
} Tenancy;
Tenancy way_tenancy(const Way *way);
/* Says how to ask for one's own tenant, in the words of the issuer. */
void rule_help_with_tenant(Draft *draft, const Tenancy *tenancy);

/* Whether an aws:PrincipalArn picks nobody out of an account: a wildcard for all of the
 * name, or root. */
bool rule_names_nobody(Arena *arena, const Text *arn);

#endif
