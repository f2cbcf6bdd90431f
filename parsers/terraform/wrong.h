/* SPDX-License-Identifier: Apache-2.0
 *
 * What is recognisably no plan (wrong.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_WRONG_H
#define ALINT_PARSERS_TERRAFORM_WRONG_H

#include <stddef.h>

/* Each says what the first bytes are and how to get what is wanted; NULL where
 * they are no such thing. The text of a plan is wrong only where no JSON
 * follows it. */
const char *alint_tf_binary(const char *bytes, size_t len);
const char *alint_tf_plan_text(const char *bytes, size_t len);

#endif
