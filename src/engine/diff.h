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
  Input *input; /* where it is told to be: after, or before where it is gone */
  const Role *role;
  Gains gains, losses;
  Str unknown; /* why who gains is not known; empty otherwise */
} RoleDiff;

typedef struct Diff {
  RoleDiff *items; /* roles of which there is something to tell */
  size_t count, cap;
} Diff;

/* Inputs, and which of their worlds is meant. */
typedef struct Side {
  Input *const *inputs;
  size_t count;
  bool before;
} Side;

/* OK or ERR_MEMORY. */
int engine_find_diff(Diff *out, Arena *arena, const Side *before, const Side *after,
                     const Options *options);

/* Whether somebody of this reach, or a wider one, gains. What is not known may be. */
bool engine_diff_reaches(const Diff *diff, Reach least);

#endif
