/* SPDX-License-Identifier: Apache-2.0
 *
 * Small questions about a trust policy.
 */
#include "assumelint/policy.h"

bool policy_has_variables(const Policy *policy) {
  return policy->has_version && str_is(policy->version, "2012-10-17");
}
