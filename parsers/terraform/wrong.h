/* SPDX-License-Identifier: Apache-2.0
 *
 * What people give by mistake.
 */
#ifndef ASSUMELINT_PARSERS_TERRAFORM_WRONG_H
#define ASSUMELINT_PARSERS_TERRAFORM_WRONG_H

#include "assumelint/parser.h"

/* Ends with a NULL `what`. */
extern const WrongKind tf_wrong[];

#endif
