/* SPDX-License-Identifier: Apache-2.0
 *
 * Under which alternatives of a role a finding holds, in few words.
 */
#ifndef ASSUMELINT_ENGINE_WHEN_H
#define ASSUMELINT_ENGINE_WHEN_H

#include "assumelint/model.h"

typedef struct Arena Arena;

/* `holds[i]` belongs to `role->trusts[i]`; at least one is true, not all. A
 * term that decides alone stands alone: of "IsProd, Stage=a" and "IsProd,
 * Stage=b" only "IsProd" is left where these are all with IsProd. */
void engine_describe_when(Str *out, Arena *arena, const Role *role, const bool *holds);

#endif
