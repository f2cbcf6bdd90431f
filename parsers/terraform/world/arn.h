/* SPDX-License-Identifier: Apache-2.0
 *
 * ARNs of resources, and what they are made of (arn.c).
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WORLD_ARN_H
#define ASSUMELINT_PARSERS_TERRAFORM_WORLD_ARN_H

#include "parsers/terraform/plan/resource.h"

/* The ARN: as given, or made of what it is certainly made of; NULL where that is
 * not known (arn.c). */
void tf_arn(const Text **out, TfPlan *tf, const TfResource *resource);
/* The same as it is seen by resources of the provider `from`. */
void tf_arn_seen(const Text **out, TfPlan *tf, const TfResource *resource, size_t from);
void tf_path(const Text **out, TfPlan *tf,
             const TfResource *resource); /* "/" where it is not given */
/* An OIDC issuer without its scheme and closing slash. */
void tf_issuer(const Text **out, TfPlan *tf, const TfResource *resource);
/* The first five parts of an ARN, up to the account; false for no ARN
 * (attributes.c). */
bool tf_split_arn(Str arn, Str parts[5]);

#endif
