/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions, as far as identity policies show them.
 */
#ifndef ASSUMELINT_PARSERS_ADMIN_H
#define ASSUMELINT_PARSERS_ADMIN_H

#include "assumelint/node.h"

/* Why a managed policy of AWS, a policy document, or a statement makes its role an
 * administrator: a clause; NULL where it does not. The literal end of an ARN is enough;
 * in a document values with holes do not count. */
const char *admin_arn(Str arn);
const char *admin_document(const Node *document);
const char *admin_statement(const Node *statement);
/* Whether it is a managed policy of AWS that makes no administrator, so that as a
 * permissions boundary it keeps its role from being one. */
bool admin_limits(Str arn);

#endif
