/* SPDX-License-Identifier: Apache-2.0
 *
 * References: var, local, each, count, module and resources. What leads to
 * another expression of the source is followed there; what the plan knows is
 * taken from it.
 */
#include "source.h"

/* A reference taken apart: a name, and the steps from there. */
struct chain {
  const struct alint_hcl_expr *expr; /* the whole */
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
  *chain = (struct chain){.expr = expr, .base = expr};
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

/* ---- each and count ------------------------------------------------------ */

/* The key of the block that the expression is in; `*out` is NULL where it has no
 * such key. */
static int own_key(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                   const struct alint_hcl_frame *frame, enum alint_hcl_kind kind) {
  struct alint_source source = {.path = "", .bytes = frame->key.ptr, .len = frame->key.len};
  struct alint_span all = {0, source.len};
  struct alint_hcl_expr *expr;
  *out = NULL;
  if (frame->key.len == 0)
    return ALINT_OK;
  if (alint_hcl_expression(&expr, eval->arena, &source, all) != ALINT_OK)
    return ALINT_ENOMEM;
  if (expr->kind != ALINT_HCL_TUPLE || expr->count != 1 || expr->items[0]->kind != kind)
    return ALINT_OK;
  struct alint_str key = expr->items[0]->str;
  *out = kind == ALINT_HCL_NUMBER ? alint_hcl_value_scalar(eval->arena, ALINT_HCL_V_NUMBER, key)
                                  : alint_hcl_value_literal(eval->arena, key);
  return *out ? ALINT_OK : ALINT_ENOMEM;
}

static int each_value(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                      const struct alint_hcl_frame *frame) {
  struct alint_tf_attribute attribute;
  struct alint_hcl_value *key;
  int status = own_key(&key, eval, frame, ALINT_HCL_STRING);
  *out = NULL;
  if (status != ALINT_OK || !key || !frame->block ||
      !alint_tf_find_attribute(&attribute, frame->instance->site->module, frame->block, "for_each"))
    return status;
  struct alint_hcl_frame outside = {.instance = frame->instance};
  const struct alint_hcl_value *all = alint_tf_evaluate_attribute(eval, &outside, &attribute);
  if (!all)
    return ALINT_ENOMEM;
  if (all->kind == ALINT_HCL_V_LIST) /* a set: each element is its own key */
    *out = key;
  bool sure = false;
  if (all->kind == ALINT_HCL_V_MAP)
    *out = alint_hcl_value_get(all, key->text, &sure);
  if (all->kind == ALINT_HCL_V_MAP && !sure)
    *out = NULL;
  return ALINT_OK;
}

/* ---- Modules ------------------------------------------------------------- */

static struct alint_hcl_value *module_output(struct alint_hcl_eval *eval,
                                             const struct alint_hcl_frame *frame,
                                             const struct chain *chain, size_t *used) {
  struct alint_str key, name = member_at(chain, 0);
  struct alint_tf_instance *instance;
  struct alint_tf_attribute attribute;
  size_t at = 1;
  bool sensitive;
  bool known = name.len > 0 && key_at(&key, eval, frame, chain, &at);
  struct alint_str output = member_at(chain, at);
  *used = chain->count;
  if (!known || output.len == 0)
    return alint_hcl_open_expression(eval, frame, chain->expr);
  if (!key.ptr || alint_tf_enter(&instance, eval->tf, frame->instance, name, key) != ALINT_OK)
    return NULL;
  const struct alint_str none = {NULL, 0};
  const struct alint_tf_module *module = instance->site->module;
  const struct alint_tf_block *block = alint_tf_find_block(module, "output", output, none);
  if (!block || !alint_tf_find_attribute(&attribute, module, block, "value"))
    return alint_hcl_open_expression(eval, frame, chain->expr);
  struct alint_hcl_frame inside = {.instance = instance};
  struct alint_hcl_value *value = alint_tf_evaluate_attribute(eval, &inside, &attribute);
  if (!value || alint_tf_is_true(&sensitive, eval->tf, module, block, "sensitive") != ALINT_OK)
    return NULL;
  *used = at + 1;
  struct alint_str full =
      alint_str_printf(eval->arena, "%.*s%.*s", ALINT_FMT(instance->prefix), ALINT_FMT(output));
  if (!full.ptr)
    return NULL;
  if (!sensitive)
    return value;
  return alint_hcl_afford(eval, value) ? alint_hcl_value_hide(eval->arena, value, full)
                                       : alint_hcl_open(eval, full);
}

/* ---- Resources ----------------------------------------------------------- */

/* A resource as a whole, or all its instances. */
static struct alint_hcl_value *whole_resource(struct alint_hcl_eval *eval,
                                              const struct alint_hcl_frame *frame,
                                              const struct chain *chain,
                                              const struct alint_tf_resource *it) {
  struct alint_hcl_value *value;
  if (alint_tf_evaluate_instances(&value, eval, frame->instance, it) != ALINT_OK)
    return NULL;
  return value ? value : alint_hcl_open_expression(eval, frame, chain->expr);
}

static struct alint_hcl_value *resource(struct alint_hcl_eval *eval,
                                        const struct alint_hcl_frame *frame,
                                        const struct chain *chain, size_t *used) {
  bool data = alint_str_is(chain->base->str, "data");
  bool named = data || alint_str_is(chain->base->str, "resource");
  size_t at = named ? 1 : 0;
  struct alint_tf_resource it = {.data = data};
  it.type = named ? member_at(chain, 0) : chain->base->str;
  it.name = member_at(chain, at++);
  *used = chain->count;
  bool known = key_at(&it.key, eval, frame, chain, &at);
  it.attribute = member_at(chain, at);
  if (known && !it.key.ptr)
    return NULL;
  if (!known || it.type.len == 0 || it.name.len == 0)
    return alint_hcl_open_expression(eval, frame, chain->expr);
  it.address = alint_str_printf(eval->arena, "%.*s%s%.*s.%.*s%.*s",
                                ALINT_FMT(frame->instance->prefix), data ? "data." : "",
                                ALINT_FMT(it.type), ALINT_FMT(it.name), ALINT_FMT(it.key));
  if (!it.address.ptr)
    return NULL;
  if (it.attribute.len > 0) {
    *used = at + 1;
    return alint_tf_evaluate_resource(eval, frame->instance, &it);
  }
  struct alint_hcl_value *value = whole_resource(eval, frame, chain, &it);
  *used = value && value->kind == ALINT_HCL_V_UNKNOWN ? chain->count : at;
  return value;
}

/* ---- Any ----------------------------------------------------------------- */

static struct alint_hcl_value *bound_value(const struct alint_hcl_frame *frame,
                                           struct alint_str name) {
  const struct alint_hcl_binding *binding = frame->bindings;
  while (binding && (binding->name.len == 0 || !alint_str_eq(binding->name, name)))
    binding = binding->up;
  return binding ? binding->value : NULL;
}

/* path.module and path.root, as they are where the plan is made in the folder of
 * the root module; `*out` is NULL for others. */
static int path_value(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                      const struct alint_hcl_frame *frame, struct alint_str name) {
  const char *folder = NULL;
  if (alint_str_is(name, "root"))
    folder = "";
  else if (alint_str_is(name, "module"))
    folder = frame->instance->site->folder;
  *out = NULL;
  if (!folder)
    return ALINT_OK;
  *out = alint_hcl_value_literal(eval->arena, alint_str(folder[0] ? folder : "."));
  return *out ? ALINT_OK : ALINT_ENOMEM;
}

/* The value of the name and as many steps as it takes. */
static struct alint_hcl_value *begin(struct alint_hcl_eval *eval,
                                     const struct alint_hcl_frame *frame, const struct chain *chain,
                                     size_t *used) {
  struct alint_str root = chain->base->str, first = member_at(chain, 0);
  struct alint_hcl_value *value = NULL;
  int status = ALINT_OK;
  *used = 1;
  if (chain->base->kind != ALINT_HCL_NAME) {
    *used = 0;
    return alint_hcl_evaluate(eval, frame, chain->base);
  }
  value = bound_value(frame, root);
  if (value) {
    *used = 0;
    return value;
  }
  if (frame->template_file) {
    *used = chain->count;
    return alint_hcl_open_expression(eval, frame, chain->expr);
  }
  if (alint_str_is(root, "path"))
    status = path_value(&value, eval, frame, first);
  else if (alint_str_is(root, "var") && first.len > 0)
    return alint_tf_evaluate_variable(eval, frame->instance, first);
  else if (alint_str_is(root, "local") && first.len > 0)
    return alint_tf_evaluate_local(eval, frame->instance, first);
  else if (alint_str_is(root, "module"))
    return module_output(eval, frame, chain, used);
  else if (alint_str_is(root, "each") && alint_str_is(first, "key"))
    status = own_key(&value, eval, frame, ALINT_HCL_STRING);
  else if (alint_str_is(root, "each") && alint_str_is(first, "value"))
    status = each_value(&value, eval, frame);
  else if (alint_str_is(root, "count") && alint_str_is(first, "index"))
    status = own_key(&value, eval, frame, ALINT_HCL_NUMBER);
  else if (!alint_str_is(root, "terraform") && !alint_str_is(root, "self") &&
           !alint_str_is(root, "each") && !alint_str_is(root, "ephemeral"))
    return resource(eval, frame, chain, used);
  if (status != ALINT_OK)
    return NULL;
  if (!value)
    *used = chain->count;
  return value ? value : alint_hcl_open_expression(eval, frame, chain->expr);
}

struct alint_hcl_value *alint_hcl_evaluate_reference(struct alint_hcl_eval *eval,
                                                     const struct alint_hcl_frame *frame,
                                                     const struct alint_hcl_expr *expr) {
  struct chain chain;
  size_t used;
  if (!take_apart(&chain, eval->arena, expr))
    return NULL;
  struct alint_hcl_value *value = begin(eval, frame, &chain, &used);
  if (!value || used >= chain.count)
    return value;
  return alint_hcl_evaluate_steps(eval, frame, value, chain.steps + used, chain.count - used, expr);
}
