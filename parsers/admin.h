/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions, as far as identity policies show them.
 */
#ifndef ALINT_PARSERS_ADMIN_H
#define ALINT_PARSERS_ADMIN_H

#include "assumelint/node.h"

/* Why a managed policy of AWS's, or a policy document, or a statement of one,
 * makes its role an administrator: a clause; NULL where it does not. Of an ARN
 * its literal end is enough; a document's values are those without holes. */
const char *alint_admin_arn(struct alint_str arn);
const char *alint_admin_document(const struct alint_node *document);
const char *alint_admin_statement(const struct alint_node *statement);
/* Whether it is a managed policy of AWS's that makes no administrator: as a
 * permissions boundary it keeps its role from being one. */
bool alint_admin_limits(struct alint_str arn);

#endif
