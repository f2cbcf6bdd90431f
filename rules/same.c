/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether two trust policies are certainly the same.
 *
 * Order counts: Terraform and IAM both show a policy in the order in which it
 * was saved, so an untouched policy is the same in both worlds.
 */
#include "rules.h"

static bool same_items(const struct alint_item *a, size_t a_count, const struct alint_item *b,
                       size_t b_count) {
  if (a_count != b_count)
    return false;
  for (size_t i = 0; i < a_count; i++) {
    if (!alint_text_same(a[i].text, b[i].text))
      return false;
  }
  return true;
}

static bool same_principals(const struct alint_principal *a, size_t a_count,
                            const struct alint_principal *b, size_t b_count) {
  if (a_count != b_count)
    return false;
  for (size_t i = 0; i < a_count; i++) {
    if (a[i].kind != b[i].kind || !alint_str_eq(a[i].key, b[i].key) ||
        !alint_text_same(a[i].value.text, b[i].value.text))
      return false;
  }
  return true;
}

static bool same_conditions(const struct alint_statement *a, const struct alint_statement *b) {
  if (a->condition_count != b->condition_count || a->condition_opaque || b->condition_opaque)
    return false;
  for (size_t i = 0; i < a->condition_count; i++) {
    const struct alint_condition *x = &a->conditions[i], *y = &b->conditions[i];
    if (x->opaque || y->opaque || !alint_str_eq(x->operator_name, y->operator_name) ||
        !alint_str_eq(x->key, y->key) ||
        !same_items(x->values, x->value_count, y->values, y->value_count))
      return false;
  }
  return true;
}

static bool same_statement(const struct alint_statement *a, const struct alint_statement *b) {
  return a->effect == b->effect && alint_str_eq(a->sid, b->sid) &&
         same_principals(a->principals, a->principal_count, b->principals, b->principal_count) &&
         same_principals(a->not_principals, a->not_principal_count, b->not_principals,
                         b->not_principal_count) &&
         same_items(a->actions, a->action_count, b->actions, b->action_count) &&
         same_items(a->not_actions, a->not_action_count, b->not_actions, b->not_action_count) &&
         same_conditions(a, b);
}

bool alint_policy_same(const struct alint_policy *a, const struct alint_policy *b) {
  if (!alint_str_eq(a->version, b->version) || a->statement_count != b->statement_count ||
      a->statements_opaque || b->statements_opaque)
    return false;
  for (size_t i = 0; i < a->statement_count; i++) {
    if (!same_statement(&a->statements[i], &b->statements[i]))
      return false;
  }
  return true;
}
