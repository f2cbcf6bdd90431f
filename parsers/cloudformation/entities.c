/* SPDX-License-Identifier: Apache-2.0
 *
 * Users and identity providers of a template: what a trust policy may name.
 */
#include "assumelint/arena.h"
#include "cfn.h"

static const struct {
  const char *type;
  enum alint_entity_kind kind;
} types[] = {
    {"AWS::IAM::User", ALINT_ENTITY_USER},
    {"AWS::IAM::OIDCProvider", ALINT_ENTITY_OIDC_PROVIDER},
    {"AWS::IAM::SAMLProvider", ALINT_ENTITY_SAML_PROVIDER},
};

static int read_client_ids(struct alint_entity *entity, struct alint_cfn *cfn,
                           const struct alint_node *properties) {
  const struct alint_node *written = alint_node_get(properties, "ClientIdList");
  struct alint_node *list;
  if (!written)
    return ALINT_OK;
  int status = alint_cfn_resolve_fixed(&list, cfn, written);
  if (status != ALINT_OK || !list)
    return status;
  struct alint_node **items = list->kind == ALINT_NODE_LIST ? list->items : &list;
  size_t count = list->kind == ALINT_NODE_LIST ? list->count : 1;
  for (size_t i = 0; i < count; i++) {
    const struct alint_text *text;
    alint_cfn_node_text(&text, cfn, items[i]);
    if (text)
      alint_model_add_client_id(cfn->input, entity, text);
  }
  return ALINT_OK;
}

static int add_entity(struct alint_cfn *cfn, const struct alint_cfn_entry *entry,
                      enum alint_entity_kind kind) {
  const struct alint_node *resource = entry->member->value;
  struct alint_cfn_identity identity;
  struct alint_entity entity = {.kind = kind,
                                .address = alint_cfn_address(cfn, entry->key),
                                .account = cfn->account_text,
                                .change = cfn->shared->change,
                                .span = entry->member->key_span,
                                .place = cfn->shared->where,
                                .definition = cfn->shared->definition};
  int status = alint_cfn_identify(&identity, cfn, alint_cfn_kind_of(alint_cfn_type_of(resource)),
                                  entry->key, resource);
  if (status == ALINT_OK && kind == ALINT_ENTITY_OIDC_PROVIDER)
    status = read_client_ids(&entity, cfn, alint_node_get(resource, "Properties"));
  if (status != ALINT_OK || !entity.address.ptr) {
    if (status == ALINT_OK)
      alint_out_of_memory();
    return status;
  }
  entity.name = identity.name;
  entity.path = identity.path;
  entity.arn = identity.arn;
  alint_model_add_entity(cfn->input, cfn->world, &entity);
  return ALINT_OK;
}

int alint_cfn_map_entity(struct alint_cfn *cfn, const struct alint_cfn_resource *resource) {
  const struct alint_cfn_entry *entry = &resource->entries[0];
  struct alint_str type = alint_cfn_type_of(entry->member->value);
  bool present;
  int status = alint_cfn_may_be_there(&present, cfn, entry->member->value);
  for (size_t i = 0; i < sizeof types / sizeof types[0] && status == ALINT_OK && present; i++) {
    if (alint_str_is(type, types[i].type))
      status = add_entity(cfn, entry, types[i].kind);
  }
  return status;
}
