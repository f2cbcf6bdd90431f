/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether policies say the same, piece by piece. Holes are the same when their
 * names are.
 */
#include "assumelint/policy.h"

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

static bool same_holes(const struct alint_hole *a, const struct alint_hole *b) {
  if (!a || !b)
    return a == b;
  return alint_str_eq(a->name, b->name);
}

static bool same_principals(const struct alint_principal *a, size_t a_count,
                            const struct alint_principal *b, size_t b_count) {
  if (a_count != b_count)
    return false;
  for (size_t i = 0; i < a_count; i++) {
    if (a[i].kind != b[i].kind || !alint_text_same(a[i].value.text, b[i].value.text))
      return false;
  }
  return true;
}

bool alint_condition_same(const struct alint_condition *a, const struct alint_condition *b) {
  return alint_str_eq(a->operator_name, b->operator_name) && alint_str_eq_nocase(a->key, b->key) &&
         a->opaque == b->opaque && same_holes(a->hole, b->hole) &&
         same_items(a->values, a->value_count, b->values, b->value_count);
}

bool alint_conditions_same(const struct alint_statement *a, const struct alint_statement *b) {
  if (a->condition_count != b->condition_count || a->condition_opaque != b->condition_opaque ||
      !same_holes(a->opaque_hole, b->opaque_hole))
    return false;
  for (size_t i = 0; i < a->condition_count; i++) {
    if (!alint_condition_same(&a->conditions[i], &b->conditions[i]))
      return false;
  }
  return true;
}

bool alint_statement_same(const struct alint_statement *a, const struct alint_statement *b) {
  if (a->effect != b->effect || a->has_principal != b->has_principal ||
      a->has_action != b->has_action || !alint_conditions_same(a, b))
    return false;
  return same_principals(a->principals, a->principal_count, b->principals, b->principal_count) &&
         same_principals(a->not_principals, a->not_principal_count, b->not_principals,
                         b->not_principal_count) &&
         same_items(a->actions, a->action_count, b->actions, b->action_count) &&
         same_items(a->not_actions, a->not_action_count, b->not_actions, b->not_action_count);
}

bool alint_policy_same(const struct alint_policy *a, const struct alint_policy *b) {
  if (a->statement_count != b->statement_count || a->statements_opaque != b->statements_opaque ||
      alint_policy_has_variables(a) != alint_policy_has_variables(b))
    return false;
  for (size_t i = 0; i < a->statement_count; i++) {
    if (!alint_statement_same(&a->statements[i], &b->statements[i]))
      return false;
  }
  return true;
}
