/* SPDX-License-Identifier: Apache-2.0
 *
 * Who gains and who loses access between two worlds, role by role.
 */
#ifndef ASSUMELINT_ENGINE_DIFF_H
#define ASSUMELINT_ENGINE_DIFF_H

#include "assumelint/model.h"
#include "engine/gains.h"

typedef enum { ROLE_CHANGED, ROLE_NEW, ROLE_DELETED } RoleFate;

typedef struct RoleDiff {
  RoleFate fate;
  Input *input; /* that the report points to: of the world after, or before if deleted */
  const Role *role;
  Gains gains, losses;
  Str unknown; /* not empty: why it is not known who gains or loses */
} RoleDiff;

typedef struct Diff {
  RoleDiff *items; /* roles with something to report */
  size_t count, cap;
} Diff;

/* Inputs, and which of their worlds is compared. */
typedef struct ComparedInputs {
  Input *const *inputs;
  size_t count;
  bool before;
} ComparedInputs;

/* ERR_LIMIT as access_find_ways: `out` has the roles before the failure. */
int engine_find_diff(Diff *out, Arena *arena, const ComparedInputs *before,
                     const ComparedInputs *after, const Options *options);

/* Whether a gain has this reach or a wider one, or may have: something is not known. */
bool engine_diff_reaches(const Diff *diff, Reach least);

#endif
