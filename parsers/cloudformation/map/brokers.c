/* SPDX-License-Identifier: Apache-2.0
 *
 * Role brokers: Cognito identity pools and their attachments,
 * Roles Anywhere, pod identities, instance profiles.
 *
 * Source: AWS CloudFormation User Guide, AWS::Cognito::IdentityPool,
 * AWS::Cognito::IdentityPoolRoleAttachment, AWS::RolesAnywhere::TrustAnchor,
 * AWS::RolesAnywhere::Profile, AWS::EKS::PodIdentityAssociation,
 * AWS::IAM::InstanceProfile.
 */
#include "assumelint/builder.h"
#include "parsers/cloudformation/map/map.h"
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"

static const struct broker_type {
  const char *type;
  RoleBrokerKind kind;
  const char *id; /* attribute with the ARN; NULL: Ref */
  const char *
      roles; /* property with a role or a list of them; NULL: it is read otherwise, or not at all */
} types[] = {
    {"AWS::Cognito::IdentityPool", BROKER_IDENTITY_POOL, NULL, NULL},
    {"AWS::Cognito::IdentityPoolRoleAttachment", BROKER_POOL_ATTACHMENT, NULL, NULL},
    {"AWS::RolesAnywhere::TrustAnchor", BROKER_TRUST_ANCHOR, "TrustAnchorArn", NULL},
    {"AWS::RolesAnywhere::Profile", BROKER_ANYWHERE_PROFILE, "ProfileArn", "RoleArns"},
    {"AWS::EKS::PodIdentityAssociation", BROKER_POD_IDENTITY, "AssociationArn", "RoleArn"},
    {"AWS::IAM::InstanceProfile", BROKER_INSTANCE_PROFILE, "Arn", "Roles"},
};

struct builder {
  CfnTemplate *cfn;
  RoleBroker broker;
};

/* ---- Roles --------------------------------------------------------------- */

/* The address of the role that a value names by its ARN or its name. */
static Str find_role(CfnTemplate *cfn, const Text *named) {
  const Hole *hole = text_only_hole(named);
  const World *world = cfn->world;
  for (size_t i = 0; i < world->role_count && cfn_step(cfn); i++) {
    const Role *role = &world->roles[i];
    bool same = hole && hole->resource.len > 0 && str_eq(hole->resource, role->address);
    same = same || (role->arn && text_same(role->arn, named));
    same = same || (role->name && text_same(role->name, named));
    if (same)
      return role->address;
  }
  return (Str){NULL, 0};
}

static void add_role(struct builder *b, const Node *value, Str to) {
  BrokeredRole role = {.to = to, .span = value->span, .named = cfn_node_text(b->cfn, value)};
  if (!role.named)
    return;
  role.address = find_role(b->cfn, role.named);
  broker_add_role(b->cfn->input, &b->broker, &role);
}

/* A role, or a list of them. */
static void add_roles(struct builder *b, const Node *written, Str to) {
  const Node *roles = cfn_resolve_fixed(b->cfn, written);
  for (size_t i = 0; i < cfn_item_count(roles); i++)
    add_role(b, cfn_item(roles, i), to);
}

/* Roles: {authenticated: ARN, unauthenticated: ARN} */
static void add_pool_roles(struct builder *b, const Node *properties) {
  const Node *roles = cfn_resolve_fixed(b->cfn, node_get(properties, "Roles"));
  for (size_t i = 0; roles && roles->kind == NODE_MAP && i < roles->count; i++)
    add_role(b, roles->members[i].value, roles->members[i].key);
}

/* RoleMappings: {any name: {RulesConfiguration: {Rules: [{RoleARN: ...}]}}} */
static void add_mapped_roles(struct builder *b, const Node *properties) {
  const Node *mappings = node_get(properties, "RoleMappings");
  for (size_t i = 0; mappings && mappings->kind == NODE_MAP && i < mappings->count; i++) {
    const Node *rules =
        node_get(node_get(mappings->members[i].value, "RulesConfiguration"), "Rules");
    for (size_t k = 0; rules && rules->kind == NODE_LIST && k < rules->count; k++)
      add_roles(b, node_get(rules->items[k], "RoleARN"), STR("rule"));
  }
}

/* ---- Brokers ------------------------------------------------------------- */

/* A switch that is off without the property. */
static Tri read_switch(CfnTemplate *cfn, const Node *properties, const char *key) {
  Str value;
  if (!node_get(properties, key))
    return TRI_NO;
  const Text *text = cfn_fixed_text(cfn, properties, key);
  if (!text || !text_known(text, &value))
    return TRI_UNKNOWN;
  return str_is_nocase(value, "true") ? TRI_YES : TRI_NO;
}

static void read_properties(struct builder *b, const Node *properties) {
  CfnTemplate *cfn = b->cfn;
  RoleBroker *broker = &b->broker;
  switch (broker->kind) {
  case BROKER_IDENTITY_POOL:
    broker->guests = read_switch(cfn, properties, "AllowUnauthenticatedIdentities");
    break;
  case BROKER_POOL_ATTACHMENT:
    broker->pool = cfn_fixed_text(cfn, properties, "IdentityPoolId");
    add_pool_roles(b, properties);
    add_mapped_roles(b, properties);
    break;
  case BROKER_TRUST_ANCHOR:
  case BROKER_ANYWHERE_PROFILE:
    broker->enabled = read_switch(cfn, properties, "Enabled");
    break;
  case BROKER_POD_IDENTITY:
    broker->cluster = cfn_fixed_text(cfn, properties, "ClusterName");
    broker->kube_namespace = cfn_fixed_text(cfn, properties, "Namespace");
    broker->service_account = cfn_fixed_text(cfn, properties, "ServiceAccount");
    break;
  case BROKER_INSTANCE_PROFILE:
    break;
  }
}

static void add_broker(CfnTemplate *cfn, const Member *member, const struct broker_type *type) {
  const Node *properties = node_get(member->value, "Properties");
  Str id = member->key;
  Span span = member->key_span;
  const Node *given_id =
      type->id ? cfn_get_att(cfn, id, str_of(type->id), span) : cfn_ref(cfn, id, span);
  struct builder b = {.cfn = cfn,
                      .broker = {.kind = type->kind,
                                 .address = cfn_address(cfn, id),
                                 .id = cfn_node_text(cfn, given_id),
                                 .change = cfn->shared->change,
                                 .span = span}};
  read_properties(&b, properties);
  if (type->roles)
    add_roles(&b, node_get(properties, type->roles), STR(""));
  world_add_broker(cfn->input, cfn->world, &b.broker);
}

void cfn_map_brokers(CfnTemplate *cfn) {
  CfnResourceCursor cursor = {0};
  const Member *member;
  while ((member = cfn_next_resource(cfn, &cursor))) {
    Str type = cfn_type_of(member->value);
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
      if (str_is(type, types[i].type) && cfn_may_be_there(cfn, member->value))
        add_broker(cfn, member, &types[i]);
    }
  }
}
