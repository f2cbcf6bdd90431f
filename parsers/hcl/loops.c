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
    return key && all->sensitive ? alint_hcl_value_hide(arena, key, ALINT_STR("(a secret key)"))
                                 : key;
  }
  if (all->set)
    return all->items[i];
  if (!all->loose)
    return alint_hcl_value_integer(arena, (long long)i);
  return alint_hcl_open_expression(loop->eval, loop->frame, loop->expr->items[0]);
}

/* The names of one turn. */
static bool begin_turn(struct alint_hcl_frame *out, struct alint_hcl_binding bound[2],
                       const struct loop *loop, size_t i) {
  struct alint_arena *arena = loop->eval->arena;
  struct alint_str outer = loop->frame->turn;
  *out = *loop->frame;
  out->turn =
      alint_str_printf(arena, "%.*s%s%zu", ALINT_FMT(outer), outer.len > 0 ? "." : "turn ", i + 1);
  bound[0] = (struct alint_hcl_binding){loop->frame->bindings, loop->expr->names[0], NULL};
  bound[1] = (struct alint_hcl_binding){&bound[0], loop->expr->names[1], loop->all->items[i]};
  bound[0].value = key_of(loop, i);
  out->bindings = &bound[1];
  return out->turn.ptr && bound[0].value;
}

/* ---- What is made -------------------------------------------------------- */

/* One element more, for which there is room. */
static struct alint_hcl_value *collect(struct alint_hcl_value *list, struct alint_hcl_value *item) {
  list->items[list->count++] = item;
  return list;
}

/* { key => [values of that key] } */
static bool put_grouped(struct alint_hcl_value *map, struct alint_arena *arena,
                        const struct alint_text *key, struct alint_hcl_value *item, bool *sure) {
  bool known;
  struct alint_hcl_value *group = alint_hcl_value_get(map, key, &known);
  *sure = true;
  if (!group) {
    group = alint_hcl_value_container(arena, ALINT_HCL_V_LIST, 0);
    *sure = group && alint_hcl_value_put(map, key, group);
  }
  if (!group)
    return false;
  /* Twice the room whenever it is full: a power of two tells. */
  bool full = (group->count & (group->count - 1)) == 0;
  if (full) {
    struct alint_hcl_value **items =
        alint_arena_array(arena, 2 * group->count + 1, sizeof(struct alint_hcl_value *));
    for (size_t i = 0; items && i < group->count; i++)
      items[i] = group->items[i];
    group->items = items;
  }
  if (!group->items)
    return false;
  collect(group, item);
  return true;
}

/* Result of a turn. */
enum turn { TURN_OK, TURN_LEFT_OUT, TURN_OPEN, TURN_NO_MEMORY };

static enum turn filter(const struct loop *loop, const struct alint_hcl_frame *frame) {
  const struct alint_hcl_expr *expr = loop->expr;
  if (!expr->filtered)
    return TURN_OK;
  struct alint_hcl_value *condition =
      alint_hcl_evaluate(loop->eval, frame, expr->items[expr->count - 1]);
  if (!condition)
    return TURN_NO_MEMORY;
  if (condition->kind != ALINT_HCL_V_BOOL)
    return TURN_OPEN;
  return alint_str_is(condition->str, "true") ? TURN_OK : TURN_LEFT_OUT;
}

static enum turn add_member(struct alint_hcl_value *out, const struct loop *loop,
                            const struct alint_hcl_frame *frame) {
  const struct alint_hcl_expr *expr = loop->expr;
  struct alint_arena *arena = loop->eval->arena;
  const struct alint_text *name;
  struct alint_hcl_value *key = alint_hcl_evaluate(loop->eval, frame, expr->items[1]);
  struct alint_hcl_value *item = alint_hcl_evaluate(loop->eval, frame, expr->items[2]);
  bool sure;
  if (!key || !item || alint_hcl_value_to_text(&name, arena, key) != ALINT_OK)
    return TURN_NO_MEMORY;
  if (!name || !alint_hcl_take_steps(loop->eval, out->count / 16))
    return TURN_OPEN;
  if (!expr->grouped) {
    bool twice = alint_hcl_value_get(out, name, &sure) != NULL; /* an error */
    return !twice && alint_hcl_value_put(out, name, item) ? TURN_OK : TURN_OPEN;
  }
  if (!put_grouped(out, arena, name, item, &sure))
    return TURN_NO_MEMORY;
  return sure ? TURN_OK : TURN_OPEN;
}

static enum turn take_turn(struct alint_hcl_value *out, const struct loop *loop, size_t i) {
  struct alint_hcl_binding bound[2];
  struct alint_hcl_frame frame;
  if (!alint_hcl_take_steps(loop->eval, 1))
    return TURN_OPEN;
  if (!begin_turn(&frame, bound, loop, i))
    return TURN_NO_MEMORY;
  enum turn turn = filter(loop, &frame);
  if (turn != TURN_OK)
    return turn;
  if (loop->expr->loop == ALINT_HCL_LOOP_OBJECT)
    return add_member(out, loop, &frame);
  struct alint_hcl_value *item = alint_hcl_evaluate(loop->eval, &frame, loop->expr->items[1]);
  if (item)
    collect(out, item);
  return item ? TURN_OK : TURN_NO_MEMORY;
}

/* %{for}: the texts of all turns. */
static struct alint_hcl_value *join_turns(const struct loop *loop,
                                          const struct alint_hcl_value *list) {
  struct alint_hcl_eval *eval = loop->eval;
  const struct alint_text **parts =
      alint_arena_array(eval->arena, list->count, sizeof(const struct alint_text *));
  if (list->loose)
    return alint_hcl_open_expression(eval, loop->frame, loop->expr);
  for (size_t i = 0; parts && i < list->count; i++) {
    if (alint_hcl_value_to_text(&parts[i], eval->arena, list->items[i]) != ALINT_OK)
      return NULL;
  }
  return parts ? alint_hcl_concat(eval, loop->frame, loop->expr, parts, list->count) : NULL;
}

struct alint_hcl_value *alint_hcl_evaluate_for(struct alint_hcl_eval *eval,
                                               const struct alint_hcl_frame *frame,
                                               const struct alint_hcl_expr *expr) {
  struct alint_hcl_value *all = alint_hcl_evaluate(eval, frame, expr->items[0]);
  if (!all)
    return NULL;
  if (all->kind != ALINT_HCL_V_LIST && all->kind != ALINT_HCL_V_MAP)
    return alint_hcl_open_expression(eval, frame, expr);
  struct loop loop = {eval, frame, expr, all};
  bool object = expr->loop == ALINT_HCL_LOOP_OBJECT;
  struct alint_hcl_value *out = alint_hcl_value_container(
      eval->arena, object ? ALINT_HCL_V_MAP : ALINT_HCL_V_LIST, all->count);
  if (!out)
    return NULL;
  /* Where an element may be several, or none, nobody knows which keys there are. */
  bool fits = !(object && all->loose);
  out->loose = all->loose || alint_hcl_has_open_key(all);
  out->tuple = !object;
  for (size_t i = 0; fits && i < all->count; i++) {
    enum turn turn = take_turn(out, &loop, i);
    if (turn == TURN_NO_MEMORY)
      return NULL;
    fits = turn != TURN_OPEN;
  }
  if (!fits)
    return alint_hcl_open_expression(eval, frame, expr);
  return expr->loop == ALINT_HCL_LOOP_TEMPLATE ? join_turns(&loop, out) : out;
}
