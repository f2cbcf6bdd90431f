/* SPDX-License-Identifier: Apache-2.0
 *
 * Users and identity providers of a template: what a trust policy may name.
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

static const struct {
  const char *type;
  PrincipalResourceKind kind;
} types[] = {
    {"AWS::IAM::User", RESOURCE_USER},
    {"AWS::IAM::OIDCProvider", RESOURCE_OIDC_PROVIDER},
    {"AWS::IAM::SAMLProvider", RESOURCE_SAML_PROVIDER},
};

static int read_client_ids(PrincipalResource *principal_resource, CfnTemplate *cfn,
                           const Node *properties) {
  const Node *written = node_get(properties, "ClientIdList");
  Node *list;
  if (!written)
    return OK;
  int status = cfn_resolve_fixed(&list, cfn, written);
  if (status != OK || !list)
    return status;
  Node **items = list->kind == NODE_LIST ? list->items : &list;
  size_t count = list->kind == NODE_LIST ? list->count : 1;
  for (size_t i = 0; i < count; i++) {
    const Text *text;
    cfn_node_text(&text, cfn, items[i]);
    if (text)
      principal_resource_add_client_id(cfn->input, principal_resource, text);
  }
  return OK;
}

static int add_entity(CfnTemplate *cfn, const CfnEntry *entry, PrincipalResourceKind kind) {
  const Node *resource = entry->member->value;
  CfnResourceNames identity;
  PrincipalResource principal_resource = {.kind = kind,
                                          .address = cfn_address(cfn, entry->key),
                                          .account = cfn->account_text,
                                          .change = cfn->shared->change,
                                          .span = entry->member->key_span,
                                          .source_span = cfn->shared->where,
                                          .definition = cfn->shared->definition};
  int status =
      cfn_identify(&identity, cfn, cfn_kind_of(cfn_type_of(resource)), entry->key, resource);
  if (status == OK && kind == RESOURCE_OIDC_PROVIDER)
    status = read_client_ids(&principal_resource, cfn, node_get(resource, "Properties"));
  if (status != OK || !principal_resource.address.ptr) {
    if (status == OK)
      out_of_memory();
    return status;
  }
  principal_resource.name = identity.name;
  principal_resource.path = identity.path;
  principal_resource.arn = identity.arn;
  world_add_principal_resource(cfn->input, cfn->world, &principal_resource);
  return OK;
}

int cfn_map_principal_resource(CfnTemplate *cfn, const CfnResource *resource) {
  const CfnEntry *entry = &resource->entries[0];
  Str type = cfn_type_of(entry->member->value);
  bool present;
  int status = cfn_may_be_there(&present, cfn, entry->member->value);
  for (size_t i = 0; i < sizeof types / sizeof types[0] && status == OK && present; i++) {
    if (str_is(type, types[i].type))
      status = add_entity(cfn, entry, types[i].kind);
  }
  return status;
}
