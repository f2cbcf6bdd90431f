/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a trust policy is written as it was before the change.
 *
 * More than that both say the same: another Sid or another case of a key is
 * enough for the policy to be saved again. Order counts: Terraform and IAM both
 * show a policy in the order in which it was saved.
 */
#include "rules.h"

static bool same_keys(const struct alint_principal *a, const struct alint_principal *b,
                      size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!alint_str_eq(a[i].key, b[i].key))
      return false;
  }
  return true;
}

/* Of two statements that say the same. */
static bool written_alike(const struct alint_statement *a, const struct alint_statement *b) {
  if (!alint_str_eq(a->sid, b->sid) || a->condition_opaque ||
      !same_keys(a->principals, b->principals, a->principal_count) ||
      !same_keys(a->not_principals, b->not_principals, a->not_principal_count))
    return false;
  for (size_t i = 0; i < a->condition_count; i++) {
    if (a->conditions[i].opaque || !alint_str_eq(a->conditions[i].key, b->conditions[i].key))
      return false;
  }
  return true;
}

bool alint_policy_untouched(const struct alint_policy *before, const struct alint_policy *after) {
  if (!alint_policy_same(before, after) || !alint_str_eq(before->version, after->version) ||
      before->statements_opaque)
    return false;
  for (size_t i = 0; i < before->statement_count; i++) {
    if (!written_alike(&before->statements[i], &after->statements[i]))
      return false;
  }
  return true;
}
