/* SPDX-License-Identifier: Apache-2.0
 *
 * ARNs of resources, and what they are made of.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_ARN_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_ARN_H

#include "parsers/terraform/plan/resource.h"

/* The ARN as the plan has it, or as far as it is certain without; NULL where it is not known. */
const Text *tf_arn(TfPlan *tf, const TfResource *resource);
/* The same for resources of the provider `viewer`, whose account may be another. */
const Text *tf_arn_seen(TfPlan *tf, const TfResource *resource, size_t viewer);
/* The path, "/" where none is given; NULL where it is not known. */
const Text *tf_path(TfPlan *tf, const TfResource *resource);
/* The issuer of an OIDC provider without its scheme and closing slash; NULL where it is not
 * known. */
const Text *tf_issuer(TfPlan *tf, const TfResource *resource);
/* The first five parts of an ARN, up to the account; false for no ARN. */
bool tf_split_arn(Str arn, Str parts[5]);

#endif
