/* SPDX-License-Identifier: Apache-2.0
 *
 * AWS::IAM::Role: from a resource to a role with a trust policy for each
 * alternative.
 *
 * Source: AWS CloudFormation User Guide, "AWS::IAM::Role".
 */
#include "assumelint/arena.h"
#include "cfn.h"

/* ---- One attempt --------------------------------------------------------- */

int alint_cfn_present(bool *out, const struct alint_node **definition, struct alint_cfn *cfn,
                      const struct alint_cfn_resource *resource, const char *type) {
  size_t option = 0;
  *out = false;
  if (resource->count > 1 && cfn->choosing)
    alint_cfn_choose(&option, cfn, ALINT_CFN_DUPLICATE, resource->id, resource->count);
  *definition = resource->entries[option].member->value;
  if (!alint_str_is(alint_cfn_type_of(*definition), type))
    return ALINT_OK;
  const struct alint_member *member;
  struct alint_str condition;
  enum alint_tri value = ALINT_YES;
  alint_cfn_pick(&member, cfn, *definition, "Condition");
  int status = ALINT_OK;
  if (member && alint_cfn_node_known(member->value, &condition))
    status = alint_cfn_condition(&value, cfn, condition);
  *out = value != ALINT_NO;
  return status;
}

int alint_cfn_may_be_there(bool *out, struct alint_cfn *cfn, const struct alint_node *definition) {
  const struct alint_node *member = alint_node_get(definition, "Condition");
  struct alint_str condition;
  enum alint_tri value = ALINT_YES;
  int status = ALINT_OK;
  if (member && alint_cfn_node_known(member, &condition))
    status = alint_cfn_condition(&value, cfn, condition);
  *out = value != ALINT_NO;
  return status;
}

/* Fn::ToJsonString makes a string of a document; the document itself is better. */
static const struct alint_node *unwrap(const struct alint_node *document) {
  const struct alint_member *function = alint_cfn_intrinsic(document);
  bool to_json =
      function && document->count == 1 && alint_str_is(function->key, "Fn::ToJsonString");
  return to_json && function->value->kind == ALINT_NODE_MAP ? function->value : document;
}

/* The document in the properties of a resource. */
int alint_cfn_take_document(struct alint_cfn_outcome *out, struct alint_cfn *cfn,
                            const struct alint_node *definition, const char *key) {
  const struct alint_member *properties, *document = NULL;
  alint_cfn_pick(&properties, cfn, definition, "Properties");
  if (properties)
    alint_cfn_pick(&document, cfn, properties->value, key);
  if (document) {
    out->span = document->value->span;
    const struct alint_node *way[] = {definition, properties->value, document->value};
    for (size_t i = 0; i < sizeof way / sizeof way[0] && !out->alias; i++)
      out->alias = way[i]->alias;
    return alint_cfn_resolve(&out->document, cfn, unwrap(document->value));
  }
  if (!properties ||
      (!alint_cfn_intrinsic(properties->value) && properties->value->kind != ALINT_NODE_OPAQUE))
    return ALINT_OK;
  /* They are not known, or a macro or a function makes them: the document is in them. */
  struct alint_node *resolved = NULL;
  int status = alint_cfn_resolve(&resolved, cfn, properties->value);
  if (status != ALINT_OK || !resolved)
    return status;
  out->span = properties->value->span;
  out->document = resolved->kind == ALINT_NODE_OPAQUE ? resolved : alint_node_get(resolved, key);
  return ALINT_OK;
}

static int attempt_role(struct alint_cfn_outcome *out, struct alint_cfn *cfn, const void *context) {
  const struct alint_cfn_resource *resource = context;
  const struct alint_node *definition;
  *out = (struct alint_cfn_outcome){.span = resource->entries[0].member->key_span};
  int status = alint_cfn_present(&out->exists, &definition, cfn, resource, "AWS::IAM::Role");
  if (status != ALINT_OK || !out->exists)
    return status;
  return alint_cfn_take_document(out, cfn, definition, "AssumeRolePolicyDocument");
}

/* ---- The role ------------------------------------------------------------ */

static int fill_identity(struct alint_role *role, const struct alint_text **ref,
                         struct alint_cfn *cfn, const struct alint_cfn_role_parts *parts) {
  struct alint_cfn_identity identity;
  const struct alint_text *seconds;
  struct alint_str digits;
  const struct alint_node *properties = alint_node_get(parts->definition, "Properties");
  int status = alint_cfn_identify(&identity, cfn, alint_cfn_role_kind(), parts->id,
                                  parts->generated ? NULL : parts->definition);
  if (status == ALINT_OK && parts->generated)
    status = alint_cfn_fixed_text(&identity.path, cfn, properties, "RolePath");
  if (status == ALINT_OK)
    status = alint_cfn_fixed_text(&seconds, cfn, properties, "MaxSessionDuration");
  if (status != ALINT_OK)
    return status;
  if (parts->generated && !alint_node_get(properties, "RolePath"))
    identity.path = alint_text_literal(cfn->arena, ALINT_STR("/"));
  *role = alint_new_role(alint_cfn_address(cfn, parts->id),
                         parts->resource->entries[0].member->key_span, cfn->shared->change);
  role->place = cfn->shared->where;
  role->definition = cfn->shared->definition;
  role->label = alint_cfn_readable(cfn, parts->id);
  role->name = identity.name;
  role->path = identity.path;
  role->arn = identity.arn;
  role->generated = parts->fixed;
  if (parts->generated)
    role->made_of = alint_cfn_address(cfn, parts->resource->id);
  role->account = cfn->account_text;
  role->partition = cfn->partition_text;
  if (!parts->generated && seconds && alint_text_known(seconds, &digits))
    role->max_session = alint_session_seconds(digits);
  *ref = identity.ref;
  if (!(role->address.ptr && (!parts->generated || role->made_of.ptr)))
    alint_out_of_memory();
  return ALINT_OK;
}

static int fill_trusts(struct alint_role *role, struct alint_cfn *cfn,
                       const struct alint_cfn_role_parts *parts,
                       const struct alint_cfn_alternatives *alternatives) {
  role->alternatives_cut = alternatives->cut;
  for (size_t i = 0; i < alternatives->count; i++) {
    const struct alint_cfn_outcome *outcome = &alternatives->items[i].outcome;
    struct alint_trust *trust = alint_model_add_trust(cfn->input, role, outcome->span);
    int status = alint_cfn_map_document(trust, cfn, parts->resource, outcome);
    if (status != ALINT_OK)
      return status;
    trust->when = alternatives->items[i].when;
  }
  return ALINT_OK;
}

int alint_cfn_add_role(struct alint_cfn *cfn, const struct alint_cfn_role_parts *parts) {
  struct alint_cfn_alternatives alternatives;
  const struct alint_text *ref;
  struct alint_role role;
  int status = alint_cfn_try_all(&alternatives, cfn, parts->attempt, parts->context);
  if (status != ALINT_OK || alternatives.count == 0) /* its condition never holds */
    return status;
  status = fill_identity(&role, &ref, cfn, parts);
  if (status == ALINT_OK)
    status = fill_trusts(&role, cfn, parts, &alternatives);
  if (status == ALINT_OK)
    status = alint_cfn_map_admin(cfn, &role, ref, parts->definition);
  if (status == ALINT_OK)
    status = alint_cfn_map_depends(&role, cfn, parts->resource->id, parts->definition);
  if (status == ALINT_OK)
    alint_model_add_role(cfn->input, cfn->world, &role);
  return status;
}

int alint_cfn_map_role(struct alint_cfn *cfn, const struct alint_cfn_resource *resource) {
  struct alint_cfn_role_parts parts = {
      .id = resource->id, .resource = resource, .attempt = attempt_role, .context = resource};
  for (size_t i = 0; i < resource->count && !parts.definition; i++) {
    const struct alint_node *definition = resource->entries[i].member->value;
    if (alint_str_is(alint_cfn_type_of(definition), "AWS::IAM::Role"))
      parts.definition = definition;
  }
  return parts.definition ? alint_cfn_add_role(cfn, &parts) : ALINT_OK;
}
