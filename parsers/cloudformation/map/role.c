/* SPDX-License-Identifier: Apache-2.0
 *
 * AWS::IAM::Role: from a resource to a role with a trust policy for each
 * alternative.
 *
 * Source: AWS CloudFormation User Guide, "AWS::IAM::Role".
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

/* ---- One attempt --------------------------------------------------------- */

int cfn_present(bool *out, const Node **definition, CfnTemplate *cfn, const CfnResource *resource,
                const char *type) {
  size_t option = 0;
  *out = false;
  if (resource->count > 1 && cfn->choosing)
    cfn_choose(&option, cfn, CFN_DUPLICATE, resource->id, resource->count);
  *definition = resource->entries[option].member->value;
  if (!str_is(cfn_type_of(*definition), type))
    return OK;
  const Member *member;
  Str condition;
  Tri value = TRI_YES;
  cfn_pick(&member, cfn, *definition, "Condition");
  int status = OK;
  if (member && cfn_node_known(member->value, &condition))
    status = cfn_condition(&value, cfn, condition);
  *out = value != TRI_NO;
  return status;
}

int cfn_may_be_there(bool *out, CfnTemplate *cfn, const Node *definition) {
  const Node *member = node_get(definition, "Condition");
  Str condition;
  Tri value = TRI_YES;
  int status = OK;
  if (member && cfn_node_known(member, &condition))
    status = cfn_condition(&value, cfn, condition);
  *out = value != TRI_NO;
  return status;
}

/* Fn::ToJsonString makes a string of a document; the document itself is better. */
static const Node *unwrap(const Node *document) {
  const Member *function = cfn_intrinsic(document);
  bool to_json = function && document->count == 1 && str_is(function->key, "Fn::ToJsonString");
  return to_json && function->value->kind == NODE_MAP ? function->value : document;
}

/* The document in the properties of a resource. */
int cfn_take_document(CfnOutcome *out, CfnTemplate *cfn, const Node *definition, const char *key) {
  const Member *properties, *document = NULL;
  cfn_pick(&properties, cfn, definition, "Properties");
  if (properties)
    cfn_pick(&document, cfn, properties->value, key);
  if (document) {
    out->span = document->value->span;
    const Node *way[] = {definition, properties->value, document->value};
    for (size_t i = 0; i < sizeof way / sizeof way[0] && !out->alias; i++)
      out->alias = way[i]->alias;
    return cfn_resolve(&out->document, cfn, unwrap(document->value));
  }
  if (!properties || (!cfn_intrinsic(properties->value) && properties->value->kind != NODE_OPAQUE))
    return OK;
  /* They are not known, or a macro or a function makes them: the document is in them. */
  Node *resolved = NULL;
  int status = cfn_resolve(&resolved, cfn, properties->value);
  if (status != OK || !resolved)
    return status;
  out->span = properties->value->span;
  out->document = resolved->kind == NODE_OPAQUE ? resolved : node_get(resolved, key);
  return OK;
}

static int attempt_role(CfnOutcome *out, CfnTemplate *cfn, const void *context) {
  const CfnResource *resource = context;
  const Node *definition;
  *out = (CfnOutcome){.span = resource->entries[0].member->key_span};
  int status = cfn_present(&out->exists, &definition, cfn, resource, "AWS::IAM::Role");
  if (status != OK || !out->exists)
    return status;
  return cfn_take_document(out, cfn, definition, "AssumeRolePolicyDocument");
}

/* ---- The role ------------------------------------------------------------ */

static int fill_identity(Role *role, const Text **ref, CfnTemplate *cfn,
                         const CfnRoleParts *parts) {
  CfnResourceNames identity;
  const Text *seconds;
  Str digits;
  const Node *properties = node_get(parts->definition, "Properties");
  int status = cfn_identify(&identity, cfn, cfn_role_kind(), parts->id,
                            parts->generated ? NULL : parts->definition);
  if (status == OK && parts->generated)
    status = cfn_fixed_text(&identity.path, cfn, properties, "RolePath");
  if (status == OK)
    status = cfn_fixed_text(&seconds, cfn, properties, "MaxSessionDuration");
  if (status != OK)
    return status;
  if (parts->generated && !node_get(properties, "RolePath"))
    identity.path = text_literal(cfn->arena, STR("/"));
  *role = role_new(cfn_address(cfn, parts->id), parts->resource->entries[0].member->key_span,
                   cfn->shared->change);
  role->source_span = cfn->shared->where;
  role->definition = cfn->shared->definition;
  role->label = cfn_readable(cfn, parts->id);
  role->name = identity.name;
  role->path = identity.path;
  role->arn = identity.arn;
  role->generated = parts->fixed;
  if (parts->generated)
    role->made_of = cfn_address(cfn, parts->resource->id);
  role->account = cfn->account_text;
  role->partition = cfn->partition_text;
  if (!parts->generated && seconds && text_known(seconds, &digits))
    role->max_session = role_session_seconds(digits);
  *ref = identity.ref;
  if (!(role->address.ptr && (!parts->generated || role->made_of.ptr)))
    out_of_memory();
  return OK;
}

static int fill_trusts(Role *role, CfnTemplate *cfn, const CfnRoleParts *parts,
                       const CfnAlternatives *alternatives) {
  role->alternatives_cut = alternatives->cut;
  for (size_t i = 0; i < alternatives->count; i++) {
    const CfnOutcome *outcome = &alternatives->items[i].outcome;
    Trust *trust = role_add_trust(cfn->input, role, outcome->span);
    int status = cfn_map_document(trust, cfn, parts->resource, outcome);
    if (status != OK)
      return status;
    trust->when = alternatives->items[i].when;
  }
  return OK;
}

int cfn_add_role(CfnTemplate *cfn, const CfnRoleParts *parts) {
  CfnAlternatives alternatives;
  const Text *ref;
  Role role;
  int status = cfn_try_all(&alternatives, cfn, parts->attempt, parts->context);
  if (status != OK || alternatives.count == 0) /* its condition never holds */
    return status;
  status = fill_identity(&role, &ref, cfn, parts);
  if (status == OK)
    status = fill_trusts(&role, cfn, parts, &alternatives);
  if (status == OK)
    status = cfn_map_admin(cfn, &role, ref, parts->definition);
  if (status == OK)
    status = cfn_map_depends(&role, cfn, parts->resource->id, parts->definition);
  if (status == OK)
    world_add_role(cfn->input, cfn->world, &role);
  return status;
}

int cfn_map_role(CfnTemplate *cfn, const CfnResource *resource) {
  CfnRoleParts parts = {
      .id = resource->id, .resource = resource, .attempt = attempt_role, .context = resource};
  for (size_t i = 0; i < resource->count && !parts.definition; i++) {
    const Node *definition = resource->entries[i].member->value;
    if (str_is(cfn_type_of(definition), "AWS::IAM::Role"))
      parts.definition = definition;
  }
  return parts.definition ? cfn_add_role(cfn, &parts) : OK;
}
