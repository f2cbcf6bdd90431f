/* SPDX-License-Identifier: Apache-2.0
 *
 * What people give by mistake (wrong.c).
 */
#ifndef ALINT_PARSERS_TERRAFORM_WRONG_H
#define ALINT_PARSERS_TERRAFORM_WRONG_H

#include "assumelint/parser.h"

/* Ends with one that is nothing. */
extern const struct alint_wrong alint_tf_wrong[];

#endif
