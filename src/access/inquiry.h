/* SPDX-License-Identifier: Apache-2.0
 *
 * The inside of a decision: whoever an adversary can be is asked one after the other.
 */
#ifndef ASSUMELINT_ACCESS_INQUIRY_H
#define ASSUMELINT_ACCESS_INQUIRY_H

#include "access/question.h"

/* One adversary by one way. */
typedef struct Inquiry {
  Arena *kept;  /* of what is found */
  Arena *arena; /* of the question at hand */
  size_t steps;
  const Role *role;
  const Policy *policy;
  const Way *way;
  AdversaryId adversary;
  Spelled spelled, demanded;
  size_t other, others; /* of question_choose_other */
  Request request;      /* principal and action of the callers at hand */
  Attempt best;
  Request witness;
  bool gave_up;
} Inquiry;

/* Who calls. */
typedef struct Party {
  CallerKindOf kind;
  const Identity *who; /* what is fixed of it; NULL: nothing */
  PrincipalKey key;
  const Text *principal; /* NULL: made of its parts */
} Party;

/* decide.c: all shapes of call that such a caller can make, until one gets in. */
void inquiry_ask(Inquiry *inquiry, const Party *party);
/* parties.c: asks all whom the adversary can be. */
void inquiry_ask_all(Inquiry *inquiry);

#endif
