/* SPDX-License-Identifier: Apache-2.0
 *
 * A trust policy that the plan leaves out, as a part of it is not known before
 * apply: the source has the rest. It is taken from there only where it refers to
 * exactly what the plan says the policy was made of; conditions that are not
 * known give alternatives.
 */
#include "address.h"
#include "assumelint/arena.h"
#include "configuration.h"
#include "map.h"
#include "view.h"

/* ---- From a value to a policy -------------------------------------------- */

/* A string of JSON with holes, as a document. */
static struct alint_node *string_node(struct alint_tf_view *view, const struct alint_text *text) {
  struct alint_str known = {NULL, 0};
  alint_text_known(text, &known);
  struct alint_node *node = alint_node_string(view->arena, known, view->side->object->span);
  node->text = text;
  return node;
}

/* The document that the value is; `*out` is NULL where it is not known. */
static void document_of(struct alint_node **out, struct alint_tf_view *view,
                        const struct alint_hcl_value *value) {
  const struct alint_text *text = NULL;
  *out = NULL;
  if (value->kind == ALINT_HCL_V_DOCUMENT) {
    *out = value->node;
    return;
  }
  if (value->kind == ALINT_HCL_V_TEXT && !alint_text_only_hole(value->text)) {
    text = value->text;
  } else if (value->kind == ALINT_HCL_V_MAP) {
    bool fits = alint_hcl_afford(&view->eval, value) && !alint_hcl_value_opaque(value);
    text = fits ? alint_hcl_value_json(view->arena, value) : NULL;
    if (fits && !text)
      alint_out_of_memory();
  }
  if (text)
    *out = string_node(view, text);
  if (!(*out || !text))
    alint_out_of_memory();
}

/* `from` is what the plan tells of the policy. */
static int trust_of(struct alint_trust *out, struct alint_tf_view *view,
                    const struct alint_trust *from, const struct alint_hcl_value *value) {
  struct alint_node *document;
  document_of(&document, view, value);
  int status = ALINT_OK;
  *out = *from;
  out->origin = ALINT_ORIGIN_SOURCE;
  if (document) {
    out->sensitive = out->sensitive || value->sensitive;
    status = alint_tf_map_document(out, view->tf, view->side, document);
    if (status == ALINT_ENOMEM)
      alint_out_of_memory();
    return status;
  }
  if (value->kind == ALINT_HCL_V_UNKNOWN)
    out->hole = value->hole;
  return status;
}

/* ---- Alternatives -------------------------------------------------------- */

/* "var.a=true, (a == b)=false" */
static void describe(struct alint_str *out, const struct alint_tf_view *view) {
  struct alint_buf buf = alint_buf(view->arena);
  for (size_t i = 0; i < view->eval.choice_count; i++) {
    struct alint_str name = view->eval.choices[i].name;
    bool words = alint_str_has(name, ' ');
    alint_buf_addf(&buf, "%s%s%.*s%s=%s", i > 0 ? ", " : "", words ? "(" : "", ALINT_FMT(name),
                   words ? ")" : "", view->eval.choices[i].no ? "false" : "true");
  }
  *out = alint_buf_str(&buf);
  if (buf.failed)
    alint_out_of_memory();
}

/* Moves to the next assignment; false after the last. */
static bool advance(struct alint_tf_view *view) {
  while (view->eval.choice_count > 0) {
    struct alint_hcl_choice *last = &view->eval.choices[view->eval.choice_count - 1];
    if (!last->no) {
      last->no = true;
      return true;
    }
    view->eval.choice_count--;
  }
  return false;
}

/* What the policy refers to is made before the role, also where the way there
 * leads through a local, which the plan does not tell. */
static void add_dependencies(struct alint_role *role, struct alint_tf_view *view) {
  size_t count = role->depends_on_count;
  struct alint_str *all = alint_arena_array(view->arena, count + view->seen_count, sizeof *all);
  for (size_t i = 0; i < count; i++)
    all[i] = role->depends_on[i];
  for (size_t i = 0; i < view->seen_count; i++)
    all[count + i] = view->seen[i];
  role->depends_on = all;
  role->depends_on_count = count + view->seen_count;
}

/* All alternatives in turn. Where a limit was hit, or nothing is known of any of
 * them, the role is left as it is. */
static int try_all(struct alint_role *role, struct alint_tf_view *view,
                   const struct alint_tf_stand *stand, const struct alint_tf_attribute *attribute) {
  struct alint_trust *trusts = NULL;
  size_t count = 0, cap = 0, known = 0;
  bool more = true;
  while (more && count < ALINT_MAX_ALTERNATIVES) {
    view->eval.depth = view->eval.steps = view->eval.open = view->eval.failures = 0;
    struct alint_hcl_value *value = alint_tf_evaluate_attribute(view, stand, attribute);
    trusts = alint_arena_grow(view->arena, trusts, count, &cap, sizeof *trusts);
    if (!value)
      alint_out_of_memory();
    if (view->eval.cut)
      return ALINT_OK;
    struct alint_trust *trust = &trusts[count++];
    int status = trust_of(trust, view, role->trusts, value);
    if (status == ALINT_OK)
      describe(&trust->when, view);
    if (status != ALINT_OK)
      return status;
    known += trust->state != ALINT_TRUST_UNKNOWN;
    more = advance(view);
  }
  if (known == 0)
    return ALINT_OK;
  role->trusts = trusts;
  role->trust_count = count;
  role->alternatives_cut = more || view->eval.many;
  add_dependencies(role, view);
  return ALINT_OK;
}

/* ---- The role ------------------------------------------------------------ */

/* Says that the source is another one than that of the plan. */
static void tell_other_source(struct alint_role *role, struct alint_tf *tf,
                              const struct alint_tf_attribute *attribute) {
  const struct alint_source *source = &attribute->file->source;
  struct alint_hole like = {.name = ALINT_STR("")};
  if (role->trusts->hole)
    like = *role->trusts->hole;
  like.give = alint_str_printf(
      tf->arena,
      "plan again, for the policy in %s:%zu refers to other things than the plan says; or give "
      "--source-root the folder that the plan was made in",
      source->path, alint_source_position(source, attribute->name_span.begin).line);
  role->trusts->hole = alint_hole_new(tf->arena, like);
  if (!role->trusts->hole)
    alint_out_of_memory();
}

static const struct alint_node *planned_expression(const struct alint_tf *tf,
                                                   const struct alint_tf_side *side,
                                                   struct alint_str address) {
  const struct alint_node *config = alint_tf_config_of(tf, address);
  return alint_node_get(alint_node_get(config, "expressions"), side->object->type->policy);
}

int alint_tf_source_trust(struct alint_role *role, struct alint_tf *tf,
                          const struct alint_tf_side *side) {
  struct alint_tf_instance *instance;
  struct alint_tf_attribute attribute;
  struct alint_hcl_expr *expr;
  struct alint_str address;
  bool same = false;
  if (!tf->source || side->world != ALINT_TF_AFTER || role->trusts->state != ALINT_TRUST_UNKNOWN)
    return ALINT_OK;
  alint_tf_instance_of(&instance, tf, side->module);
  const struct alint_tf_module *module = instance->site->module;
  const struct alint_tf_block *block = alint_tf_block_of(instance, side);
  if (!block || !alint_tf_find_attribute(&attribute, module, block, side->object->type->policy))
    return ALINT_OK;
  alint_tf_config_address(&address, tf->arena, side->resource);
  alint_tf_read_attribute(&expr, tf, &attribute);
  alint_tf_same_references(&same, tf, expr, planned_expression(tf, side, address));
  if (!same) {
    tell_other_source(role, tf, &attribute);
    return ALINT_OK;
  }
  struct alint_str label = alint_tf_label_of(side->resource);
  struct alint_tf_stand stand = {
      .instance = instance,
      .block = block,
      .address = side->resource,
      .key = alint_str_slice(label, alint_str_find(label, 0, '['), label.len),
  };
  struct alint_tf_view view;
  alint_tf_begin_view(&view, tf, side, instance->site);
  view.provider = alint_tf_provider_of(module, block);
  view.eval.hide = role->trusts->sensitive;
  return try_all(role, &view, &stand, &attribute);
}
