/* SPDX-License-Identifier: Apache-2.0
 *
 * Under which alternatives of a role a finding holds, in few words.
 */
#ifndef ASSUMELINT_ENGINE_WHEN_H
#define ASSUMELINT_ENGINE_WHEN_H

#include "assumelint/model.h"

typedef struct Arena Arena;

/* `holds[i]` belongs to `role->trusts[i]`; at least one is true, not all. A term that
 * decides alone stands alone: "IsProd, Stage=a" and "IsProd, Stage=b" become "IsProd" where
 * no other alternative has IsProd. */
Str engine_describe_when(Arena *arena, const Role *role, const bool *holds);

#endif
