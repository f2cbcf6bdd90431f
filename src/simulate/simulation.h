/* SPDX-License-Identifier: Apache-2.0
 *
 * `assumelint simulate`: one request against one role. The verdict is that of the trust
 * policy; what else the caller needs comes with it.
 */
#ifndef ASSUMELINT_SIMULATE_SIMULATION_H
#define ASSUMELINT_SIMULATE_SIMULATION_H

#include "assumelint/options.h"
#include "simulate/open_world.h"
#include "simulate/replay.h"

/* What the caller needs besides a trust policy that allows the call. */
typedef struct CallerNeeds {
  bool identity_policy;
  const char *why; /* one clause; NULL while the trust policy does not allow the call */
} CallerNeeds;

typedef struct Simulation {
  Arena *arena;
  Input *input;
  const Role *role;
  const Text *account, *partition; /* of the role, where they are given; or NULL */
  Request request;
  /* Results. */
  Notes notes;
  Replay replay;
  CallerNeeds needs;
  const char *unmet; /* the expected verdict, where the verdict is another; or NULL */
} Simulation;

/* From the request to the verdict. */
void simulate_run(Simulation *sim, const Options *options);

/* `statement` allows the request. */
CallerNeeds simulate_needs(Arena *arena, const Policy *policy, const Request *request,
                           const Statement *statement, const Text *role_account);

#endif
