/* SPDX-License-Identifier: Apache-2.0
 *
 * The resources of one world by address: what has an ARN, policies and policy documents.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_INDEX_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_INDEX_H

#include "parsers/terraform/plan/resource.h"

/* Fills tf->by_address, sorted, each address once. */
void tf_index_resources(TfPlan *tf, const TfResources *resources);
/* NULL: there is no such resource. */
const TfResource *tf_find_resource(const TfPlan *tf, Str address);
/* The index in tf->by_address of the first address that is not below the given one. */
size_t tf_first_resource(const TfPlan *tf, Str address);

#endif
