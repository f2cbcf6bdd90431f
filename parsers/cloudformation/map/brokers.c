/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources that hand out roles: Cognito identity pools and their attachments,
 * Roles Anywhere, pod identities, instance profiles.
 *
 * Source: AWS CloudFormation User Guide, AWS::Cognito::IdentityPool,
 * AWS::Cognito::IdentityPoolRoleAttachment, AWS::RolesAnywhere::TrustAnchor,
 * AWS::RolesAnywhere::Profile, AWS::EKS::PodIdentityAssociation,
 * AWS::IAM::InstanceProfile.
 */
#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

static const struct handout_type {
  const char *type;
  RoleBrokerKind kind;
  const char *id;    /* attribute with the ARN; NULL: Ref */
  const char *roles; /* property with a role or a list of them; NULL: none, or see below */
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
  BrokeredRole role = {.to = to, .span = value->span};
  cfn_node_text(&role.named, b->cfn, value);
  if (!role.named)
    return;
  role.address = find_role(b->cfn, role.named);
  broker_add_role(b->cfn->input, &b->broker, &role);
}

/* A role, or a list of them. */
static int add_roles(struct builder *b, const Node *written, Str to) {
  Node *value;
  if (!written)
    return OK;
  int status = cfn_resolve_fixed(&value, b->cfn, written);
  if (status != OK || !value)
    return status;
  if (value->kind != NODE_LIST) {
    add_role(b, value, to);
    return OK;
  }
  for (size_t i = 0; i < value->count; i++)
    add_role(b, value->items[i], to);
  return OK;
}

/* Roles: {authenticated: ARN, unauthenticated: ARN} */
static int add_pool_roles(struct builder *b, const Node *properties) {
  const Node *written = node_get(properties, "Roles");
  Node *roles;
  int status = written ? cfn_resolve_fixed(&roles, b->cfn, written) : OK;
  if (status != OK || !written || !roles || roles->kind != NODE_MAP)
    return status;
  for (size_t i = 0; i < roles->count; i++)
    add_role(b, roles->members[i].value, roles->members[i].key);
  return OK;
}

/* RoleMappings: {any name: {RulesConfiguration: {Rules: [{RoleARN: ...}]}}} */
static int add_mapped_roles(struct builder *b, const Node *properties) {
  const Node *mappings = node_get(properties, "RoleMappings");
  int status = OK;
  for (size_t i = 0; mappings && mappings->kind == NODE_MAP && i < mappings->count; i++) {
    const Node *rules =
        node_get(node_get(mappings->members[i].value, "RulesConfiguration"), "Rules");
    for (size_t k = 0; rules && rules->kind == NODE_LIST && k < rules->count; k++) {
      if (status == OK)
        status = add_roles(b, node_get(rules->items[k], "RoleARN"), STR("rule"));
    }
  }
  return status;
}

/* ---- The rest ------------------------------------------------------------ */

/* `absent`: what it is where nothing is said. */
static int read_switch(Tri *out, CfnTemplate *cfn, const Node *properties, const char *key,
                       Tri absent) {
  const Text *text;
  Str value;
  int status = cfn_fixed_text(&text, cfn, properties, key);
  *out = node_get(properties, key) ? TRI_UNKNOWN : absent;
  if (status == OK && text && text_known(text, &value))
    *out = str_is_nocase(value, "true") ? TRI_YES : TRI_NO;
  return status;
}

static int read_id(struct builder *b, const struct handout_type *type, Str id, Span span) {
  Node *node;
  int status = type->id ? cfn_get_att(&node, b->cfn, id, str_of(type->id), span)
                        : cfn_ref(&node, b->cfn, id, span);
  if (status == OK)
    cfn_node_text(&b->broker.id, b->cfn, node);
  return status;
}

static int read_properties(struct builder *b, const struct handout_type *type,
                           const Node *properties) {
  CfnTemplate *cfn = b->cfn;
  RoleBroker *broker = &b->broker;
  int status = OK;
  switch (type->kind) {
  case BROKER_IDENTITY_POOL:
    return read_switch(&broker->guests, cfn, properties, "AllowUnauthenticatedIdentities", TRI_NO);
  case BROKER_POOL_ATTACHMENT:
    status = cfn_fixed_text(&broker->pool, cfn, properties, "IdentityPoolId");
    if (status == OK)
      status = add_pool_roles(b, properties);
    return status == OK ? add_mapped_roles(b, properties) : status;
  case BROKER_TRUST_ANCHOR:
  case BROKER_ANYWHERE_PROFILE:
    /* Neither is enabled unless it is said. */
    return read_switch(&broker->enabled, cfn, properties, "Enabled", TRI_NO);
  case BROKER_POD_IDENTITY:
    status = cfn_fixed_text(&broker->cluster, cfn, properties, "ClusterName");
    if (status == OK)
      status = cfn_fixed_text(&broker->kube_namespace, cfn, properties, "Namespace");
    if (status == OK)
      status = cfn_fixed_text(&broker->service_account, cfn, properties, "ServiceAccount");
    return status;
  case BROKER_INSTANCE_PROFILE:
    break;
  }
  return status;
}

static int add_handout(CfnTemplate *cfn, const Member *member, const struct handout_type *type) {
  const Node *properties = node_get(member->value, "Properties");
  struct builder b = {.cfn = cfn,
                      .broker = {.kind = type->kind,
                                 .address = cfn_address(cfn, member->key),
                                 .change = cfn->shared->change,
                                 .span = member->key_span}};
  if (!b.broker.address.ptr)
    out_of_memory();
  int status = read_id(&b, type, member->key, member->key_span);
  if (status == OK)
    status = read_properties(&b, type, properties);
  if (status == OK && type->roles)
    status = add_roles(&b, node_get(properties, type->roles), STR(""));
  if (status == OK)
    world_add_broker(cfn->input, cfn->world, &b.broker);
  return status;
}

static int map_resource(CfnTemplate *cfn, const Member *member) {
  Str type = cfn_type_of(member->value);
  bool present;
  size_t i = 0;
  while (i < sizeof types / sizeof types[0] && !str_is(type, types[i].type))
    i++;
  if (i == sizeof types / sizeof types[0])
    return OK;
  int status = cfn_may_be_there(&present, cfn, member->value);
  return status == OK && present ? add_handout(cfn, member, &types[i]) : status;
}

int cfn_map_brokers(CfnTemplate *cfn) {
  return cfn_each_resource(cfn, map_resource);
}
