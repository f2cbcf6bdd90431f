/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint simulate`: one request against one role. It is the verdict of the trust
 * policy: what else the caller needs is said besides.
 */
#ifndef ASSUMELINT_SIMULATE_SIMULATION_H
#define ASSUMELINT_SIMULATE_SIMULATION_H

#include "assumelint/options.h"
#include "simulate/open_world.h"
#include "simulate/replay.h"

typedef struct Simulation {
  Arena *arena;
  Input *input;
  const Role *role;
  const Text *account, *partition; /* of the role, where they were told; or NULL */
  Request request;
  /* What becomes of it. */
  Notes notes;
  Replay replay;
  CallerNeeds needs;
  const char *unmet; /* the verdict that was expected, where this is another; or NULL */
} Simulation;

/* From the request to the verdict. */
void simulate_simulate(Simulation *sim, const Options *options);

#endif
