/* SPDX-License-Identifier: Apache-2.0
 *
 * A trust policy that the plan leaves out, as a part of it is not known before
 * apply: the source has the rest. It is taken from there only where it refers to
 * exactly what the plan says the policy was made of; conditions that are not
 * known give alternatives.
 */
#include "assumelint/arena.h"
#include "parsers/terraform/map/map.h"
#include "parsers/terraform/plan/address.h"
#include "parsers/terraform/plan/configuration.h"
#include "parsers/terraform/world/scope.h"

/* ---- From a value to a policy -------------------------------------------- */

/* A string of JSON with holes, as a document. */
static Node *string_node(TfScope *scope, const Text *text) {
  Str known = {NULL, 0};
  text_known(text, &known);
  Node *node = node_string(scope->arena, known, scope->resource->object->span);
  node->text = text;
  return node;
}

/* The document that the value is; `*out` is NULL where it is not known. */
static void document_of(Node **out, TfScope *scope, const HclValue *value) {
  const Text *text = NULL;
  *out = NULL;
  if (value->kind == HCL_V_DOCUMENT) {
    *out = value->node;
    return;
  }
  if (value->kind == HCL_V_TEXT && !text_only_hole(value->text)) {
    text = value->text;
  } else if (value->kind == HCL_V_MAP) {
    bool fits = hcl_afford(&scope->eval, value) && !hcl_value_opaque(value);
    text = fits ? hcl_value_json(scope->arena, value) : NULL;
    if (fits && !text)
      out_of_memory();
  }
  if (text)
    *out = string_node(scope, text);
  if (!(*out || !text))
    out_of_memory();
}

/* `from` is what the plan tells of the policy. */
static int trust_of(Trust *out, TfScope *scope, const Trust *from, const HclValue *value) {
  Node *document;
  document_of(&document, scope, value);
  int status = OK;
  *out = *from;
  out->origin = ORIGIN_SOURCE;
  if (document) {
    out->sensitive = out->sensitive || value->sensitive;
    status = tf_map_document(out, scope->tf, scope->resource, document);
    if (status == ERR_MEMORY)
      out_of_memory();
    return status;
  }
  if (value->kind == HCL_V_UNKNOWN)
    out->hole = value->hole;
  return status;
}

/* ---- Alternatives -------------------------------------------------------- */

/* "var.a=true, (a == b)=false" */
static void describe(Str *out, const TfScope *scope) {
  Buf buf = buf_in(scope->arena);
  for (size_t i = 0; i < scope->eval.choice_count; i++) {
    Str name = scope->eval.choices[i].name;
    bool words = str_has(name, ' ');
    buf_addf(&buf, "%s%s%.*s%s=%s", i > 0 ? ", " : "", words ? "(" : "", STR_FMT(name),
             words ? ")" : "", scope->eval.choices[i].no ? "false" : "true");
  }
  *out = buf_str(&buf);
  if (buf.failed)
    out_of_memory();
}

/* Moves to the next assignment; false after the last. */
static bool advance(TfScope *scope) {
  while (scope->eval.choice_count > 0) {
    HclChoice *last = &scope->eval.choices[scope->eval.choice_count - 1];
    if (!last->no) {
      last->no = true;
      return true;
    }
    scope->eval.choice_count--;
  }
  return false;
}

/* What the policy refers to is made before the role, also where the way there
 * leads through a local, which the plan does not tell. */
static void add_dependencies(Role *role, TfScope *scope) {
  size_t count = role->depends_on_count;
  Str *all = arena_array(scope->arena, count + scope->seen_count, sizeof *all);
  for (size_t i = 0; i < count; i++)
    all[i] = role->depends_on[i];
  for (size_t i = 0; i < scope->seen_count; i++)
    all[count + i] = scope->seen[i];
  role->depends_on = all;
  role->depends_on_count = count + scope->seen_count;
}

/* All alternatives in turn. Where a limit was hit, or nothing is known of any of
 * them, the role is left as it is. */
static int try_all(Role *role, TfScope *scope, const TfBlockInstance *where,
                   const TfAttribute *attribute) {
  Trust *trusts = NULL;
  size_t count = 0, cap = 0, known = 0;
  bool more = true;
  while (more && count < MAX_ALTERNATIVES) {
    scope->eval.depth = scope->eval.steps = scope->eval.open = scope->eval.failures = 0;
    HclValue *value = tf_evaluate_attribute(scope, where, attribute);
    trusts = arena_grow(scope->arena, trusts, count, &cap, sizeof *trusts);
    if (!value)
      out_of_memory();
    if (scope->eval.cut)
      return OK;
    Trust *trust = &trusts[count++];
    int status = trust_of(trust, scope, role->trusts, value);
    if (status == OK)
      describe(&trust->when, scope);
    if (status != OK)
      return status;
    known += trust->state != TRUST_UNKNOWN;
    more = advance(scope);
  }
  if (known == 0)
    return OK;
  role->trusts = trusts;
  role->trust_count = count;
  role->alternatives_cut = more || scope->eval.many;
  add_dependencies(role, scope);
  return OK;
}

/* ---- The role ------------------------------------------------------------ */

/* Says that the source is another one than that of the plan. */
static void tell_other_source(Role *role, TfPlan *tf, const TfAttribute *attribute) {
  const Source *source = &attribute->file->source;
  Hole like = {.name = STR("")};
  if (role->trusts->hole)
    like = *role->trusts->hole;
  like.give = str_printf(
      tf->arena,
      "plan again, for the policy in %s:%zu refers to other things than the plan says; or give "
      "--source-root the folder that the plan was made in",
      source->path, source_position(source, attribute->name_span.begin).line);
  role->trusts->hole = hole_new(tf->arena, like);
  if (!role->trusts->hole)
    out_of_memory();
}

static const Node *planned_expression(const TfPlan *tf, const TfResource *resource, Str address) {
  const Node *config = tf_config_of(tf, address);
  return node_get(node_get(config, "expressions"), resource->object->type->policy);
}

int tf_source_trust(Role *role, TfPlan *tf, const TfResource *resource) {
  TfModuleInstance *instance;
  TfAttribute attribute;
  HclExpr *expr;
  Str address;
  bool same = false;
  if (!tf->source || resource->world != TF_AFTER || role->trusts->state != TRUST_UNKNOWN)
    return OK;
  tf_instance_of(&instance, tf, resource->module);
  const TfModule *module = instance->site->module;
  const TfBlock *block = tf_block_of(instance, resource);
  if (!block || !tf_find_attribute(&attribute, module, block, resource->object->type->policy))
    return OK;
  tf_config_address(&address, tf->arena, resource->plain_address);
  tf_read_attribute(&expr, tf, &attribute);
  tf_same_references(&same, tf, expr, planned_expression(tf, resource, address));
  if (!same) {
    tell_other_source(role, tf, &attribute);
    return OK;
  }
  Str label = tf_label_of(resource->plain_address);
  TfBlockInstance where = {
      .instance = instance,
      .block = block,
      .address = resource->plain_address,
      .key = str_slice(label, str_find(label, 0, '['), label.len),
  };
  TfScope scope;
  tf_begin_scope(&scope, tf, resource, instance->site);
  scope.provider = tf_provider_of(module, block);
  scope.eval.hide = role->trusts->sensitive;
  return try_all(role, &scope, &where, &attribute);
}
