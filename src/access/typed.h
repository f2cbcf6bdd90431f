/* SPDX-License-Identifier: Apache-2.0
 *
 * Values of typed operators as automata over the texts that keys of the type have.
 */
#ifndef ASSUMELINT_ACCESS_TYPED_H
#define ASSUMELINT_ACCESS_TYPED_H

#include "access/question.h"
#include "facts/operators.h"

/* Adds the texts that stand to the value as the operator says, as the key has them. `*open` is
 * set where that is not known, or no regular language. */
void typed_add(Question *q, Automaton *automaton, const AskedKey *key, const Operator *op,
               const Text *value, bool *open);
/* The domain of public addresses: IPv6 beside what `domain` has, and nothing special. */
void typed_add_public(Question *q, Alphabet *alphabet, ProductPart *part, Automaton *domain);
/* The part is no address inside of a narrow network that the policy names: to be in there takes
 * more than choosing. */
void typed_add_narrow(Question *q, Alphabet *alphabet, ProductPart *part);

#endif
