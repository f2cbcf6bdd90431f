/* SPDX-License-Identifier: Apache-2.0
 *
 * Small questions about a trust policy.
 */
#include "assumelint/policy.h"

bool alint_policy_has_variables(const struct alint_policy *policy) {
  return policy->has_version && alint_str_is(policy->version, "2012-10-17");
}
