/* SPDX-License-Identifier: Apache-2.0
 *
 * What rules ask of ways in.
 */
#ifndef ASSUMELINT_RULES_WAYS_H
#define ASSUMELINT_RULES_WAYS_H

#include <stdbool.h>

#include "rules/conditions.h"

/* ---- Ways in ------------------------------------------------------------------------ */

bool way_open(const Way *way, AdversaryId adversary);
/* Whether not even the caller whom the policy means gets in. */
bool way_dead(const Way *way);

/* The first way of the statement that passes the test; NULL: there is none, or ways are not
 * known. */
const Way *way_of(const Check *check, const Statement *statement, bool (*test)(const Way *));

/* The principal in words: "account 464622532012 (Datadog)", "role arn:...", "everybody". */
const char *way_subject(Draft *draft, const Way *way);

/* Whether the account belongs to somebody else: it is not own, trusted or of the organization. */
bool way_is_third_party(const Way *way);

/* How severe a missing external ID is. */
Severity way_missing_id_severity(const Way *way);
/* The severity of the access rule that would report the adversary on this way; NONE: none
 * would. */
Severity way_severity(const Way *way, AdversaryId adversary);
/* The worst of the adversaries who certainly get in. */
Severity way_certain_severity(const Way *way);

/* A call of the intended caller with another value of a key, in which an x stands for each
 * wildcard of `pattern`. NULL: the policy does not allow that call. */
Attempt *way_call_with(const Check *check, const Way *way, Str key, Str pattern);

typedef bool ConditionTest(const Check *check, const Way *way, const Statement *statement,
                           const Condition *condition);
/* The first condition that passes the test, in the way's own statement or in a Deny that
 * names its principal; NULL: none does. */
const Condition *way_find_condition(const Check *check, const Way *way, ConditionTest *test);

/* Whether some statement that names the principal, a Deny included, asks for an external ID. */
bool way_asks_external_id(const Check *check, const Way *way);

#endif
