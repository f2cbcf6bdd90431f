/* SPDX-License-Identifier: Apache-2.0
 *
 * One call, and the verdict of a trust policy on it: exactly what IAM answers.
 *
 * Sources: IAM User Guide, "Policy evaluation logic", "IAM JSON policy
 * elements: Condition operators", "Creating a condition with multiple keys or
 * values", "IAM and AWS STS condition context keys".
 */
#ifndef ASSUMELINT_REQUEST_H
#define ASSUMELINT_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/principal.h"
#include "assumelint/text.h"

typedef struct Arena Arena;

/* ---- Requests ---------------------------------------------------------- */

typedef enum {
  KEY_ABSENT,
  KEY_PRESENT,
  KEY_MAYBE, /* whether it is there, or its value, is not known */
} Presence;

/* One condition key of a request. */
typedef struct ContextKey {
  Str name; /* compared without case */
  Presence presence;
  const Text *const *values;
  size_t value_count;
  bool multivalued; /* given as a list */
} ContextKey;

typedef struct Request {
  PrincipalKey principal_kind; /* AWS, SERVICE or FEDERATED */
  const Text *principal;
  Str action; /* "sts:AssumeRole" */
  /* Companion actions the call needs too (sts:TagSession, ...): all must be
   * allowed. `simulate` and `test` leave it empty. */
  const Str *also;
  size_t also_count;
  ContextKey *keys;
  size_t key_count;
  Presence others; /* keys not listed: ABSENT (closed world) or MAYBE */
} Request;

/* A key with this value, or an absent one where the value is NULL. */
ContextKey context_key(Arena *arena, Str name, const Text *value);

/* "AWS", "Service", "Federated": the key of a request's principal. */
const char *request_principal_key(PrincipalKey kind);

/* The action by which a caller of this kind assumes a role. */
const char *request_usual_action(IdentityKind kind);

/* NULL when the request does not list the key. */
const ContextKey *request_key(const Request *request, Str name);
/* The value of a key that is there with one value; else NULL. */
const Text *request_value(const Request *request, Str name);

/* Adds the keys that follow from the principal and are not given: aws:PrincipalArn,
 * aws:PrincipalAccount, aws:PrincipalType, aws:username, aws:PrincipalIsAWSService.
 * Where only part of a value follows, the rest is a hole: the path of a session's role. */
void request_complete(Request *request, Arena *arena);

/* A copy that owns all of its texts; holes are shared with the input. Only keys
 * that are there are copied. */
Request request_copy(Arena *arena, const Request *request);

/* ---- Verdicts ---------------------------------------------------------- */

typedef enum {
  VERDICT_IMPLICIT_DENY,
  VERDICT_EXPLICIT_DENY,
  VERDICT_ALLOW,
  VERDICT_UNKNOWN,
} Verdict;

const char *verdict_name(Verdict verdict); /* "allow", "implicit-deny", ... */

/* Unsettled points of IAM's semantics, one bit each: see src/facts/unsettled.h. */
typedef unsigned Assumptions;

typedef struct ConditionResult {
  const Condition *condition;
  Tri result;
} ConditionResult;

typedef struct StatementResult {
  const Statement *statement;
  Tri principal, action, condition, all;
  ConditionResult *conditions; /* one for each condition of the statement */
} StatementResult;

typedef struct Decision {
  Verdict verdict;
  const Statement *decided_by; /* NULL for an implicit deny */
  const Hole *hole;            /* UNKNOWN: the first hole that decided, if one did */
  Str key;                     /* UNKNOWN: the condition key not known, if one decided */
  Assumptions assumptions;     /* the points that decided */
  StatementResult *statements; /* one for each statement; NULL unless asked for */
} Decision;

/* The verdict of the policy alone. `details` asks for `statements`. */
Decision eval_policy(Arena *arena, const Policy *policy, const Request *request, bool details);

#endif
