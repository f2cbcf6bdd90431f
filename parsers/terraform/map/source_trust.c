/* SPDX-License-Identifier: Apache-2.0
 *
 * A trust policy that the plan leaves out because a part of it is not known before
 * apply: the source has the rest. The policy is taken from there only where it refers to
 * exactly what the plan lists. Conditions that are not known give alternatives.
 */
#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "parsers/terraform/map/map.h"
#include "parsers/terraform/plan/address.h"
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

/* The document that the value is; NULL where it is not known. */
static Node *document_of(TfScope *scope, const HclValue *value) {
  if (value->kind == HCL_V_DOCUMENT)
    return value->node;
  if (value->kind == HCL_V_TEXT && !text_only_hole(value->text))
    return string_node(scope, value->text);
  if (value->kind != HCL_V_MAP || !hcl_afford(&scope->eval, value) || hcl_value_opaque(value))
    return NULL;
  const Text *json = hcl_value_json(scope->arena, value);
  if (!json)
    out_of_memory();
  return string_node(scope, json);
}

/* `from` is what the plan says of the policy. */
static int trust_of(Trust *out, TfScope *scope, const Trust *from, const HclValue *value) {
  Node *document = document_of(scope, value);
  *out = *from;
  out->origin = ORIGIN_SOURCE;
  if (document) {
    out->sensitive = out->sensitive || value->sensitive;
    return tf_map_document(out, scope->tf, scope->resource, document);
  }
  if (value->kind == HCL_V_UNKNOWN)
    out->hole = value->hole;
  return OK;
}

/* ---- Alternatives -------------------------------------------------------- */

/* "var.a=true, (a == b)=false" */
static Str describe(const TfScope *scope) {
  Buf buf = buf_in(scope->arena);
  for (size_t i = 0; i < scope->eval.choice_count; i++) {
    Str name = scope->eval.choices[i].name;
    bool words = str_has(name, ' ');
    buf_addf(&buf, "%s%s%.*s%s=%s", i > 0 ? ", " : "", words ? "(" : "", STR_FMT(name),
             words ? ")" : "", scope->eval.choices[i].no ? "false" : "true");
  }
  return tf_built(&buf);
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

/* What the policy refers to is made before the role, also through a local value, which the
 * plan does not show. */
static void add_dependencies(Role *role, TfScope *scope) {
  size_t count = role->depends_on_count, seen = scope->seen.count;
  Str *all = arena_array(scope->arena, count + seen, sizeof *all);
  for (size_t i = 0; i < count; i++)
    all[i] = role->depends_on[i];
  for (size_t i = 0; i < seen; i++)
    all[count + i] = scope->seen.items[i];
  role->depends_on = all;
  role->depends_on_count = count + seen;
}

/* All alternatives in turn. Where a limit was hit, or nothing is known of any of
 * them, the role is left as it is. */
static int try_all(Role *role, TfScope *scope, const TfBlockInstance *where,
                   const TfAttribute *attribute) {
  struct {
    Trust *items;
    size_t count, cap;
  } trusts = {NULL, 0, 0};
  size_t known = 0;
  bool more = true;
  while (more && trusts.count < MAX_ALTERNATIVES) {
    Trust trust;
    scope->eval.depth = scope->eval.steps = scope->eval.open = scope->eval.failures = 0;
    const HclValue *value = tf_evaluate_attribute(scope, where, attribute);
    if (scope->eval.cut)
      return OK;
    int status = trust_of(&trust, scope, role->trusts, value);
    if (status != OK)
      return status;
    trust.when = describe(scope);
    LIST_ADD(scope->arena, &trusts, trust);
    known += trust.state != TRUST_UNKNOWN;
    more = advance(scope);
  }
  if (known == 0)
    return OK;
  role->trusts = trusts.items;
  role->trust_count = trusts.count;
  role->alternatives_cut = more || scope->eval.many;
  add_dependencies(role, scope);
  return OK;
}

/* ---- The role ------------------------------------------------------------ */

/* Notes that the source is another one than that of the plan. */
static void note_other_source(Role *role, TfPlan *tf, const TfAttribute *attribute) {
  const Source *source = &attribute->file->source;
  Hole like = {.name = STR("")};
  if (role->trusts->hole)
    like = *role->trusts->hole;
  like.give = str_printf(
      tf->arena,
      "plan again, because the policy in %s:%zu does not refer to what the plan lists; or give "
      "--source-root the folder that the plan was made in",
      source->path, source_position(source, attribute->name_span.begin).line);
  role->trusts->hole = hole_new(tf->arena, like);
}

int tf_source_trust(Role *role, TfPlan *tf, const TfResource *resource) {
  const char *policy = resource->object->type->policy;
  TfAttribute attribute;
  if (!tf->source || resource->world != TF_AFTER || role->trusts->state != TRUST_UNKNOWN)
    return OK;
  const TfModuleInstance *instance = tf_instance_of(tf, resource->module);
  const TfModule *module = instance->site->module;
  const TfBlock *block = tf_block_of(instance, resource);
  if (!tf_find_attribute(&attribute, module, block, policy))
    return OK;
  if (!tf_same_references(tf, tf_read_attribute(tf, &attribute),
                          tf_expression_of(resource, policy))) {
    note_other_source(role, tf, &attribute);
    return OK;
  }
  TfBlockInstance where = {
      .instance = instance,
      .block = block,
      .address = resource->plain_address,
      .key = tf_key_of(resource->plain_address),
  };
  TfScope scope;
  tf_begin_scope(&scope, tf, resource, instance->site);
  scope.provider = tf_provider_of(module, block);
  scope.eval.hide = role->trusts->sensitive;
  return try_all(role, &scope, &where, &attribute);
}
