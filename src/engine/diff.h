/* SPDX-License-Identifier: Apache-2.0
 *
 * Who gains and who loses access between two worlds, role by role.
 */
#ifndef ALINT_ENGINE_DIFF_H
#define ALINT_ENGINE_DIFF_H

#include "assumelint/model.h"
#include "engine/gains.h"

enum alint_role_fate { ALINT_ROLE_CHANGED, ALINT_ROLE_NEW, ALINT_ROLE_DELETED };

struct alint_role_diff {
  enum alint_role_fate fate;
  struct alint_input *input; /* where it is told to be: after, or before where it is gone */
  const struct alint_role *role;
  struct alint_gains gains, losses;
  struct alint_str unknown; /* why who gains is not known; empty otherwise */
};

struct alint_diff {
  struct alint_role_diff *items; /* roles of which there is something to tell */
  size_t count, cap;
};

/* Inputs, and which of their worlds is meant. */
struct alint_side {
  struct alint_input *const *inputs;
  size_t count;
  bool before;
};

/* ALINT_OK or ALINT_ENOMEM. */
int alint_find_diff(struct alint_diff *out, struct alint_arena *arena,
                    const struct alint_side *before, const struct alint_side *after,
                    const struct alint_options *options);

/* Whether somebody of this reach, or a wider one, gains. What is not known may be. */
bool alint_diff_reaches(const struct alint_diff *diff, enum alint_reach least);

#endif
