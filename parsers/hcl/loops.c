/* SPDX-License-Identifier: Apache-2.0
 *
 * `for`, over the elements of a collection that is known; the elements may be holes.
 */
#include "parsers/hcl/eval.h"

/* ---- Turns --------------------------------------------------------------- */

/* What a loop goes through. */
struct loop {
  HclEval *eval;
  const HclFrame *frame;
  const HclExpr *expr;
  const HclValue *all;
};

static HclValue *key_of(const struct loop *loop, size_t i) {
  const HclValue *all = loop->all;
  Arena *arena = loop->eval->arena;
  if (all->kind == HCL_V_MAP) {
    HclValue *key = hcl_value_text(arena, all->keys[i]);
    return all->sensitive ? hcl_hide(loop->eval, key, STR("(a secret key)")) : key;
  }
  if (all->set)
    return all->items[i];
  return all->loose ? hcl_open_expression(loop->eval, loop->frame, loop->expr->items[0])
                    : hcl_value_integer(arena, (long long)i);
}

/* The names of one turn. */
static void begin_turn(HclFrame *out, HclBinding bound[2], const struct loop *loop, size_t i) {
  Str outer = loop->frame->turn;
  *out = *loop->frame;
  out->turn = str_printf(loop->eval->arena, "%.*s%s%zu", STR_FMT(outer),
                         outer.len > 0 ? "." : "turn ", i + 1);
  bound[0] = (HclBinding){out->bindings, loop->expr->names[0], key_of(loop, i)};
  bound[1] = (HclBinding){&bound[0], loop->expr->names[1], loop->all->items[i]};
  out->bindings = &bound[1];
}

/* ---- What is made -------------------------------------------------------- */

/* { key => [values of that key] }; false where the key is not known. */
static bool put_grouped(HclValue *map, Arena *arena, const Text *key, HclValue *item) {
  bool sure = true, known;
  HclValue *group = hcl_value_get(map, key, &known);
  if (!group) {
    group = hcl_value_container(arena, HCL_V_LIST, 0);
    sure = hcl_value_put(map, key, group);
  }
  LIST_ADD(arena, group, item);
  return sure;
}

static bool add_member(HclValue *out, const struct loop *loop, const HclFrame *frame) {
  const HclExpr *expr = loop->expr;
  Arena *arena = loop->eval->arena;
  const HclValue *key = hcl_evaluate(loop->eval, frame, expr->items[1]);
  HclValue *item = hcl_evaluate(loop->eval, frame, expr->items[2]);
  const Text *name = hcl_value_to_text(arena, key);
  bool sure;
  if (!name || !hcl_take_steps(loop->eval, out->count / 16))
    return false;
  if (expr->grouped)
    return put_grouped(out, arena, name, item);
  bool twice = hcl_value_get(out, name, &sure) != NULL; /* an error */
  return !twice && hcl_value_put(out, name, item);
}

/* False where it is not known what comes of the turn. */
static bool take_turn(HclValue *out, const struct loop *loop, size_t i) {
  const HclExpr *expr = loop->expr;
  HclBinding bound[2];
  HclFrame frame;
  if (!hcl_take_steps(loop->eval, 1))
    return false;
  begin_turn(&frame, bound, loop, i);
  if (expr->filtered) {
    const HclValue *condition = hcl_evaluate(loop->eval, &frame, expr->items[expr->count - 1]);
    bool known = condition->kind == HCL_V_BOOL;
    if (!known || !str_is(condition->str, "true"))
      return known;
  }
  if (expr->loop == HCL_LOOP_OBJECT)
    return add_member(out, loop, &frame);
  hcl_value_add(out, hcl_evaluate(loop->eval, &frame, expr->items[1]));
  return true;
}

/* %{for}: the texts of all turns. */
static HclValue *join_turns(HclEval *eval, const HclValue *list) {
  const Text **parts = arena_array(eval->arena, list->count, sizeof(const Text *));
  for (size_t i = 0; i < list->count; i++)
    parts[i] = hcl_value_to_text(eval->arena, list->items[i]);
  return list->loose ? NULL : hcl_concat(eval, parts, list->count);
}

HclValue *hcl_evaluate_for(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  const HclValue *all = hcl_evaluate(eval, frame, expr->items[0]);
  bool object = expr->loop == HCL_LOOP_OBJECT;
  /* An element that may be several, or none, leaves the keys unknown. */
  if ((all->kind != HCL_V_LIST && all->kind != HCL_V_MAP) || (object && all->loose))
    return NULL;
  struct loop loop = {eval, frame, expr, all};
  HclValue *out = hcl_value_container(eval->arena, object ? HCL_V_MAP : HCL_V_LIST, all->count);
  out->loose = all->loose || hcl_has_open_key(all);
  out->tuple = !object;
  for (size_t i = 0; i < all->count; i++) {
    if (!take_turn(out, &loop, i))
      return NULL;
  }
  return expr->loop == HCL_LOOP_TEMPLATE ? join_turns(eval, out) : out;
}
