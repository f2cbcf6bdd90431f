/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions, as far as identity policies show them.
 */
#ifndef ALINT_PARSERS_ADMIN_H
#define ALINT_PARSERS_ADMIN_H

#include "assumelint/node.h"

/* Why a managed policy of AWS's, or a policy document without holes, makes its
 * role an administrator: a clause; NULL where it does not. */
const char *alint_admin_arn(struct alint_str arn);
const char *alint_admin_document(const struct alint_node *document);

#endif
