/* SPDX-License-Identifier: Apache-2.0
 *
 * A decision in words: for each part of a statement what the call has and what
 * the policy asks for. Sensitive values of a policy are never shown.
 */
#ifndef ASSUMELINT_SIMULATE_EXPLAIN_H
#define ASSUMELINT_SIMULATE_EXPLAIN_H

#include "assumelint/access.h"

/* One clause without a final period. */
Str explain_principal(Arena *arena, const Request *request, const Statement *statement);
Str explain_action(Arena *arena, const Request *request, const Statement *statement);
Str explain_condition(Arena *arena, const Request *request, const Condition *condition);

/* `StringEquals sts:ExternalId "12345"`: a condition in one line. */
Str explain_condition_line(Arena *arena, const Condition *condition);

/* What a call in one line says. */
typedef struct CallWords {
  const char *verb;            /* "calls" */
  bool no_external_id;         /* say so where the call has none */
  bool absent;                 /* list the keys that it does not have */
  bool (*is_implied)(Str key); /* by the principal or the role; NULL: every key of "aws:" is */
} CallWords;

/* `arn:aws:iam::464622532012:user/app calls sts:AssumeRole with no sts:ExternalId`.
 * Implied keys are left out unless the statement asks for them; a NULL statement shows no
 * keys. */
Str explain_call(Arena *arena, const Request *request, const Statement *statement,
                 const CallWords *words);

#endif
