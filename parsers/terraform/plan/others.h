/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources of no type of ours: policies of the source refer to their values
 * (others.c).
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_OTHERS_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_OTHERS_H

#include "parsers/terraform/plan/resource.h"

typedef struct TfOtherResource {
  Str address;
  Str bytes;  /* JSON of the resource object */
  bool prior; /* data of the state before the plan, which is as it was read */
  bool read;
  Node *node; /* once it is read; NULL: it cannot be */
} TfOtherResource;

/* Keeps one, up to MAX_OTHER_BYTES of all. */
void tf_add_other(TfPlan *tf, bool prior, Str address, Str bytes);
/* The place of the first one whose address is not before it. */
size_t tf_first_other(TfPlan *tf, Str address);
/* Its values after the plan; false where there are none (`out->values` is null then), or it
 * cannot be told what they are. `*status` is */
bool tf_other_resource(TfResource *out, int *status, TfPlan *tf, Str address);

#endif
