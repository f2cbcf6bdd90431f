/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources and data sources of no type of ours. With --source-root they are kept as JSON,
 * and read when a policy of the source refers to them.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_PLAN_OTHERS_H
#define ASSUMELINT_PARSERS_TERRAFORM_PLAN_OTHERS_H

#include "parsers/terraform/plan/resource.h"

/* Keeps one, up to MAX_OTHER_BYTES in all. */
void tf_add_other(TfPlan *tf, bool prior, Str address, Str bytes);
/* The index of the first one whose address is not below the given one. */
size_t tf_first_other(TfPlan *tf, Str address);
/* Its values after the plan. False where there are none (`out->values` is null then), or
 * where they are not known. */
bool tf_other_resource(TfResource *out, TfPlan *tf, Str address);

#endif
