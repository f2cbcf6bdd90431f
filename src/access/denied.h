/* SPDX-License-Identifier: Apache-2.0
 *
 * Ways that an explicit Deny closes.
 */
#ifndef ALINT_ACCESS_DENIED_H
#define ALINT_ACCESS_DENIED_H

#include "assumelint/access.h"

/* Whether no call succeeds by this way, and one would without the Denies. */
int alint_way_denied(bool *out, struct alint_arena *arena, const struct alint_role *role,
                     const struct alint_policy *policy, const struct alint_way *way);

#endif
