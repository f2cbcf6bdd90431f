/* SPDX-License-Identifier: Apache-2.0
 *
 * Divides the budget of an input among its trust policies.
 */
#include "engine/budget.h"

#include "assumelint/limits.h"

size_t engine_count_policies(const World *world) {
  size_t count = 0;
  for (size_t r = 0; r < world->role_count; r++) {
    const Role *role = &world->roles[r];
    for (size_t t = 0; t < role->trust_count; t++)
      count += role->trusts[t].policy->statement_count > 0;
  }
  return count;
}

SearchBudget engine_share(size_t policies) {
  size_t share = policies > 0 ? MAX_INPUT_STEPS / policies : MAX_WAYS_STEPS;
  if (share < LEAST_POLICY_STEPS)
    share = LEAST_POLICY_STEPS;
  return (SearchBudget){.steps = share < MAX_WAYS_STEPS ? share : MAX_WAYS_STEPS};
}
