/* SPDX-License-Identifier: Apache-2.0
 *
 * The role somebody means: by address, by name or ARN, by label, in this order.
 */
#ifndef ALINT_RUN_PICK_ROLE_H
#define ALINT_RUN_PICK_ROLE_H

#include "run/inputs.h"

struct alint_picked {
  struct alint_input *input;
  const struct alint_role *role;
  /* Told by the ARN it was named by; NULL otherwise. */
  const struct alint_text *account, *partition;
};

/* `wanted` may be empty: the only role. When there is not exactly one,
 * `*problem` says what there is, in one line, and the status is ALINT_EUSAGE. */
int alint_pick_role(struct alint_picked *out, struct alint_str *problem, struct alint_arena *arena,
                    const struct alint_loaded *inputs, struct alint_str wanted);

/* What an ARN of a role tells of it; false when it is no such ARN. */
struct alint_identity;
bool alint_role_arn(struct alint_identity *out, struct alint_arena *arena, struct alint_str arn,
                    int *status);

/* Whether what should be its trust policy is none, in some alternative. */
bool alint_role_is_broken(const struct alint_role *role);

#endif
