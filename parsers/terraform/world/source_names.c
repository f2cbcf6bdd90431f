/* SPDX-License-Identifier: Apache-2.0
 *
 * The scope of the source's expressions: what each, count, path, the outputs of
 * modules and the names of resources mean. What leads to another expression of the
 * source is followed there; what the plan knows is taken from it.
 */
#include "parsers/terraform/world/view.h"

/* ---- each and count ------------------------------------------------------ */

/* The key of the block that the expression is in; NULL where it has no such key. */
static HclValue *own_key(TfScope *view, const TfBlockInstance *stand, HclExprKind kind) {
  Source source = {.path = "", .bytes = stand->key.ptr, .len = stand->key.len};
  Span all = {0, source.len};
  HclExpr *expr;
  if (stand->key.len == 0 || hcl_expression(&expr, view->arena, &source, all) != OK ||
      expr->kind != HCL_TUPLE || expr->count != 1 || expr->items[0]->kind != kind)
    return NULL;
  Str key = expr->items[0]->str;
  return kind == HCL_NUMBER ? hcl_value_scalar(view->arena, HCL_V_NUMBER, key)
                            : hcl_value_literal(view->arena, key);
}

static HclValue *each_value(TfScope *view, const TfBlockInstance *stand) {
  TfAttribute attribute;
  HclValue *key = own_key(view, stand, HCL_STRING);
  if (!key || !stand->block ||
      !tf_find_attribute(&attribute, stand->instance->site->module, stand->block, "for_each"))
    return NULL;
  TfBlockInstance outside = {.instance = stand->instance};
  const HclValue *all = tf_evaluate_attribute(view, &outside, &attribute);
  bool sure = false;
  if (all->kind == HCL_V_LIST) /* a set: each element is its own key */
    return key;
  HclValue *value = all->kind == HCL_V_MAP ? hcl_value_get(all, key->text, &sure) : NULL;
  return sure ? value : NULL;
}

/* ---- Modules ------------------------------------------------------------- */

static HclValue *module_output(TfScope *view, const TfBlockInstance *stand,
                               const HclReference *it) {
  TfModuleInstance *instance;
  TfAttribute attribute;
  bool sensitive;
  const Str none = {NULL, 0};
  tf_enter(&instance, view->tf, stand->instance, it->name, it->key);
  const TfModule *module = instance->site->module;
  const TfBlock *block = tf_find_block(module, "output", it->output, none);
  if (!block || !tf_find_attribute(&attribute, module, block, "value"))
    return NULL;
  TfBlockInstance inside = {.instance = instance};
  HclValue *value = tf_evaluate_attribute(view, &inside, &attribute);
  tf_is_true(&sensitive, view->tf, module, block, "sensitive");
  if (!sensitive)
    return value;
  Str full = str_printf(view->arena, "%.*s%.*s", STR_FMT(instance->prefix), STR_FMT(it->output));
  return hcl_afford(&view->eval, value) ? hcl_hide(&view->eval, value, full)
                                        : hcl_open(&view->eval, full);
}

/* ---- The scope ------------------------------------------------------------- */

/* path.module and path.root, as they are where the plan is made in the folder of
 * the root module; NULL for others. */
static HclValue *path_value(TfScope *view, const TfBlockInstance *stand, Str name) {
  const char *folder = NULL;
  if (str_is(name, "root"))
    folder = "";
  else if (str_is(name, "module"))
    folder = stand->instance->site->folder;
  return folder ? hcl_value_literal(view->arena, str_of(folder[0] ? folder : ".")) : NULL;
}

static HclValue *find_reference(HclEval *eval, const HclFrame *frame, const HclReference *it) {
  TfScope *view = eval->context;
  const TfBlockInstance *stand = frame->place;
  bool each = str_is(it->root, "each");
  if (str_is(it->root, "var"))
    return tf_evaluate_variable(view, stand->instance, it->name);
  if (str_is(it->root, "local"))
    return tf_evaluate_local(view, stand->instance, it->name);
  if (str_is(it->root, "path"))
    return path_value(view, stand, it->name);
  if (str_is(it->root, "module"))
    return module_output(view, stand, it);
  if (each && str_is(it->name, "key"))
    return own_key(view, stand, HCL_STRING);
  if (each && str_is(it->name, "value"))
    return each_value(view, stand);
  bool index = str_is(it->root, "count") && str_is(it->name, "index");
  return index ? own_key(view, stand, HCL_NUMBER) : NULL;
}

static HclValue *find_resource(HclEval *eval, const HclFrame *frame, const HclResource *it) {
  TfScope *view = eval->context;
  const TfBlockInstance *stand = frame->place;
  TfResourceRef resource = {
      .instance = stand->instance,
      .data = it->data,
      .type = it->type,
      .name = it->name,
      .key = it->key,
      .address = str_printf(eval->arena, "%.*s%s%.*s.%.*s%.*s", STR_FMT(stand->instance->prefix),
                            it->data ? "data." : "", STR_FMT(it->type), STR_FMT(it->name),
                            STR_FMT(it->key)),
  };
  return it->whole ? tf_evaluate_instances(view, &resource)
                   : tf_instance_value(view, &resource, STR(""));
}

static HclValue *find_attribute(HclEval *eval, const void *instance, Str name) {
  TfResourceRef resource = *(const TfResourceRef *)instance;
  resource.attribute = name;
  return tf_evaluate_resource(eval->context, &resource);
}

void tf_begin_view(TfScope *out, TfPlan *tf, const TfResource *side, const TfSite *site) {
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
      .side = side,
      .site = site,
  };
}

HclValue *tf_evaluate_attribute(TfScope *view, const TfBlockInstance *stand,
                                const TfAttribute *attribute) {
  HclFrame frame = {
      .place = stand,
      .source = &attribute->file->source,
      .prefix = stand->instance->prefix,
      .address = stand->address,
      .home = stand->instance->site == view->site,
  };
  HclExpr *expr;
  tf_read_attribute(&expr, view->tf, attribute);
  return hcl_evaluate(&view->eval, &frame, expr);
}
