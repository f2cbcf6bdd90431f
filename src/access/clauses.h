/* SPDX-License-Identifier: Apache-2.0
 *
 * Conditions as clauses: automata over the values of keys.
 */
#ifndef ASSUMELINT_ACCESS_CLAUSES_H
#define ASSUMELINT_ACCESS_CLAUSES_H

#include "access/run.h"

/* Whether it helps the caller that the condition's values match: in an Allow the plain form
 * does, in a Deny the negated one. */
bool clause_helps(const AskedStatement *asked, const Operator *op);
/* The language to take for what is not known. */
Width clause_width(const Question *q, bool helps);

/* What a condition is where its key has no value, or needs none. */
typedef enum { KNOWN_FALSE, KNOWN_TRUE, NOT_KNOWN } Known;
Known clause_known(const Run *run, const AskedStatement *asked, const Condition *condition,
                   const AskedKey *key);

/* The values of the condition as an automaton. Where a match helps the caller, those that are a
 * variable of one part alone are left out: they are met by giving both keys the same part. */
Automaton *clause_automaton(const Run *run, Alphabet *alphabet, const AskedStatement *asked,
                            const Condition *condition, const Operator *op, bool *open);

/* The key whose value the whole text is, and which has one part alone: ${aws:PrincipalTag/a}.
 * NULL: it is not such a text. */
const AskedKey *clause_variable(const Run *run, const Text *text);
const AskedPart *form_only_part(const Question *q, const Form *form);

#endif
