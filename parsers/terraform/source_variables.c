/* SPDX-License-Identifier: Apache-2.0
 *
 * Variables and locals. A variable of the root module is what the plan says; one
 * of another module is what the call gives, if the call refers to what the plan
 * says it does. Locals are in no plan.
 */
#include "../hcl/types.h"
#include "configuration.h"
#include "view.h"

void alint_tf_is_true(bool *out, struct alint_tf *tf, const struct alint_tf_module *module,
                      const struct alint_tf_block *block, const char *name) {
  struct alint_tf_attribute attribute;
  struct alint_hcl_expr *expr;
  *out = false;
  if (!block || !alint_tf_find_attribute(&attribute, module, block, name))
    return;
  alint_tf_read_attribute(&expr, tf, &attribute);
  /* Anything but a plain false may be true. */
  *out = (expr->kind != ALINT_HCL_BOOL || alint_str_is(expr->str, "true"));
}

size_t alint_tf_count_nodes(const struct alint_node *node) {
  size_t count = 1;
  for (size_t i = 0; i < node->count; i++)
    count += alint_tf_count_nodes(node->kind == ALINT_NODE_MAP ? node->members[i].value
                                                               : node->items[i]);
  return count;
}

/* Made of the type that it is declared with, and hidden where it is sensitive. */
static struct alint_hcl_value *as_declared(struct alint_tf_view *view,
                                           const struct alint_tf_module *module,
                                           const struct alint_tf_block *block,
                                           struct alint_hcl_value *value, struct alint_str name) {
  bool sensitive, ephemeral;
  struct alint_tf_attribute type;
  struct alint_hcl_expr *expr;
  if (!block)
    return value;
  alint_tf_is_true(&sensitive, view->tf, module, block, "sensitive");
  alint_tf_is_true(&ephemeral, view->tf, module, block, "ephemeral");
  if (!alint_hcl_afford(&view->eval, value))
    return alint_hcl_open(&view->eval, name);
  if (alint_tf_find_attribute(&type, module, block, "type")) {
    alint_tf_read_attribute(&expr, view->tf, &type);
    value = alint_hcl_convert(view->arena, value, expr);
    if (!value)
      return alint_hcl_open(&view->eval, name);
  }
  return sensitive || ephemeral ? alint_hcl_hide(&view->eval, value, name) : value;
}

/* Of the root module: as the plan has it. */
static struct alint_hcl_value *root_variable(struct alint_tf_view *view,
                                             const struct alint_tf_block *block,
                                             struct alint_str name, struct alint_str full) {
  const struct alint_tf *tf = view->tf;
  const struct alint_node *variable = NULL, *declared = NULL;
  for (size_t i = 0; tf->variables && i < tf->variables->count; i++) {
    if (alint_str_eq(tf->variables->members[i].key, name))
      variable = tf->variables->members[i].value;
  }
  for (size_t i = 0; tf->declared && i < tf->declared->count; i++) {
    if (alint_str_eq(tf->declared->members[i].key, name))
      declared = tf->declared->members[i].value;
  }
  if (!variable)
    return alint_hcl_open(&view->eval, full);
  const struct alint_node *value = alint_node_get(variable, "value");
  if (!value)
    return alint_hcl_value_new(view->arena, ALINT_HCL_V_NULL);
  if (!alint_hcl_take_steps(&view->eval, alint_tf_count_nodes(value)))
    return alint_hcl_open(&view->eval, full);
  /* Where neither says how it is declared, it may be a secret. */
  const struct alint_node *mark = alint_node_get(declared, "sensitive");
  bool hide = (!declared && !block) || (mark && !alint_str_is(mark->str, "false"));
  struct alint_hcl_value *out = alint_hcl_value_of_node(view->arena, value);
  return hide ? alint_hcl_hide(&view->eval, out, full) : out;
}

static struct alint_tf_stand stand_of_call(const struct alint_tf_instance *instance) {
  return (struct alint_tf_stand){
      .instance = instance->up,
      .block = instance->site->call,
      .address = alint_str_slice(instance->prefix, 0, instance->prefix.len - 1),
      .key = instance->key,
  };
}

/* What the call gives; NULL where it gives nothing. */
static struct alint_hcl_value *argument(struct alint_tf_view *view,
                                        const struct alint_tf_instance *instance,
                                        struct alint_str name, struct alint_str full) {
  const struct alint_tf_site *site = instance->site;
  const struct alint_tf_call *call = alint_tf_call_of(view->tf, site->path);
  const char *key = alint_arena_copy(view->arena, name.ptr, name.len);
  struct alint_tf_attribute attribute;
  struct alint_hcl_expr *expr;
  bool same = false;
  const struct alint_node *planned = call ? alint_node_get(call->expressions, key) : NULL;
  bool found = site->call && alint_tf_find_attribute(&attribute, site->up->module, site->call, key);
  if (!found && !planned && site->call && call)
    return NULL;
  if (!found || !planned)
    return alint_hcl_open(&view->eval, full);
  alint_tf_read_attribute(&expr, view->tf, &attribute);
  alint_tf_same_references(&same, view->tf, expr, planned);
  struct alint_tf_stand stand = stand_of_call(instance);
  return same ? alint_tf_evaluate_attribute(view, &stand, &attribute)
              : alint_hcl_open(&view->eval, full);
}

static struct alint_hcl_value *module_variable(struct alint_tf_view *view,
                                               const struct alint_tf_instance *instance,
                                               const struct alint_tf_block *block,
                                               struct alint_str name, struct alint_str full) {
  struct alint_tf_attribute preset, nullable;
  const struct alint_tf_module *module = instance->site->module;
  bool may_be_null = true;
  struct alint_hcl_value *value = argument(view, instance, name, full);
  bool is_null = value && value->kind == ALINT_HCL_V_NULL;
  if (is_null && block && alint_tf_find_attribute(&nullable, module, block, "nullable"))
    alint_tf_is_true(&may_be_null, view->tf, module, block, "nullable");
  if (value && !(is_null && !may_be_null))
    return value;
  struct alint_tf_stand stand = {.instance = instance};
  if (!block || !alint_tf_find_attribute(&preset, module, block, "default"))
    return alint_hcl_open(&view->eval, full);
  return alint_tf_evaluate_attribute(view, &stand, &preset);
}

struct alint_hcl_value *alint_tf_evaluate_variable(struct alint_tf_view *view,
                                                   const struct alint_tf_instance *instance,
                                                   struct alint_str name) {
  const struct alint_tf_module *module = instance->site->module;
  const struct alint_str none = {NULL, 0};
  const struct alint_tf_block *block = alint_tf_find_block(module, "variable", name, none);
  struct alint_str full =
      alint_str_printf(view->arena, "%.*svar.%.*s", ALINT_FMT(instance->prefix), ALINT_FMT(name));
  struct alint_hcl_value *value = instance->up ? module_variable(view, instance, block, name, full)
                                               : root_variable(view, block, name, full);
  return as_declared(view, module, block, value, full);
}

struct alint_hcl_value *alint_tf_evaluate_local(struct alint_tf_view *view,
                                                const struct alint_tf_instance *instance,
                                                struct alint_str name) {
  struct alint_tf_attribute attribute;
  struct alint_tf_stand stand = {.instance = instance};
  if (instance->site->module && alint_tf_find_local(&attribute, instance->site->module, name))
    return alint_tf_evaluate_attribute(view, &stand, &attribute);
  return alint_hcl_open(&view->eval,
                        alint_str_printf(view->arena, "%.*slocal.%.*s", ALINT_FMT(instance->prefix),
                                         ALINT_FMT(name)));
}
