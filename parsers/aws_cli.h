/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for what the AWS CLI prints of roles that exist.
 */
#ifndef ALINT_PARSERS_AWS_CLI_H
#define ALINT_PARSERS_AWS_CLI_H

#include "assumelint/parser.h"

extern const struct alint_parser alint_aws_cli_parser;

#endif
