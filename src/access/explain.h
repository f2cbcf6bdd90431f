/* SPDX-License-Identifier: Apache-2.0
 *
 * A decision in words: for each part of a statement what the call has and what
 * the policy wants. Sensitive values of a policy are never told.
 */
#ifndef ALINT_ACCESS_EXPLAIN_H
#define ALINT_ACCESS_EXPLAIN_H

#include "assumelint/access.h"

/* One clause without a final period. An empty string with NULL ptr: out of memory. */
struct alint_str alint_explain_principal(struct alint_arena *arena,
                                         const struct alint_request *request,
                                         const struct alint_statement *statement);
struct alint_str alint_explain_action(struct alint_arena *arena,
                                      const struct alint_request *request,
                                      const struct alint_statement *statement);
struct alint_str alint_explain_condition(struct alint_arena *arena,
                                         const struct alint_request *request,
                                         const struct alint_condition *condition);

/* explain_call.c */

/* `StringEquals sts:ExternalId "12345"`: a condition in one line. */
struct alint_str alint_condition_line(struct alint_arena *arena,
                                      const struct alint_condition *condition);

/* `arn:aws:iam::464622532012:user/app calls sts:AssumeRole with no
 * sts:ExternalId`: what of the call matters to the statement. */
struct alint_str alint_call_line(struct alint_arena *arena, const struct alint_request *request,
                                 const struct alint_statement *statement);

/* "AWS", "Service", "Federated": the key a principal of a request stands under. */
const char *alint_principal_key_name(enum alint_principal_key kind);

#endif
