/* SPDX-License-Identifier: Apache-2.0
 *
 * Finds a role by address, else by name or ARN, else by label.
 */
#ifndef ASSUMELINT_RUN_PICK_ROLE_H
#define ASSUMELINT_RUN_PICK_ROLE_H

#include "assumelint/principal.h"
#include "run/load.h"

typedef struct PickedRole {
  Input *input;
  const Role *role;
  const Text *account, *partition; /* from the ARN in `wanted`; or NULL */
} PickedRole;

/* `wanted` empty: the only role. False unless exactly one role matches: `*problem` then
 * lists the roles, in one line. */
bool run_pick_role(PickedRole *out, Str *problem, Arena *arena, const LoadedInputs *inputs,
                   Str wanted);

/* Parses the ARN of one role; false for any other text. */
bool run_role_arn(Identity *out, Arena *arena, Str arn);

/* Whether its trust policy is not a policy, in some alternative. */
bool run_role_is_broken(const Role *role);

#endif
