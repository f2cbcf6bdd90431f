/* SPDX-License-Identifier: Apache-2.0
 *
 * Users and identity providers of a template: what a trust policy may name.
 */
#include "assumelint/builder.h"
#include "parsers/cloudformation/map/map.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"

static const struct {
  const char *type;
  PrincipalResourceKind kind;
} types[] = {
    {"AWS::IAM::User", RESOURCE_USER},
    {"AWS::IAM::OIDCProvider", RESOURCE_OIDC_PROVIDER},
    {"AWS::IAM::SAMLProvider", RESOURCE_SAML_PROVIDER},
};

static void read_client_ids(PrincipalResource *out, CfnTemplate *cfn, const Node *written) {
  const Node *ids = cfn_resolve_fixed(cfn, written);
  for (size_t i = 0; i < cfn_item_count(ids); i++) {
    const Text *text = cfn_node_text(cfn, cfn_item(ids, i));
    if (text)
      principal_resource_add_client_id(cfn->input, out, text);
  }
}

static void add_resource(CfnTemplate *cfn, const CfnEntry *entry, PrincipalResourceKind kind) {
  const Node *definition = entry->member->value;
  const CfnIamType *type = cfn_iam_type(cfn_type_of(definition));
  CfnResourceNames names = cfn_identify(cfn, type, entry->key, definition);
  PrincipalResource resource = {.kind = kind,
                                .address = cfn_address(cfn, entry->key),
                                .name = names.name,
                                .path = names.path,
                                .arn = names.arn,
                                .account = cfn->account_text,
                                .change = cfn->shared->change,
                                .span = entry->member->key_span,
                                .source_span = cfn->shared->where,
                                .definition = cfn->shared->definition};
  if (kind == RESOURCE_OIDC_PROVIDER)
    read_client_ids(&resource, cfn, node_get(node_get(definition, "Properties"), "ClientIdList"));
  world_add_principal_resource(cfn->input, cfn->world, &resource);
}

void cfn_map_principal_resource(CfnTemplate *cfn, const CfnDefinitions *resource) {
  const CfnEntry *entry = &resource->entries[0];
  Str type = cfn_type_of(entry->member->value);
  for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
    if (str_is(type, types[i].type) && cfn_may_be_there(cfn, entry->member->value))
      add_resource(cfn, entry, types[i].kind);
  }
}
