/* SPDX-License-Identifier: Apache-2.0
 *
 * What an expression refers to.
 */
#include "parsers/hcl/hcl.h"

/* A `for` expression around, whose names are no references. */
struct bound {
  const struct bound *up;
  const HclExpr *by;
};

struct search {
  bool (*see)(void *context, const HclExpr *reference);
  void *context;
};

static bool is_bound(const struct bound *bound, Str name) {
  for (; bound; bound = bound->up) {
    if (str_eq(bound->by->names[0], name) || str_eq(bound->by->names[1], name))
      return true;
  }
  return false;
}

static bool is_literal(const HclExpr *expr) {
  return expr->kind == HCL_NUMBER || expr->kind == HCL_STRING;
}

/* The name that a chain of members and literal indexes begins with; NULL where
 * the expression is no such chain. */
static const HclExpr *root_of(const HclExpr *expr) {
  while (expr->kind == HCL_MEMBER || (expr->kind == HCL_INDEX && is_literal(expr->items[1])))
    expr = expr->items[0];
  return expr->kind == HCL_NAME ? expr : NULL;
}

/* Recurses as deep as the expression is high. */
static bool visit(const struct search *search, const HclExpr *expr, const struct bound *bound) {
  const HclExpr *root = root_of(expr);
  if (expr->kind == HCL_BROKEN)
    return false;
  if (root)
    return is_bound(bound, root->str) || search->see(search->context, expr);
  struct bound inner = {bound, expr};
  for (size_t i = 0; i < expr->count; i++) {
    bool inside = expr->kind == HCL_FOR && i > 0;
    if (!visit(search, expr->items[i], inside ? &inner : bound))
      return false;
  }
  return true;
}

bool hcl_references(const HclExpr *expr, bool (*see)(void *context, const HclExpr *reference),
                    void *context) {
  struct search search = {see, context};
  return visit(&search, expr, NULL);
}
