/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for CloudFormation and SAM templates: one mapper for the trees
 * of YAML and of JSON.
 */
#ifndef ALINT_PARSERS_CLOUDFORMATION_H
#define ALINT_PARSERS_CLOUDFORMATION_H

#include "assumelint/parser.h"

extern const struct alint_parser alint_cloudformation_parser;
extern const struct alint_parser alint_change_set_parser; /* change_set.c */

#endif
