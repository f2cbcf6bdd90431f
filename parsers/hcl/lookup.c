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

/* A member or element; `*out` is NULL where it is not known. */
static int step(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                const struct alint_hcl_frame *frame, const struct alint_hcl_value *value,
                const struct alint_hcl_expr *expr) {
  *out = NULL;
  if (value->kind == ALINT_HCL_V_INSTANCE)
    return expr->kind == ALINT_HCL_MEMBER
               ? eval->scope->attribute(out, eval, value->instance, expr->str)
               : ALINT_OK;
  const struct alint_hcl_value *key = expr->kind == ALINT_HCL_MEMBER
                                          ? alint_hcl_value_literal(eval->arena, expr->str)
                                          : alint_hcl_evaluate(eval, frame, expr->items[1]);
  if (!key)
    return ALINT_ENOMEM;
  if (value->kind == ALINT_HCL_V_MAP)
    *out = member(eval, value, key);
  else if (value->kind == ALINT_HCL_V_LIST && expr->kind == ALINT_HCL_INDEX)
    *out = element(eval, value, key);
  eval->failures += value->kind == ALINT_HCL_V_NULL;
  return ALINT_OK;
}

/* What a splat stands before, as a list: null is none, anything else is one. */
static struct alint_hcl_value *as_list(struct alint_arena *arena, struct alint_hcl_value *value) {
  if (value->kind == ALINT_HCL_V_LIST)
    return value;
  struct alint_hcl_value *list = alint_hcl_value_container(arena, ALINT_HCL_V_LIST, 1);
  if (list && value->kind != ALINT_HCL_V_NULL)
    list->items[list->count++] = value;
  return list;
}

static int follow(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                  const struct alint_hcl_frame *frame, struct alint_hcl_value *value,
                  const struct alint_hcl_expr *const *steps, size_t count);

/* The steps behind a splat, for each element. Recurses once for each splat. */
static int splat(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                 const struct alint_hcl_frame *frame, struct alint_hcl_value *value,
                 const struct alint_hcl_expr *const *steps, size_t count) {
  *out = NULL;
  if (value->kind == ALINT_HCL_V_UNKNOWN || !alint_hcl_take_steps(eval, value->count))
    return ALINT_OK;
  struct alint_hcl_value *list = as_list(eval->arena, value);
  struct alint_hcl_value *all =
      list ? alint_hcl_value_container(eval->arena, ALINT_HCL_V_LIST, list->count) : NULL;
  if (!all)
    return ALINT_ENOMEM;
  all->loose = list->loose;
  for (size_t i = 0; i < list->count; i++) {
    struct alint_hcl_value *item;
    int status = follow(&item, eval, frame, list->items[i], steps, count);
    if (status != ALINT_OK || !item)
      return status;
    all->items[all->count++] = item;
  }
  *out = all;
  return ALINT_OK;
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

static int follow(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                  const struct alint_hcl_frame *frame, struct alint_hcl_value *value,
                  const struct alint_hcl_expr *const *steps, size_t count) {
  int status = ALINT_OK;
  *out = value;
  for (size_t i = 0; i < count && *out && status == ALINT_OK; i++) {
    if (steps[i]->kind == ALINT_HCL_SPLAT) {
      size_t along = taken_along(steps[i], steps + i + 1, count - i - 1);
      status = splat(out, eval, frame, *out, steps + i + 1, along);
      i += along;
    } else {
      status = step(out, eval, frame, *out, steps[i]);
    }
  }
  return status;
}

static struct alint_hcl_value *evaluate_steps(struct alint_hcl_eval *eval,
                                              const struct alint_hcl_frame *frame,
                                              struct alint_hcl_value *value,
                                              const struct alint_hcl_expr *const *steps,
                                              size_t count, const struct alint_hcl_expr *expr) {
  struct alint_hcl_value *out;
  size_t failures = eval->failures;
  if (follow(&out, eval, frame, value, steps, count) != ALINT_OK)
    return NULL;
  if (out)
    return out;
  size_t open = eval->open;
  out = alint_hcl_open_expression(eval, frame, expr);
  if (eval->failures > failures) /* known to be an error, not open */
    eval->open = open;
  return out;
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

static bool take_apart(struct chain *chain, struct alint_arena *arena,
                       const struct alint_hcl_expr *expr) {
  *chain = (struct chain){.base = expr};
  for (; is_step(chain->base); chain->base = chain->base->items[0])
    chain->count++;
  chain->steps = alint_arena_array(arena, chain->count, sizeof(const struct alint_hcl_expr *));
  const struct alint_hcl_expr *at = expr;
  for (size_t i = chain->count; chain->steps && i > 0; at = at->items[0])
    chain->steps[--i] = at;
  return chain->steps != NULL;
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
  *out = (struct alint_str){NULL, 0};
  if (!key)
    return true; /* NULL says it */
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

/* What the scope says of a name; `*used` steps were taken into account. NULL in
 * `*out`: it is not known. */
static int named_value(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                       const struct alint_hcl_frame *frame, const struct chain *chain,
                       size_t *used) {
  struct alint_hcl_reference it = {.root = chain->base->str, .name = member_at(chain, 0)};
  *out = NULL;
  *used = 1;
  if (it.name.len == 0)
    return ALINT_OK;
  if (alint_str_is(it.root, "module")) {
    bool known = key_at(&it.key, eval, frame, chain, used);
    it.output = member_at(chain, (*used)++);
    if (!known || it.output.len == 0)
      return ALINT_OK;
    if (!it.key.ptr)
      return ALINT_ENOMEM;
  }
  return eval->scope->reference(out, eval, frame, &it);
}

static int resource(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                    const struct alint_hcl_frame *frame, const struct chain *chain, size_t *used) {
  bool data = alint_str_is(chain->base->str, "data");
  bool named = data || alint_str_is(chain->base->str, "resource");
  struct alint_hcl_resource it = {.data = data};
  it.type = named ? member_at(chain, 0) : chain->base->str;
  it.name = member_at(chain, named);
  *out = NULL;
  *used = 1 + (size_t)named;
  bool known = key_at(&it.key, eval, frame, chain, used);
  it.whole = member_at(chain, *used).len == 0;
  if (known && !it.key.ptr)
    return ALINT_ENOMEM;
  if (!known || it.type.len == 0 || it.name.len == 0)
    return ALINT_OK;
  return eval->scope->resource(out, eval, frame, &it);
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
  struct chain chain;
  struct alint_hcl_value *value = NULL;
  size_t used = 0;
  int status = ALINT_OK;
  if (!take_apart(&chain, eval->arena, expr))
    return NULL;
  if (chain.base->kind != ALINT_HCL_NAME) {
    value = alint_hcl_evaluate(eval, frame, chain.base);
    status = value ? ALINT_OK : ALINT_ENOMEM;
  } else {
    value = bound_value(frame, chain.base->str);
    if (!value && !frame->template_file)
      status =
          (is_root(chain.base->str) ? named_value : resource)(&value, eval, frame, &chain, &used);
  }
  if (status != ALINT_OK)
    return NULL;
  if (!value)
    return alint_hcl_open_expression(eval, frame, expr);
  return used < chain.count
             ? evaluate_steps(eval, frame, value, chain.steps + used, chain.count - used, expr)
             : value;
}
