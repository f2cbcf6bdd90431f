/* SPDX-License-Identifier: Apache-2.0
 *
 * Under which alternatives of a role a finding holds, in few words.
 */
#ifndef ALINT_ENGINE_WHEN_H
#define ALINT_ENGINE_WHEN_H

#include "assumelint/model.h"

struct alint_arena;

/* `holds[i]` belongs to `role->trusts[i]`; at least one is true, not all. A
 * term that decides alone stands alone: of "IsProd, Stage=a" and "IsProd,
 * Stage=b" only "IsProd" is left where these are all with IsProd. */
void alint_describe_when(struct alint_str *out, struct alint_arena *arena,
                         const struct alint_role *role, const bool *holds);

#endif
