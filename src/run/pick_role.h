/* SPDX-License-Identifier: Apache-2.0
 *
 * The role somebody means: by address, by name or ARN, by label, in this order.
 */
#ifndef ASSUMELINT_RUN_PICK_ROLE_H
#define ASSUMELINT_RUN_PICK_ROLE_H

#include "run/inputs.h"

typedef struct PickedRole {
  Input *input;
  const Role *role;
  /* Told by the ARN it was named by; NULL otherwise. */
  const Text *account, *partition;
} PickedRole;

/* `wanted` may be empty: the only role. When there is not exactly one,
 * `*problem` says what there is, in one line, and the status is ERR_USAGE. */
int run_pick_role(PickedRole *out, Str *problem, Arena *arena, const LoadedInputs *inputs,
                  Str wanted);

/* What an ARN of a role tells of it; false when it is no such ARN. */
typedef struct Identity Identity;
bool run_role_arn(Identity *out, Arena *arena, Str arn, int *status);

/* Whether what should be its trust policy is none, in some alternative. */
bool run_role_is_broken(const Role *role);

#endif
