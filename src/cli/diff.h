/* SPDX-License-Identifier: Apache-2.0
 *
 * What `assumelint diff` found, and how it is told.
 */
#ifndef ALINT_CLI_DIFF_H
#define ALINT_CLI_DIFF_H

#include "assumelint/model.h"
#include "assumelint/out.h"
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

void alint_print_diff(struct alint_out *out, struct alint_arena *arena,
                      const struct alint_diff *diff, bool color, bool quiet);
void alint_print_diff_json(struct alint_out *out, struct alint_arena *arena,
                           const struct alint_diff *diff);

#endif
