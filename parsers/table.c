/* SPDX-License-Identifier: Apache-2.0
 *
 * The front ends that map document trees, in the order in which they are tried:
 * the one that asks for most comes first.
 */
#include "assumelint/parser.h"
#include "aws_cli.h"
#include "cloudformation/cloudformation.h"
#include "trust_policy.h"

const struct alint_parser *const alint_parsers[] = {
    &alint_change_set_parser,
    &alint_cloudformation_parser,
    &alint_aws_cli_parser,
    &alint_trust_policy_parser,
    NULL,
};
