/* SPDX-License-Identifier: Apache-2.0
 *
 * References: a name, whose value a loop or the scope gives, and the members, indexes and
 * splats behind it.
 */
#include "parsers/hcl/eval.h"

#include "assumelint/buf.h"

/* ---- Members, indexes and splats ----------------------------------------- */

/* An element. An index that is too large, or into a set, fails for certain. */
static HclValue *element(HclEval *eval, const HclValue *value, const HclValue *key) {
  long long index;
  if (value->loose || !hcl_integer(&index, key))
    return NULL;
  if (!value->set && index >= 0 && (unsigned long long)index < value->count)
    return value->items[index];
  eval->failures++;
  return NULL;
}

static HclValue *member(HclEval *eval, const HclValue *value, const HclValue *key) {
  const Text *text = key->text;
  bool sure = false;
  if (key->kind == HCL_V_NUMBER || key->kind == HCL_V_BOOL)
    text = text_literal(eval->arena, key->str);
  HclValue *out = text ? hcl_value_get(value, text, &sure) : NULL;
  eval->failures += text && !out && sure;
  return sure ? out : NULL;
}

/* A member or element; NULL where it is not known. */
static HclValue *step(HclEval *eval, const HclFrame *frame, const HclValue *value,
                      const HclExpr *expr) {
  bool named = expr->kind == HCL_MEMBER;
  if (value->kind == HCL_V_INSTANCE)
    return named ? eval->scope->attribute(eval, value->instance, expr->str) : NULL;
  const HclValue *key =
      named ? hcl_value_literal(eval->arena, expr->str) : hcl_evaluate(eval, frame, expr->items[1]);
  if (value->kind == HCL_V_MAP)
    return member(eval, value, key);
  if (value->kind == HCL_V_LIST && !named)
    return element(eval, value, key);
  eval->failures += value->kind == HCL_V_NULL;
  return NULL;
}

/* The value before a splat as a list: null is empty, any other value is one element. */
static HclValue *as_list(Arena *arena, HclValue *value) {
  if (value->kind == HCL_V_LIST)
    return value;
  HclValue *list = hcl_value_container(arena, HCL_V_LIST, 1);
  if (value->kind != HCL_V_NULL)
    hcl_value_add(list, value);
  return list;
}

static HclValue *follow(HclEval *eval, const HclFrame *frame, HclValue *value,
                        const HclExpr *const *steps, size_t count);

/* The steps behind a splat, for each element. Recurses once for each splat. */
static HclValue *splat(HclEval *eval, const HclFrame *frame, HclValue *value,
                       const HclExpr *const *steps, size_t count) {
  if (value->kind == HCL_V_UNKNOWN || !hcl_take_steps(eval, value->count))
    return NULL;
  const HclValue *list = as_list(eval->arena, value);
  HclValue *all = hcl_value_container(eval->arena, HCL_V_LIST, list->count);
  all->loose = list->loose;
  for (size_t i = 0; i < list->count; i++) {
    HclValue *item = follow(eval, frame, list->items[i], steps, count);
    if (!item)
      return NULL;
    hcl_value_add(all, item);
  }
  return all;
}

/* How many of the steps behind a splat belong to it: [*] takes all, .* only those written
 * with a point, as .name and .0 are. */
static size_t taken_along(const HclExpr *expr, const HclExpr *const *steps, size_t count) {
  size_t along = 0;
  while (along < count &&
         (!expr->attributes || steps[along]->kind == HCL_MEMBER || steps[along]->attributes))
    along++;
  return along;
}

static HclValue *follow(HclEval *eval, const HclFrame *frame, HclValue *value,
                        const HclExpr *const *steps, size_t count) {
  for (size_t i = 0; i < count && value; i++) {
    if (steps[i]->kind == HCL_SPLAT) {
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
  const HclExpr *base;
  const HclExpr **steps;
  size_t count;
};

static bool is_step(const HclExpr *expr) {
  return expr->kind == HCL_MEMBER || expr->kind == HCL_INDEX || expr->kind == HCL_SPLAT;
}

static struct chain take_apart(Arena *arena, const HclExpr *expr) {
  struct chain chain = {.base = expr};
  for (; is_step(chain.base); chain.base = chain.base->items[0])
    chain.count++;
  chain.steps = arena_array(arena, chain.count, sizeof(const HclExpr *));
  for (size_t i = chain.count; i > 0; expr = expr->items[0])
    chain.steps[--i] = expr;
  return chain;
}

static Str member_at(const struct chain *chain, size_t i) {
  bool member = i < chain->count && chain->steps[i]->kind == HCL_MEMBER;
  return member ? chain->steps[i]->str : (Str){NULL, 0};
}

/* "[0]" or ["k"] as in addresses: of the index at `*at`, which is passed. Empty
 * where there is none; false where it is not known. */
static bool key_at(Str *out, HclEval *eval, const HclFrame *frame, const struct chain *chain,
                   size_t *at) {
  Str known;
  *out = STR("");
  if (*at >= chain->count || chain->steps[*at]->kind != HCL_INDEX)
    return true;
  const HclValue *key = hcl_evaluate(eval, frame, chain->steps[*at]->items[1]);
  ++*at;
  if (key->kind == HCL_V_NUMBER) {
    *out = str_printf(eval->arena, "[%.*s]", STR_FMT(key->str));
    return true;
  }
  if (key->kind != HCL_V_TEXT || !text_known(key->text, &known))
    return false;
  Buf buf = buf_in(eval->arena);
  buf_add(&buf, "[\"");
  for (size_t i = 0; i < known.len; i++) {
    if (known.ptr[i] == '"' || known.ptr[i] == '\\')
      buf_add_char(&buf, '\\');
    buf_add_char(&buf, known.ptr[i]);
  }
  buf_add(&buf, "\"]");
  *out = buf_str(&buf);
  return true;
}

static HclValue *bound_value(const HclFrame *frame, Str name) {
  const HclBinding *binding = frame->bindings;
  while (binding && (binding->name.len == 0 || !str_eq(binding->name, name)))
    binding = binding->up;
  return binding ? binding->value : NULL;
}

/* What the scope says of a name and of `*used` steps behind it; NULL where it is
 * not known. */
static HclValue *named_value(HclEval *eval, const HclFrame *frame, const struct chain *chain,
                             size_t *used) {
  HclReference it = {.root = chain->base->str, .name = member_at(chain, 0)};
  *used = 1;
  if (it.name.len == 0)
    return NULL;
  if (str_is(it.root, "module")) {
    bool known = key_at(&it.key, eval, frame, chain, used);
    it.output = member_at(chain, (*used)++);
    if (!known || it.output.len == 0)
      return NULL;
  }
  /* cppcheck-suppress returnDanglingLifetime ; the scope reads `it` and keeps nothing of it */
  return eval->scope->reference(eval, frame, &it);
}

static HclValue *resource(HclEval *eval, const HclFrame *frame, const struct chain *chain,
                          size_t *used) {
  bool data = str_is(chain->base->str, "data");
  bool named = data || str_is(chain->base->str, "resource");
  HclResource it = {.data = data};
  it.type = named ? member_at(chain, 0) : chain->base->str;
  it.name = member_at(chain, named);
  *used = 1 + (size_t)named;
  bool known = key_at(&it.key, eval, frame, chain, used);
  it.whole = member_at(chain, *used).len == 0;
  if (!known || it.type.len == 0 || it.name.len == 0)
    return NULL;
  /* cppcheck-suppress returnDanglingLifetime ; the scope reads `it` and keeps nothing of it */
  return eval->scope->resource(eval, frame, &it);
}

/* The roots of references that are no types of resources. */
static bool is_root(Str name) {
  static const char *const roots[] = {"count", "each", "ephemeral", "local", "module",
                                      "path",  "self", "terraform", "var",   NULL};
  return str_is_one_of(name, roots);
}

HclValue *hcl_evaluate_reference(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  struct chain chain = take_apart(eval->arena, expr);
  Str root = chain.base->str;
  HclValue *value;
  size_t used = 0;
  if (chain.base->kind != HCL_NAME)
    value = hcl_evaluate(eval, frame, chain.base);
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
    value = hcl_open_expression(eval, frame, expr);
    eval->open = open; /* known to be an error, not open */
  }
  return value;
}
