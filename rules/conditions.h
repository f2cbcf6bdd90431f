/* SPDX-License-Identifier: Apache-2.0
 *
 * What rules ask of statements and their conditions.
 */
#ifndef ASSUMELINT_RULES_CONDITIONS_H
#define ASSUMELINT_RULES_CONDITIONS_H

#include <stdbool.h>

#include "facts/keys.h"
#include "facts/operators.h"
#include "rules/draft.h"

/* Whether Action or NotAction covers an action such as "sts:TagSession"; UNKNOWN where a hole
 * decides. */
Tri statement_covers(const Statement *statement, const char *action);

/* The keys of the conditions, for messages: "aws:SourceIp and sts:ExternalId"; NULL: none. */
const char *condition_keys(Draft *draft, const Statement *statement);

/* The first condition, or value, that passes the test; NULL: none does. */
const Condition *statement_find(const Statement *statement, bool (*test)(const Condition *));
const Item *condition_find(const Condition *condition, bool (*test)(const Text *));

/* Whether the condition compares its key with its values and holds where one matches. */
bool condition_is_positive(const Condition *condition, Operator *op);

/* Whether a value has a '*' or '?'; whether it has a policy variable. */
bool has_wildcard(Str value);
bool has_variable(Str value);

/* Whether the condition asks for certain external IDs. */
bool condition_is_external_id(const Condition *condition, Operator *op);
/* Why no caller can send this external ID, a clause without subject; NULL: one can. `glob`:
 * wildcards count as such. */
const char *external_id_fault(Str value, bool glob);

/* Whether an aws:PrincipalArn picks nobody out of an account: its whole name is a wildcard, or
 * it is root. */
bool arn_names_nobody(Arena *arena, const Text *arn);

#endif
