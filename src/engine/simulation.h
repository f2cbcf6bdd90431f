/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint simulate`: one request against one role. It is the verdict of the trust
 * policy: what else the caller needs is said besides.
 */
#ifndef ALINT_ENGINE_SIMULATION_H
#define ALINT_ENGINE_SIMULATION_H

#include "access/open_world.h"
#include "assumelint/options.h"
#include "engine/replay.h"

struct alint_simulation {
  struct alint_arena *arena;
  struct alint_input *input;
  const struct alint_role *role;
  const struct alint_text *account, *partition; /* of the role, where they were told; or NULL */
  struct alint_request request;
  /* What becomes of it. */
  struct alint_notes notes;
  struct alint_replay replay;
  struct alint_needs needs;
  const char *unmet; /* the verdict that was expected, where this is another; or NULL */
};

/* From the request to the verdict. */
void alint_simulate(struct alint_simulation *sim, const struct alint_options *options);

#endif
