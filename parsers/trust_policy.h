/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for a bare trust policy document.
 */
#ifndef ASSUMELINT_PARSERS_TRUST_POLICY_H
#define ASSUMELINT_PARSERS_TRUST_POLICY_H

#include "assumelint/parser.h"

extern const struct alint_parser alint_trust_policy_parser;

#endif
