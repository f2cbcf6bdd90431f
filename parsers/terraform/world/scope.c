/* SPDX-License-Identifier: Apache-2.0
 *
 * The scope of the source's expressions: what each, count, path, the outputs of
 * modules and the names of resources mean. References to another expression of the
 * source are followed there; what the plan knows is taken from the plan.
 */
#include "parsers/terraform/world/scope.h"

/* ---- each and count ------------------------------------------------------ */

/* The key of the block that the expression is in; NULL where it has no such key. */
static HclValue *own_key(TfScope *scope, const TfBlockInstance *where, HclExprKind kind) {
  Source source = {.path = "", .bytes = where->key.ptr, .len = where->key.len};
  Span all = {0, source.len};
  if (where->key.len == 0)
    return NULL;
  const HclExpr *expr = hcl_expression(scope->arena, &source, all);
  if (expr->kind != HCL_TUPLE || expr->count != 1 || expr->items[0]->kind != kind)
    return NULL;
  Str key = expr->items[0]->str;
  return kind == HCL_NUMBER ? hcl_value_scalar(scope->arena, HCL_V_NUMBER, key)
                            : hcl_value_literal(scope->arena, key);
}

static HclValue *each_value(TfScope *scope, const TfBlockInstance *where) {
  TfAttribute attribute;
  HclValue *key = own_key(scope, where, HCL_STRING);
  if (!key ||
      !tf_find_attribute(&attribute, where->instance->site->module, where->block, "for_each"))
    return NULL;
  TfBlockInstance outside = {.instance = where->instance};
  const HclValue *all = tf_evaluate_attribute(scope, &outside, &attribute);
  bool sure = false;
  if (all->kind == HCL_V_LIST) /* a set: each element is its own key */
    return key;
  HclValue *value = all->kind == HCL_V_MAP ? hcl_value_get(all, key->text, &sure) : NULL;
  return sure ? value : NULL;
}

/* ---- Modules ------------------------------------------------------------- */

static HclValue *module_output(TfScope *scope, const TfBlockInstance *where,
                               const HclReference *it) {
  TfAttribute attribute;
  const Str none = {NULL, 0};
  TfModuleInstance *instance = tf_enter(scope->tf, where->instance, it->name, it->key);
  const TfModule *module = instance->site->module;
  const TfBlock *block = tf_find_block(module, "output", it->output, none);
  if (!tf_find_attribute(&attribute, module, block, "value"))
    return NULL;
  TfBlockInstance inside = {.instance = instance};
  HclValue *value = tf_evaluate_attribute(scope, &inside, &attribute);
  if (!tf_is_true(scope->tf, module, block, "sensitive"))
    return value;
  Str full = str_printf(scope->arena, "%.*s%.*s", STR_FMT(instance->prefix), STR_FMT(it->output));
  return hcl_afford(&scope->eval, value) ? hcl_hide(&scope->eval, value, full)
                                         : hcl_open(&scope->eval, full);
}

/* ---- The scope ------------------------------------------------------------- */

/* path.module and path.root, as they are where the plan is made in the folder of
 * the root module; NULL for others. */
static HclValue *path_value(TfScope *scope, const TfBlockInstance *where, Str name) {
  const char *folder = NULL;
  if (str_is(name, "root"))
    folder = "";
  else if (str_is(name, "module"))
    folder = where->instance->site->folder;
  return folder ? hcl_value_literal(scope->arena, str_of(folder[0] ? folder : ".")) : NULL;
}

static HclValue *find_reference(HclEval *eval, const HclFrame *frame, const HclReference *it) {
  TfScope *scope = eval->context;
  const TfBlockInstance *where = frame->context;
  bool each = str_is(it->root, "each");
  if (str_is(it->root, "var"))
    return tf_evaluate_variable(scope, where->instance, it->name);
  if (str_is(it->root, "local"))
    return tf_evaluate_local(scope, where->instance, it->name);
  if (str_is(it->root, "path"))
    return path_value(scope, where, it->name);
  if (str_is(it->root, "module"))
    return module_output(scope, where, it);
  if (each && str_is(it->name, "key"))
    return own_key(scope, where, HCL_STRING);
  if (each && str_is(it->name, "value"))
    return each_value(scope, where);
  bool index = str_is(it->root, "count") && str_is(it->name, "index");
  return index ? own_key(scope, where, HCL_NUMBER) : NULL;
}

static HclValue *find_resource(HclEval *eval, const HclFrame *frame, const HclResource *it) {
  TfScope *scope = eval->context;
  const TfBlockInstance *where = frame->context;
  TfResourceRef ref = {
      .instance = where->instance,
      .data = it->data,
      .type = it->type,
      .name = it->name,
      .key = it->key,
      .address = str_printf(eval->arena, "%.*s%s%.*s.%.*s%.*s", STR_FMT(where->instance->prefix),
                            it->data ? "data." : "", STR_FMT(it->type), STR_FMT(it->name),
                            STR_FMT(it->key)),
  };
  return it->whole ? tf_evaluate_instances(scope, &ref) : tf_instance_value(scope, &ref, STR(""));
}

static HclValue *find_attribute(HclEval *eval, const void *instance, Str name) {
  TfResourceRef ref = *(const TfResourceRef *)instance;
  ref.attribute = name;
  return tf_evaluate_resource(eval->context, &ref);
}

void tf_begin_scope(TfScope *out, TfPlan *tf, const TfResource *resource, const TfSite *site) {
  static const HclScope scope = {
      .give = {"apply what it is made from first and plan again",
               sizeof "apply what it is made from first and plan again" - 1},
      .hole = tf_hole,
      .reference = find_reference,
      .resource = find_resource,
      .attribute = find_attribute,
      .file = tf_find_file,
  };
  *out = (TfScope){
      .eval = {.scope = &scope,
               .context = out,
               .arena = tf->arena,
               .all_steps = &tf->source->steps},
      .arena = tf->arena,
      .tf = tf,
      .resource = resource,
      .site = site,
  };
}

HclValue *tf_evaluate_attribute(TfScope *scope, const TfBlockInstance *where,
                                const TfAttribute *attribute) {
  HclFrame frame = {
      .context = where,
      .source = &attribute->file->source,
      .prefix = where->instance->prefix,
      .address = where->address,
      .home = where->instance->site == scope->site,
  };
  return hcl_evaluate(&scope->eval, &frame, tf_read_attribute(scope->tf, attribute));
}
