/* SPDX-License-Identifier: Apache-2.0
 *
 * ARNs of resources, and what they are made of (arn.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_ARN_H
#define ALINT_PARSERS_TERRAFORM_ARN_H

#include "side.h"

/* The ARN: as given, or made of what it is certainly made of; NULL where that is
 * not known (arn.c). */
void alint_tf_arn(const struct alint_text **out, struct alint_tf *tf,
                  const struct alint_tf_side *side);
/* The same as it is seen by resources of the provider `from`. */
void alint_tf_arn_seen(const struct alint_text **out, struct alint_tf *tf,
                       const struct alint_tf_side *side, size_t from);
void alint_tf_path(const struct alint_text **out, struct alint_tf *tf,
                   const struct alint_tf_side *side); /* "/" where it is not given */
/* An OIDC issuer without its scheme and closing slash. */
void alint_tf_issuer(const struct alint_text **out, struct alint_tf *tf,
                     const struct alint_tf_side *side);
/* The first five parts of an ARN, up to the account; false for no ARN
 * (attributes.c). */
bool alint_tf_split_arn(struct alint_str arn, struct alint_str parts[5]);

#endif
