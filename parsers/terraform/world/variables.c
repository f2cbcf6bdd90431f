/* SPDX-License-Identifier: Apache-2.0
 *
 * Variables and locals. A variable of the root module is what the plan says; one
 * of another module is what the call gives, if the call refers to what the plan
 * says. Locals are in no plan.
 */
#include "parsers/hcl/types.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/world/scope.h"

size_t tf_count_nodes(const Node *node) {
  size_t count = 1;
  for (size_t i = 0; i < node->count; i++)
    count += tf_count_nodes(node_child(node, i));
  return count;
}

/* The value in the type that is declared, and hidden where it is sensitive. */
static HclValue *as_declared(TfScope *scope, const TfModule *module, const TfBlock *block,
                             HclValue *value, Str name) {
  TfAttribute type;
  if (!block)
    return value;
  if (!hcl_afford(&scope->eval, value))
    return hcl_open(&scope->eval, name);
  if (tf_find_attribute(&type, module, block, "type")) {
    value = hcl_convert(scope->arena, value, tf_read_attribute(scope->tf, &type));
    if (!value)
      return hcl_open(&scope->eval, name);
  }
  bool hide = tf_is_true(scope->tf, module, block, "sensitive") ||
              tf_is_true(scope->tf, module, block, "ephemeral");
  return hide ? hcl_hide(&scope->eval, value, name) : value;
}

/* A variable of the root module, as the plan has it. */
static HclValue *root_variable(TfScope *scope, const TfBlock *block, Str name, Str full) {
  const Node *variable = tf_member(scope->tf->variables, name);
  const Node *declared = tf_member(scope->tf->declared, name);
  if (!variable)
    return hcl_open(&scope->eval, full);
  const Node *value = node_get(variable, "value");
  if (!value)
    return hcl_value_new(scope->arena, HCL_V_NULL);
  if (!hcl_take_steps(&scope->eval, tf_count_nodes(value)))
    return hcl_open(&scope->eval, full);
  /* Where neither says how it is declared, it may be a secret. */
  const Node *mark = node_get(declared, "sensitive");
  bool hide = (!declared && !block) || (mark && !str_is(mark->str, "false"));
  HclValue *out = hcl_value_of_node(scope->arena, value);
  return hide ? hcl_hide(&scope->eval, out, full) : out;
}

static TfBlockInstance where_of_call(const TfModuleInstance *instance) {
  return (TfBlockInstance){
      .instance = instance->up,
      .block = instance->site->call,
      .address = str_slice(instance->prefix, 0, instance->prefix.len - 1),
      .key = instance->key,
  };
}

/* What the call gives; NULL where it gives nothing. */
static HclValue *argument(TfScope *scope, const TfModuleInstance *instance, Str name, Str full) {
  const TfSite *site = instance->site;
  const TfModuleCall *call = tf_call_of(scope->tf, site->path);
  TfAttribute attribute;
  const char *key = arena_copy(scope->arena, name.ptr, name.len);
  const Node *planned = call ? tf_member(call->expressions, name) : NULL;
  bool found = tf_find_attribute(&attribute, site->up->module, site->call, key);
  if (!found && !planned && site->call && call)
    return NULL;
  if (!found || !planned ||
      !tf_same_references(scope->tf, tf_read_attribute(scope->tf, &attribute), planned))
    return hcl_open(&scope->eval, full);
  TfBlockInstance where = where_of_call(instance);
  return tf_evaluate_attribute(scope, &where, &attribute);
}

static HclValue *module_variable(TfScope *scope, const TfModuleInstance *instance,
                                 const TfBlock *block, Str name, Str full) {
  TfAttribute preset, nullable;
  const TfModule *module = instance->site->module;
  bool may_be_null = true;
  HclValue *value = argument(scope, instance, name, full);
  bool is_null = value && value->kind == HCL_V_NULL;
  if (is_null && tf_find_attribute(&nullable, module, block, "nullable"))
    may_be_null = tf_is_true(scope->tf, module, block, "nullable");
  if (value && !(is_null && !may_be_null))
    return value;
  TfBlockInstance where = {.instance = instance};
  if (!tf_find_attribute(&preset, module, block, "default"))
    return hcl_open(&scope->eval, full);
  return tf_evaluate_attribute(scope, &where, &preset);
}

HclValue *tf_evaluate_variable(TfScope *scope, const TfModuleInstance *instance, Str name) {
  const TfModule *module = instance->site->module;
  const Str none = {NULL, 0};
  const TfBlock *block = tf_find_block(module, "variable", name, none);
  Str full = str_printf(scope->arena, "%.*svar.%.*s", STR_FMT(instance->prefix), STR_FMT(name));
  HclValue *value = instance->up ? module_variable(scope, instance, block, name, full)
                                 : root_variable(scope, block, name, full);
  return as_declared(scope, module, block, value, full);
}

HclValue *tf_evaluate_local(TfScope *scope, const TfModuleInstance *instance, Str name) {
  TfAttribute attribute;
  TfBlockInstance where = {.instance = instance};
  if (instance->site->module && tf_find_local(&attribute, instance->site->module, name))
    return tf_evaluate_attribute(scope, &where, &attribute);
  return hcl_open(&scope->eval, str_printf(scope->arena, "%.*slocal.%.*s",
                                           STR_FMT(instance->prefix), STR_FMT(name)));
}
