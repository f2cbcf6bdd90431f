/* SPDX-License-Identifier: Apache-2.0
 *
 * One request against one role, as `simulate` and `test` ask it.
 *
 * A role whose trust policy depends on conditions or parameters has several
 * policies: all are asked. Where they disagree the verdict is unknown, and what
 * it depends on is said.
 */
#ifndef ALINT_ENGINE_REPLAY_H
#define ALINT_ENGINE_REPLAY_H

#include "assumelint/access.h"
#include "assumelint/model.h"

/* One alternative of the role. */
struct alint_replayed {
  const struct alint_trust *trust;
  const struct alint_policy *policy; /* with the role's account put in, where it was told */
  struct alint_request request;      /* complete */
  struct alint_decision decision;
};

struct alint_replay {
  const struct alint_role *role;
  const struct alint_text *role_account; /* after binding */
  enum alint_verdict verdict;
  bool depends; /* alternatives disagree, or not all were judged */
  struct alint_replayed *alternatives;
  size_t count;
  const struct alint_replayed *shown; /* the alternative to explain: one with the verdict */
};

struct alint_replay_ask {
  const struct alint_role *role;
  const struct alint_request *request; /* as given */
  bool open;                           /* open world, else closed */
  /* The role's account and partition, where somebody told them; NULL otherwise. */
  const struct alint_text *account, *partition;
  bool details;
};

/* ALINT_OK or ALINT_ENOMEM. */
int alint_replay(struct alint_replay *out, struct alint_arena *arena,
                 const struct alint_replay_ask *ask);

#endif
