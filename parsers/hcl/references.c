/* SPDX-License-Identifier: Apache-2.0
 *
 * What an expression refers to.
 */
#include "hcl.h"

/* Names that the `for` expressions around bring; one for each of them. */
struct bound {
  const struct bound *up;
  const struct alint_hcl_expr *by;
};

struct search {
  bool (*see)(void *context, const struct alint_hcl_expr *reference);
  void *context;
};

static bool is_bound(const struct bound *bound, struct alint_str name) {
  for (; bound; bound = bound->up) {
    if (alint_str_eq(bound->by->names[0], name) || alint_str_eq(bound->by->names[1], name))
      return true;
  }
  return false;
}

static bool is_literal(const struct alint_hcl_expr *expr) {
  return expr->kind == ALINT_HCL_NUMBER || expr->kind == ALINT_HCL_STRING;
}

/* The name that a chain of members and literal indexes begins with; NULL where
 * the expression is no such chain. */
static const struct alint_hcl_expr *root_of(const struct alint_hcl_expr *expr) {
  while (expr->kind == ALINT_HCL_MEMBER ||
         (expr->kind == ALINT_HCL_INDEX && is_literal(expr->items[1])))
    expr = expr->items[0];
  return expr->kind == ALINT_HCL_NAME ? expr : NULL;
}

/* Recurses no deeper than an expression is high. */
static bool visit(const struct search *search, const struct alint_hcl_expr *expr,
                  const struct bound *bound) {
  const struct alint_hcl_expr *root = root_of(expr);
  if (expr->kind == ALINT_HCL_BROKEN)
    return false;
  if (root)
    return is_bound(bound, root->str) || search->see(search->context, expr);
  struct bound inner = {bound, expr};
  for (size_t i = 0; i < expr->count; i++) {
    bool inside = expr->kind == ALINT_HCL_FOR && i > 0;
    if (!visit(search, expr->items[i], inside ? &inner : bound))
      return false;
  }
  return true;
}

bool alint_hcl_references(const struct alint_hcl_expr *expr,
                          bool (*see)(void *context, const struct alint_hcl_expr *reference),
                          void *context) {
  struct search search = {see, context};
  return visit(&search, expr, NULL);
}
