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
#include "cfn.h"

static const struct handout_type {
  const char *type;
  enum alint_handout_kind kind;
  const char *id;    /* attribute with the ARN; NULL: Ref */
  const char *roles; /* property with a role or a list of them; NULL: none, or see below */
} types[] = {
    {"AWS::Cognito::IdentityPool", ALINT_HANDOUT_IDENTITY_POOL, NULL, NULL},
    {"AWS::Cognito::IdentityPoolRoleAttachment", ALINT_HANDOUT_POOL_ATTACHMENT, NULL, NULL},
    {"AWS::RolesAnywhere::TrustAnchor", ALINT_HANDOUT_TRUST_ANCHOR, "TrustAnchorArn", NULL},
    {"AWS::RolesAnywhere::Profile", ALINT_HANDOUT_ANYWHERE_PROFILE, "ProfileArn", "RoleArns"},
    {"AWS::EKS::PodIdentityAssociation", ALINT_HANDOUT_POD_IDENTITY, "AssociationArn", "RoleArn"},
    {"AWS::IAM::InstanceProfile", ALINT_HANDOUT_INSTANCE_PROFILE, "Arn", "Roles"},
};

struct builder {
  struct alint_cfn *cfn;
  struct alint_handout handout;
};

/* ---- Roles --------------------------------------------------------------- */

/* The address of the role that a value names by its ARN or its name. */
static struct alint_str find_role(struct alint_cfn *cfn, const struct alint_text *named) {
  const struct alint_hole *hole = alint_text_only_hole(named);
  const struct alint_world *world = cfn->world;
  for (size_t i = 0; i < world->role_count && alint_cfn_step(cfn); i++) {
    const struct alint_role *role = &world->roles[i];
    bool same = hole && hole->resource.len > 0 && alint_str_eq(hole->resource, role->address);
    same = same || (role->arn && alint_text_same(role->arn, named));
    same = same || (role->name && alint_text_same(role->name, named));
    if (same)
      return role->address;
  }
  return (struct alint_str){NULL, 0};
}

static void add_role(struct builder *b, const struct alint_node *value, struct alint_str to) {
  struct alint_handed_role role = {.to = to, .span = value->span};
  alint_cfn_node_text(&role.named, b->cfn, value);
  if (!role.named)
    return;
  role.address = find_role(b->cfn, role.named);
  alint_model_add_handed_role(b->cfn->input, &b->handout, &role);
}

/* A role, or a list of them. */
static int add_roles(struct builder *b, const struct alint_node *written, struct alint_str to) {
  struct alint_node *value;
  if (!written)
    return ALINT_OK;
  int status = alint_cfn_resolve_fixed(&value, b->cfn, written);
  if (status != ALINT_OK || !value)
    return status;
  if (value->kind != ALINT_NODE_LIST) {
    add_role(b, value, to);
    return ALINT_OK;
  }
  for (size_t i = 0; i < value->count; i++)
    add_role(b, value->items[i], to);
  return ALINT_OK;
}

/* Roles: {authenticated: ARN, unauthenticated: ARN} */
static int add_pool_roles(struct builder *b, const struct alint_node *properties) {
  const struct alint_node *written = alint_node_get(properties, "Roles");
  struct alint_node *roles;
  int status = written ? alint_cfn_resolve_fixed(&roles, b->cfn, written) : ALINT_OK;
  if (status != ALINT_OK || !written || !roles || roles->kind != ALINT_NODE_MAP)
    return status;
  for (size_t i = 0; i < roles->count; i++)
    add_role(b, roles->members[i].value, roles->members[i].key);
  return ALINT_OK;
}

/* RoleMappings: {any name: {RulesConfiguration: {Rules: [{RoleARN: ...}]}}} */
static int add_mapped_roles(struct builder *b, const struct alint_node *properties) {
  const struct alint_node *mappings = alint_node_get(properties, "RoleMappings");
  int status = ALINT_OK;
  for (size_t i = 0; mappings && mappings->kind == ALINT_NODE_MAP && i < mappings->count; i++) {
    const struct alint_node *rules =
        alint_node_get(alint_node_get(mappings->members[i].value, "RulesConfiguration"), "Rules");
    for (size_t k = 0; rules && rules->kind == ALINT_NODE_LIST && k < rules->count; k++) {
      if (status == ALINT_OK)
        status = add_roles(b, alint_node_get(rules->items[k], "RoleARN"), ALINT_STR("rule"));
    }
  }
  return status;
}

/* ---- The rest ------------------------------------------------------------ */

/* `absent`: what it is where nothing is said. */
static int read_switch(enum alint_tri *out, struct alint_cfn *cfn,
                       const struct alint_node *properties, const char *key,
                       enum alint_tri absent) {
  const struct alint_text *text;
  struct alint_str value;
  int status = alint_cfn_fixed_text(&text, cfn, properties, key);
  *out = alint_node_get(properties, key) ? ALINT_UNKNOWN : absent;
  if (status == ALINT_OK && text && alint_text_known(text, &value))
    *out = alint_str_is_nocase(value, "true") ? ALINT_YES : ALINT_NO;
  return status;
}

static int read_id(struct builder *b, const struct handout_type *type, struct alint_str id,
                   struct alint_span span) {
  struct alint_node *node;
  int status = type->id ? alint_cfn_get_att(&node, b->cfn, id, alint_str(type->id), span)
                        : alint_cfn_ref(&node, b->cfn, id, span);
  if (status == ALINT_OK)
    alint_cfn_node_text(&b->handout.id, b->cfn, node);
  return status;
}

static int read_properties(struct builder *b, const struct handout_type *type,
                           const struct alint_node *properties) {
  struct alint_cfn *cfn = b->cfn;
  struct alint_handout *handout = &b->handout;
  int status = ALINT_OK;
  switch (type->kind) {
  case ALINT_HANDOUT_IDENTITY_POOL:
    return read_switch(&handout->guests, cfn, properties, "AllowUnauthenticatedIdentities",
                       ALINT_NO);
  case ALINT_HANDOUT_POOL_ATTACHMENT:
    status = alint_cfn_fixed_text(&handout->pool, cfn, properties, "IdentityPoolId");
    if (status == ALINT_OK)
      status = add_pool_roles(b, properties);
    return status == ALINT_OK ? add_mapped_roles(b, properties) : status;
  case ALINT_HANDOUT_TRUST_ANCHOR:
  case ALINT_HANDOUT_ANYWHERE_PROFILE:
    /* Neither is enabled unless it is said. */
    return read_switch(&handout->enabled, cfn, properties, "Enabled", ALINT_NO);
  case ALINT_HANDOUT_POD_IDENTITY:
    status = alint_cfn_fixed_text(&handout->cluster, cfn, properties, "ClusterName");
    if (status == ALINT_OK)
      status = alint_cfn_fixed_text(&handout->kube_namespace, cfn, properties, "Namespace");
    if (status == ALINT_OK)
      status = alint_cfn_fixed_text(&handout->service_account, cfn, properties, "ServiceAccount");
    return status;
  case ALINT_HANDOUT_INSTANCE_PROFILE:
    break;
  }
  return status;
}

static int add_handout(struct alint_cfn *cfn, const struct alint_member *member,
                       const struct handout_type *type) {
  const struct alint_node *properties = alint_node_get(member->value, "Properties");
  struct builder b = {.cfn = cfn,
                      .handout = {.kind = type->kind,
                                  .address = alint_cfn_address(cfn, member->key),
                                  .change = cfn->shared->change,
                                  .span = member->key_span}};
  if (!b.handout.address.ptr)
    alint_out_of_memory();
  int status = read_id(&b, type, member->key, member->key_span);
  if (status == ALINT_OK)
    status = read_properties(&b, type, properties);
  if (status == ALINT_OK && type->roles)
    status = add_roles(&b, alint_node_get(properties, type->roles), ALINT_STR(""));
  if (status == ALINT_OK)
    alint_model_add_handout(cfn->input, cfn->world, &b.handout);
  return status;
}

static int map_resource(struct alint_cfn *cfn, const struct alint_member *member) {
  struct alint_str type = alint_cfn_type_of(member->value);
  bool present;
  size_t i = 0;
  while (i < sizeof types / sizeof types[0] && !alint_str_is(type, types[i].type))
    i++;
  if (i == sizeof types / sizeof types[0])
    return ALINT_OK;
  int status = alint_cfn_may_be_there(&present, cfn, member->value);
  return status == ALINT_OK && present ? add_handout(cfn, member, &types[i]) : status;
}

int alint_cfn_map_handouts(struct alint_cfn *cfn) {
  return alint_cfn_each_resource(cfn, map_resource);
}
