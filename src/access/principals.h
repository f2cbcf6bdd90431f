/* SPDX-License-Identifier: Apache-2.0
 *
 * Principals as patterns over who a caller is.
 */
#ifndef ASSUMELINT_ACCESS_PRINCIPALS_H
#define ASSUMELINT_ACCESS_PRINCIPALS_H

#include "access/question.h"

/* The key that says who the caller is, in full: ARN of the user or role, unique id and session,
 * with a line break behind each. It is in no request. */
#define IDENTITY_KEY "who calls"
/* Its form, as in domains.h. */
const char *identity_form(CallerKindOf caller);
/* Adds what the principal matches. */
void principal_add(Automaton *automaton, Arena *arena, const Principal *principal);

#endif
