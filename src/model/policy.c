/* SPDX-License-Identifier: Apache-2.0
 *
 * Comparing policies piece by piece.
 */
#include "assumelint/policy.h"

bool policy_has_variables(const Policy *policy) {
  return policy->has_version && str_is(policy->version, "2012-10-17");
}

static bool same_items(const Item *a, size_t a_count, const Item *b, size_t b_count) {
  if (a_count != b_count)
    return false;
  for (size_t i = 0; i < a_count; i++) {
    if (!text_same(a[i].text, b[i].text))
      return false;
  }
  return true;
}

static bool same_holes(const Hole *a, const Hole *b) {
  if (!a || !b)
    return a == b;
  return str_eq(a->name, b->name);
}

static bool same_principals(const Principal *a, size_t a_count, const Principal *b,
                            size_t b_count) {
  if (a_count != b_count)
    return false;
  for (size_t i = 0; i < a_count; i++) {
    if (a[i].kind != b[i].kind || !text_same(a[i].value.text, b[i].value.text))
      return false;
  }
  return true;
}

bool condition_same(const Condition *a, const Condition *b) {
  return str_eq(a->operator_name, b->operator_name) && str_eq_nocase(a->key, b->key) &&
         a->opaque == b->opaque && same_holes(a->hole, b->hole) &&
         same_items(a->values, a->value_count, b->values, b->value_count);
}

bool conditions_same(const Statement *a, const Statement *b) {
  if (a->condition_count != b->condition_count || a->condition_opaque != b->condition_opaque ||
      !same_holes(a->opaque_hole, b->opaque_hole))
    return false;
  for (size_t i = 0; i < a->condition_count; i++) {
    if (!condition_same(&a->conditions[i], &b->conditions[i]))
      return false;
  }
  return true;
}

bool statement_same(const Statement *a, const Statement *b) {
  if (a->effect != b->effect || a->has_principal != b->has_principal ||
      a->has_action != b->has_action || !conditions_same(a, b))
    return false;
  return same_principals(a->principals, a->principal_count, b->principals, b->principal_count) &&
         same_principals(a->not_principals, a->not_principal_count, b->not_principals,
                         b->not_principal_count) &&
         same_items(a->actions, a->action_count, b->actions, b->action_count) &&
         same_items(a->not_actions, a->not_action_count, b->not_actions, b->not_action_count);
}

bool policy_same(const Policy *a, const Policy *b) {
  if (a->statement_count != b->statement_count || a->statements_opaque != b->statements_opaque ||
      policy_has_variables(a) != policy_has_variables(b))
    return false;
  for (size_t i = 0; i < a->statement_count; i++) {
    if (!statement_same(&a->statements[i], &b->statements[i]))
      return false;
  }
  return true;
}
