/* SPDX-License-Identifier: Apache-2.0
 *
 * The scope of the source's expressions: what each, count, path, the outputs of
 * modules and the names of resources mean. What leads to another expression of the
 * source is followed there; what the plan knows is taken from it.
 */
#include "view.h"

/* ---- each and count ------------------------------------------------------ */

/* The key of the block that the expression is in; NULL where it has no such key. */
static struct alint_hcl_value *
own_key(struct alint_tf_view *view, const struct alint_tf_stand *stand, enum alint_hcl_kind kind) {
  struct alint_source source = {.path = "", .bytes = stand->key.ptr, .len = stand->key.len};
  struct alint_span all = {0, source.len};
  struct alint_hcl_expr *expr;
  if (stand->key.len == 0 || alint_hcl_expression(&expr, view->arena, &source, all) != ALINT_OK ||
      expr->kind != ALINT_HCL_TUPLE || expr->count != 1 || expr->items[0]->kind != kind)
    return NULL;
  struct alint_str key = expr->items[0]->str;
  return kind == ALINT_HCL_NUMBER ? alint_hcl_value_scalar(view->arena, ALINT_HCL_V_NUMBER, key)
                                  : alint_hcl_value_literal(view->arena, key);
}

static struct alint_hcl_value *each_value(struct alint_tf_view *view,
                                          const struct alint_tf_stand *stand) {
  struct alint_tf_attribute attribute;
  struct alint_hcl_value *key = own_key(view, stand, ALINT_HCL_STRING);
  if (!key || !stand->block ||
      !alint_tf_find_attribute(&attribute, stand->instance->site->module, stand->block, "for_each"))
    return NULL;
  struct alint_tf_stand outside = {.instance = stand->instance};
  const struct alint_hcl_value *all = alint_tf_evaluate_attribute(view, &outside, &attribute);
  bool sure = false;
  if (all->kind == ALINT_HCL_V_LIST) /* a set: each element is its own key */
    return key;
  struct alint_hcl_value *value =
      all->kind == ALINT_HCL_V_MAP ? alint_hcl_value_get(all, key->text, &sure) : NULL;
  return sure ? value : NULL;
}

/* ---- Modules ------------------------------------------------------------- */

static struct alint_hcl_value *module_output(struct alint_tf_view *view,
                                             const struct alint_tf_stand *stand,
                                             const struct alint_hcl_reference *it) {
  struct alint_tf_instance *instance;
  struct alint_tf_attribute attribute;
  bool sensitive;
  const struct alint_str none = {NULL, 0};
  alint_tf_enter(&instance, view->tf, stand->instance, it->name, it->key);
  const struct alint_tf_module *module = instance->site->module;
  const struct alint_tf_block *block = alint_tf_find_block(module, "output", it->output, none);
  if (!block || !alint_tf_find_attribute(&attribute, module, block, "value"))
    return NULL;
  struct alint_tf_stand inside = {.instance = instance};
  struct alint_hcl_value *value = alint_tf_evaluate_attribute(view, &inside, &attribute);
  alint_tf_is_true(&sensitive, view->tf, module, block, "sensitive");
  if (!sensitive)
    return value;
  struct alint_str full =
      alint_str_printf(view->arena, "%.*s%.*s", ALINT_FMT(instance->prefix), ALINT_FMT(it->output));
  return alint_hcl_afford(&view->eval, value) ? alint_hcl_hide(&view->eval, value, full)
                                              : alint_hcl_open(&view->eval, full);
}

/* ---- The scope ------------------------------------------------------------- */

/* path.module and path.root, as they are where the plan is made in the folder of
 * the root module; NULL for others. */
static struct alint_hcl_value *
path_value(struct alint_tf_view *view, const struct alint_tf_stand *stand, struct alint_str name) {
  const char *folder = NULL;
  if (alint_str_is(name, "root"))
    folder = "";
  else if (alint_str_is(name, "module"))
    folder = stand->instance->site->folder;
  return folder ? alint_hcl_value_literal(view->arena, alint_str(folder[0] ? folder : ".")) : NULL;
}

static struct alint_hcl_value *find_reference(struct alint_hcl_eval *eval,
                                              const struct alint_hcl_frame *frame,
                                              const struct alint_hcl_reference *it) {
  struct alint_tf_view *view = eval->context;
  const struct alint_tf_stand *stand = frame->place;
  bool each = alint_str_is(it->root, "each");
  if (alint_str_is(it->root, "var"))
    return alint_tf_evaluate_variable(view, stand->instance, it->name);
  if (alint_str_is(it->root, "local"))
    return alint_tf_evaluate_local(view, stand->instance, it->name);
  if (alint_str_is(it->root, "path"))
    return path_value(view, stand, it->name);
  if (alint_str_is(it->root, "module"))
    return module_output(view, stand, it);
  if (each && alint_str_is(it->name, "key"))
    return own_key(view, stand, ALINT_HCL_STRING);
  if (each && alint_str_is(it->name, "value"))
    return each_value(view, stand);
  bool index = alint_str_is(it->root, "count") && alint_str_is(it->name, "index");
  return index ? own_key(view, stand, ALINT_HCL_NUMBER) : NULL;
}

static struct alint_hcl_value *find_resource(struct alint_hcl_eval *eval,
                                             const struct alint_hcl_frame *frame,
                                             const struct alint_hcl_resource *it) {
  struct alint_tf_view *view = eval->context;
  const struct alint_tf_stand *stand = frame->place;
  struct alint_tf_resource resource = {
      .instance = stand->instance,
      .data = it->data,
      .type = it->type,
      .name = it->name,
      .key = it->key,
      .address = alint_str_printf(eval->arena, "%.*s%s%.*s.%.*s%.*s",
                                  ALINT_FMT(stand->instance->prefix), it->data ? "data." : "",
                                  ALINT_FMT(it->type), ALINT_FMT(it->name), ALINT_FMT(it->key)),
  };
  return it->whole ? alint_tf_evaluate_instances(view, &resource)
                   : alint_tf_instance_value(view, &resource, ALINT_STR(""));
}

static struct alint_hcl_value *find_attribute(struct alint_hcl_eval *eval, const void *instance,
                                              struct alint_str name) {
  struct alint_tf_resource resource = *(const struct alint_tf_resource *)instance;
  resource.attribute = name;
  return alint_tf_evaluate_resource(eval->context, &resource);
}

void alint_tf_begin_view(struct alint_tf_view *out, struct alint_tf *tf,
                         const struct alint_tf_side *side, const struct alint_tf_site *site) {
  static const struct alint_hcl_scope scope = {
      .give = {"apply what it is made from first and plan again",
               sizeof "apply what it is made from first and plan again" - 1},
      .hole = alint_tf_hole,
      .reference = find_reference,
      .resource = find_resource,
      .attribute = find_attribute,
      .file = alint_tf_find_file,
  };
  *out = (struct alint_tf_view){
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

struct alint_hcl_value *alint_tf_evaluate_attribute(struct alint_tf_view *view,
                                                    const struct alint_tf_stand *stand,
                                                    const struct alint_tf_attribute *attribute) {
  struct alint_hcl_frame frame = {
      .place = stand,
      .source = &attribute->file->source,
      .prefix = stand->instance->prefix,
      .address = stand->address,
      .home = stand->instance->site == view->site,
  };
  struct alint_hcl_expr *expr;
  alint_tf_read_attribute(&expr, view->tf, attribute);
  return alint_hcl_evaluate(&view->eval, &frame, expr);
}
