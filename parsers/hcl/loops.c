/* SPDX-License-Identifier: Apache-2.0
 *
 * `for`: the same for each element of a collection that is known, one by one.
 * Elements may be holes.
 */
#include "eval.h"

/* ---- Turns --------------------------------------------------------------- */

/* What a loop goes through. */
struct loop {
  struct alint_hcl_eval *eval;
  const struct alint_hcl_frame *frame;
  const struct alint_hcl_expr *expr;
  const struct alint_hcl_value *all;
};

static struct alint_hcl_value *key_of(const struct loop *loop, size_t i) {
  const struct alint_hcl_value *all = loop->all;
  struct alint_arena *arena = loop->eval->arena;
  if (all->kind == ALINT_HCL_V_MAP) {
    struct alint_hcl_value *key = alint_hcl_value_text(arena, all->keys[i]);
    return all->sensitive ? alint_hcl_hide(loop->eval, key, ALINT_STR("(a secret key)")) : key;
  }
  if (all->set)
    return all->items[i];
  return all->loose ? alint_hcl_open_expression(loop->eval, loop->frame, loop->expr->items[0])
                    : alint_hcl_value_integer(arena, (long long)i);
}

/* The names of one turn. */
static void begin_turn(struct alint_hcl_frame *out, struct alint_hcl_binding bound[2],
                       const struct loop *loop, size_t i) {
  struct alint_str outer = loop->frame->turn;
  *out = *loop->frame;
  out->turn = alint_str_printf(loop->eval->arena, "%.*s%s%zu", ALINT_FMT(outer),
                               outer.len > 0 ? "." : "turn ", i + 1);
  bound[0] = (struct alint_hcl_binding){out->bindings, loop->expr->names[0], key_of(loop, i)};
  bound[1] = (struct alint_hcl_binding){&bound[0], loop->expr->names[1], loop->all->items[i]};
  out->bindings = &bound[1];
}

/* ---- What is made -------------------------------------------------------- */

/* { key => [values of that key] }; false where it is not known which key it is. */
static bool put_grouped(struct alint_hcl_value *map, struct alint_arena *arena,
                        const struct alint_text *key, struct alint_hcl_value *item) {
  bool sure = true, known;
  struct alint_hcl_value *group = alint_hcl_value_get(map, key, &known);
  if (!group) {
    group = alint_hcl_value_container(arena, ALINT_HCL_V_LIST, 0);
    sure = alint_hcl_value_put(map, key, group);
  }
  /* Twice the room whenever it is full: a power of two tells. */
  if ((group->count & (group->count - 1)) == 0) {
    struct alint_hcl_value **items =
        alint_arena_array(arena, 2 * group->count + 1, sizeof(struct alint_hcl_value *));
    for (size_t i = 0; i < group->count; i++)
      items[i] = group->items[i];
    group->items = items;
  }
  alint_hcl_value_add(group, item);
  return sure;
}

static bool add_member(struct alint_hcl_value *out, const struct loop *loop,
                       const struct alint_hcl_frame *frame) {
  const struct alint_hcl_expr *expr = loop->expr;
  struct alint_arena *arena = loop->eval->arena;
  const struct alint_hcl_value *key = alint_hcl_evaluate(loop->eval, frame, expr->items[1]);
  struct alint_hcl_value *item = alint_hcl_evaluate(loop->eval, frame, expr->items[2]);
  const struct alint_text *name = alint_hcl_value_to_text(arena, key);
  bool sure;
  if (!name || !alint_hcl_take_steps(loop->eval, out->count / 16))
    return false;
  if (expr->grouped)
    return put_grouped(out, arena, name, item);
  bool twice = alint_hcl_value_get(out, name, &sure) != NULL; /* an error */
  return !twice && alint_hcl_value_put(out, name, item);
}

/* False where it is not known what comes of the turn. */
static bool take_turn(struct alint_hcl_value *out, const struct loop *loop, size_t i) {
  const struct alint_hcl_expr *expr = loop->expr;
  struct alint_hcl_binding bound[2];
  struct alint_hcl_frame frame;
  if (!alint_hcl_take_steps(loop->eval, 1))
    return false;
  begin_turn(&frame, bound, loop, i);
  if (expr->filtered) {
    const struct alint_hcl_value *condition =
        alint_hcl_evaluate(loop->eval, &frame, expr->items[expr->count - 1]);
    bool known = condition->kind == ALINT_HCL_V_BOOL;
    if (!known || !alint_str_is(condition->str, "true"))
      return known;
  }
  if (expr->loop == ALINT_HCL_LOOP_OBJECT)
    return add_member(out, loop, &frame);
  alint_hcl_value_add(out, alint_hcl_evaluate(loop->eval, &frame, expr->items[1]));
  return true;
}

/* %{for}: the texts of all turns. */
static struct alint_hcl_value *join_turns(struct alint_hcl_eval *eval,
                                          const struct alint_hcl_value *list) {
  const struct alint_text **parts =
      alint_arena_array(eval->arena, list->count, sizeof(const struct alint_text *));
  for (size_t i = 0; i < list->count; i++)
    parts[i] = alint_hcl_value_to_text(eval->arena, list->items[i]);
  return list->loose ? NULL : alint_hcl_concat(eval, parts, list->count);
}

struct alint_hcl_value *alint_hcl_evaluate_for(struct alint_hcl_eval *eval,
                                               const struct alint_hcl_frame *frame,
                                               const struct alint_hcl_expr *expr) {
  const struct alint_hcl_value *all = alint_hcl_evaluate(eval, frame, expr->items[0]);
  bool object = expr->loop == ALINT_HCL_LOOP_OBJECT;
  /* Where an element may be several, or none, nobody knows which keys there are. */
  if ((all->kind != ALINT_HCL_V_LIST && all->kind != ALINT_HCL_V_MAP) || (object && all->loose))
    return NULL;
  struct loop loop = {eval, frame, expr, all};
  struct alint_hcl_value *out = alint_hcl_value_container(
      eval->arena, object ? ALINT_HCL_V_MAP : ALINT_HCL_V_LIST, all->count);
  out->loose = all->loose || alint_hcl_has_open_key(all);
  out->tuple = !object;
  for (size_t i = 0; i < all->count; i++) {
    if (!take_turn(out, &loop, i))
      return NULL;
  }
  return expr->loop == ALINT_HCL_LOOP_TEMPLATE ? join_turns(eval, out) : out;
}
