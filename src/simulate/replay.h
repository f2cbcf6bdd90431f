/* SPDX-License-Identifier: Apache-2.0
 *
 * One request against one role, as `simulate` and `test` ask it.
 *
 * A role whose trust policy depends on conditions or parameters has several
 * policies: all are asked. Where they disagree the verdict is unknown.
 */
#ifndef ASSUMELINT_SIMULATE_REPLAY_H
#define ASSUMELINT_SIMULATE_REPLAY_H

#include "assumelint/access.h"
#include "assumelint/model.h"

/* One alternative of the role. */
typedef struct Replayed {
  const Trust *trust;
  const Policy *policy; /* with the value of the role's account, where it is given */
  Request request;      /* complete */
  Decision decision;
} Replayed;

typedef struct Replay {
  const Role *role;
  const Text *role_account; /* after binding */
  Verdict verdict;
  bool depends; /* alternatives disagree, or not all were judged */
  Replayed *alternatives;
  size_t count;
  const Replayed *shown; /* the alternative to explain: one with the verdict */
} Replay;

typedef struct ReplayRequest {
  const Role *role;
  const Request *request; /* as given */
  bool open;              /* open world, else closed */
  /* The role's account and partition, where they are given; else NULL. */
  const Text *account, *partition;
  bool details;
} ReplayRequest;

Replay simulate_replay(Arena *arena, const ReplayRequest *ask);

#endif
