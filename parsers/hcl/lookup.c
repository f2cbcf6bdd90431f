/* SPDX-License-Identifier: Apache-2.0
 *
 * References: a name, which a loop or the scope gives a value, and the members,
 * indexes and splats behind it.
 */
#include "eval.h"

/* ---- What follows a value ------------------------------------------------ */

/* An element; an index that is too large, or of a set, fails for certain. */
static struct alint_hcl_value *element(struct alint_hcl_eval *eval,
                                       const struct alint_hcl_value *value,
                                       const struct alint_hcl_value *key) {
  long long index;
  if (value->loose || !alint_hcl_integer(&index, key))
    return NULL;
  if (!value->set && index >= 0 && (unsigned long long)index < value->count)
    return value->items[index];
  eval->failures++;
  return NULL;
}

static struct alint_hcl_value *member(struct alint_hcl_eval *eval,
                                      const struct alint_hcl_value *value,
                                      const struct alint_hcl_value *key) {
  const struct alint_text *text = key->text;
  bool sure = false;
  if (key->kind == ALINT_HCL_V_NUMBER || key->kind == ALINT_HCL_V_BOOL)
    text = alint_text_literal(eval->arena, key->str);
  struct alint_hcl_value *out = text ? alint_hcl_value_get(value, text, &sure) : NULL;
  eval->failures += text && !out && sure;
  return sure ? out : NULL;
}

/* A member or element; NULL where it is not known. */
static struct alint_hcl_value *step(struct alint_hcl_eval *eval,
                                    const struct alint_hcl_frame *frame,
                                    const struct alint_hcl_value *value,
                                    const struct alint_hcl_expr *expr) {
  bool named = expr->kind == ALINT_HCL_MEMBER;
  if (value->kind == ALINT_HCL_V_INSTANCE)
    return named ? eval->scope->attribute(eval, value->instance, expr->str) : NULL;
  const struct alint_hcl_value *key = named ? alint_hcl_value_literal(eval->arena, expr->str)
                                            : alint_hcl_evaluate(eval, frame, expr->items[1]);
  if (value->kind == ALINT_HCL_V_MAP)
    return member(eval, value, key);
  if (value->kind == ALINT_HCL_V_LIST && !named)
    return element(eval, value, key);
  eval->failures += value->kind == ALINT_HCL_V_NULL;
  return NULL;
}

/* What a splat stands before, as a list: null is none, anything else is one. */
static struct alint_hcl_value *as_list(struct alint_arena *arena, struct alint_hcl_value *value) {
  if (value->kind == ALINT_HCL_V_LIST)
    return value;
  struct alint_hcl_value *list = alint_hcl_value_container(arena, ALINT_HCL_V_LIST, 1);
  if (value->kind != ALINT_HCL_V_NULL)
    alint_hcl_value_add(list, value);
  return list;
}

static struct alint_hcl_value *follow(struct alint_hcl_eval *eval,
                                      const struct alint_hcl_frame *frame,
                                      struct alint_hcl_value *value,
                                      const struct alint_hcl_expr *const *steps, size_t count);

/* The steps behind a splat, for each element. Recurses once for each splat. */
static struct alint_hcl_value *splat(struct alint_hcl_eval *eval,
                                     const struct alint_hcl_frame *frame,
                                     struct alint_hcl_value *value,
                                     const struct alint_hcl_expr *const *steps, size_t count) {
  if (value->kind == ALINT_HCL_V_UNKNOWN || !alint_hcl_take_steps(eval, value->count))
    return NULL;
  const struct alint_hcl_value *list = as_list(eval->arena, value);
  struct alint_hcl_value *all =
      alint_hcl_value_container(eval->arena, ALINT_HCL_V_LIST, list->count);
  all->loose = list->loose;
  for (size_t i = 0; i < list->count; i++) {
    struct alint_hcl_value *item = follow(eval, frame, list->items[i], steps, count);
    if (!item)
      return NULL;
    alint_hcl_value_add(all, item);
  }
  return all;
}

/* How many of the steps a splat takes along: .* only what is written with a point
 * right behind it, as .name and .0 are. */
static size_t taken_along(const struct alint_hcl_expr *expr,
                          const struct alint_hcl_expr *const *steps, size_t count) {
  size_t along = 0;
  while (along < count &&
         (!expr->attributes || steps[along]->kind == ALINT_HCL_MEMBER || steps[along]->attributes))
    along++;
  return along;
}

static struct alint_hcl_value *follow(struct alint_hcl_eval *eval,
                                      const struct alint_hcl_frame *frame,
                                      struct alint_hcl_value *value,
                                      const struct alint_hcl_expr *const *steps, size_t count) {
  for (size_t i = 0; i < count && value; i++) {
    if (steps[i]->kind == ALINT_HCL_SPLAT) {
      size_t along = taken_along(steps[i], steps + i + 1, count - i - 1);
      value = splat(eval, frame, value, steps + i + 1, along);
      i += along;
    } else {
      value = step(eval, frame, value, steps[i]);
    }
  }
  return value;
}

/* ---- References ----------------------------------------------------------- */

/* A reference taken apart: a name, and the steps from there. */
struct chain {
  const struct alint_hcl_expr *base;
  const struct alint_hcl_expr **steps;
  size_t count;
};

static bool is_step(const struct alint_hcl_expr *expr) {
  return expr->kind == ALINT_HCL_MEMBER || expr->kind == ALINT_HCL_INDEX ||
         expr->kind == ALINT_HCL_SPLAT;
}

static struct chain take_apart(struct alint_arena *arena, const struct alint_hcl_expr *expr) {
  struct chain chain = {.base = expr};
  for (; is_step(chain.base); chain.base = chain.base->items[0])
    chain.count++;
  chain.steps = alint_arena_array(arena, chain.count, sizeof(const struct alint_hcl_expr *));
  for (size_t i = chain.count; i > 0; expr = expr->items[0])
    chain.steps[--i] = expr;
  return chain;
}

static struct alint_str member_at(const struct chain *chain, size_t i) {
  bool member = i < chain->count && chain->steps[i]->kind == ALINT_HCL_MEMBER;
  return member ? chain->steps[i]->str : (struct alint_str){NULL, 0};
}

/* "[0]" or ["k"] as in addresses: of the index at `*at`, which is passed. Empty
 * where there is none; false where it is not known. */
static bool key_at(struct alint_str *out, struct alint_hcl_eval *eval,
                   const struct alint_hcl_frame *frame, const struct chain *chain, size_t *at) {
  struct alint_str known;
  *out = ALINT_STR("");
  if (*at >= chain->count || chain->steps[*at]->kind != ALINT_HCL_INDEX)
    return true;
  const struct alint_hcl_value *key = alint_hcl_evaluate(eval, frame, chain->steps[*at]->items[1]);
  ++*at;
  if (key->kind == ALINT_HCL_V_NUMBER) {
    *out = alint_str_printf(eval->arena, "[%.*s]", ALINT_FMT(key->str));
    return true;
  }
  if (key->kind != ALINT_HCL_V_TEXT || !alint_text_known(key->text, &known))
    return false;
  struct alint_buf buf = alint_buf(eval->arena);
  alint_buf_add(&buf, "[\"");
  for (size_t i = 0; i < known.len; i++) {
    if (known.ptr[i] == '"' || known.ptr[i] == '\\')
      alint_buf_add_char(&buf, '\\');
    alint_buf_add_char(&buf, known.ptr[i]);
  }
  alint_buf_add(&buf, "\"]");
  *out = alint_buf_str(&buf);
  return true;
}

static struct alint_hcl_value *bound_value(const struct alint_hcl_frame *frame,
                                           struct alint_str name) {
  const struct alint_hcl_binding *binding = frame->bindings;
  while (binding && (binding->name.len == 0 || !alint_str_eq(binding->name, name)))
    binding = binding->up;
  return binding ? binding->value : NULL;
}

/* What the scope says of a name and of `*used` steps behind it; NULL where it is
 * not known. */
static struct alint_hcl_value *named_value(struct alint_hcl_eval *eval,
                                           const struct alint_hcl_frame *frame,
                                           const struct chain *chain, size_t *used) {
  struct alint_hcl_reference it = {.root = chain->base->str, .name = member_at(chain, 0)};
  *used = 1;
  if (it.name.len == 0)
    return NULL;
  if (alint_str_is(it.root, "module")) {
    bool known = key_at(&it.key, eval, frame, chain, used);
    it.output = member_at(chain, (*used)++);
    if (!known || it.output.len == 0)
      return NULL;
  }
  return eval->scope->reference(eval, frame, &it);
}

static struct alint_hcl_value *resource(struct alint_hcl_eval *eval,
                                        const struct alint_hcl_frame *frame,
                                        const struct chain *chain, size_t *used) {
  bool data = alint_str_is(chain->base->str, "data");
  bool named = data || alint_str_is(chain->base->str, "resource");
  struct alint_hcl_resource it = {.data = data};
  it.type = named ? member_at(chain, 0) : chain->base->str;
  it.name = member_at(chain, named);
  *used = 1 + (size_t)named;
  bool known = key_at(&it.key, eval, frame, chain, used);
  it.whole = member_at(chain, *used).len == 0;
  if (!known || it.type.len == 0 || it.name.len == 0)
    return NULL;
  return eval->scope->resource(eval, frame, &it);
}

/* The roots of references that are no types of resources. */
static bool is_root(struct alint_str name) {
  static const char *const roots[] = {"count", "each", "ephemeral", "local", "module",
                                      "path",  "self", "terraform", "var"};
  for (size_t i = 0; i < sizeof roots / sizeof roots[0]; i++) {
    if (alint_str_is(name, roots[i]))
      return true;
  }
  return false;
}

struct alint_hcl_value *alint_hcl_evaluate_reference(struct alint_hcl_eval *eval,
                                                     const struct alint_hcl_frame *frame,
                                                     const struct alint_hcl_expr *expr) {
  struct chain chain = take_apart(eval->arena, expr);
  struct alint_str root = chain.base->str;
  struct alint_hcl_value *value;
  size_t used = 0;
  if (chain.base->kind != ALINT_HCL_NAME)
    value = alint_hcl_evaluate(eval, frame, chain.base);
  else
    value = bound_value(frame, root);
  if (!value && !frame->template_file)
    value = (is_root(root) ? named_value : resource)(eval, frame, &chain, &used);
  if (!value || used >= chain.count)
    return value;
  size_t failures = eval->failures;
  value = follow(eval, frame, value, chain.steps + used, chain.count - used);
  if (!value && eval->failures > failures) {
    size_t open = eval->open;
    value = alint_hcl_open_expression(eval, frame, expr);
    eval->open = open; /* known to be an error, not open */
  }
  return value;
}
