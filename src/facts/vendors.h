/* SPDX-License-Identifier: Apache-2.0
 *
 * Accounts of known third parties.
 */
#ifndef ASSUMELINT_FACTS_VENDORS_H
#define ASSUMELINT_FACTS_VENDORS_H

#include "assumelint/str.h"

/* The name of the third party that has the account; NULL if it is not a known one's. */
const char *vendor_name(Str account);

#endif
