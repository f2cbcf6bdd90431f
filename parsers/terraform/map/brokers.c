/* SPDX-License-Identifier: Apache-2.0
 *
 * Role brokers: Cognito identity pools and their attachments,
 * Roles Anywhere, pod identities, instance profiles.
 *
 * Attributes: documentation of terraform-provider-aws.
 */
#include "assumelint/arena.h"
#include "parsers/terraform/map/roles.h"
#include "parsers/terraform/world/arn.h"
#include "parsers/terraform/world/document.h"

static const struct row {
  TfKind type;
  RoleBrokerKind kind;
  const char *roles; /* attribute with a role, a list or a map of them */
} rows[] = {
    {TF_IDENTITY_POOL, BROKER_IDENTITY_POOL, NULL},
    {TF_POOL_ROLES, BROKER_POOL_ATTACHMENT, "roles"},
    {TF_TRUST_ANCHOR, BROKER_TRUST_ANCHOR, NULL},
    {TF_ANYWHERE_PROFILE, BROKER_ANYWHERE_PROFILE, "role_arns"},
    {TF_POD_IDENTITY, BROKER_POD_IDENTITY, "role_arn"},
    {TF_INSTANCE_PROFILE, BROKER_INSTANCE_PROFILE, "role"},
};

struct builder {
  TfPlan *tf;
  const TfResource *resource;
  const TfRoleIndex *roles;
  RoleBroker broker;
};

/* ---- Attributes ------------------------------------------------------------ */

static const Text *unknown_text(const struct builder *b, const char *attribute) {
  Str address = b->resource->address;
  Str name = str_printf(b->tf->arena, "%.*s.%s", STR_FMT(address), attribute);
  return tf_hole_text(b->tf->arena, (Hole){.name = name, .resource = address});
}

/* A string attribute; a hole where it is not known, NULL where it is not given. */
static const Text *text_of(const struct builder *b, const char *attribute) {
  const Text *text = tf_text(b->tf, b->resource, attribute, HOLE_ANY);
  return text || !tf_unknown(b->resource, attribute) ? text : unknown_text(b, attribute);
}

static Tri switch_of(const struct builder *b, const char *attribute) {
  const Node *value = node_get(b->resource->values, attribute);
  if (value && value->kind == NODE_BOOL)
    return tf_mark_true(value) ? TRI_YES : TRI_NO;
  return tf_unknown(b->resource, attribute) ? TRI_UNKNOWN : TRI_NO;
}

/* ---- Roles ----------------------------------------------------------------- */

static void add_role(struct builder *b, BrokeredRole role) {
  role.span = b->resource->object->span;
  broker_add_role(b->tf->input, &b->broker, &role);
}

/* A role by its ARN or name; one that is hidden can still be compared. */
static void add_named(struct builder *b, Str name, bool hidden, Str to) {
  const Role *role = tf_role_named(b->roles, name, 0);
  Hole like = {.name = b->resource->address, .sensitive = true, .secret = name};
  BrokeredRole out = {.to = to};
  if (role)
    out.address = role->address;
  out.named = hidden ? tf_hole_text(b->tf->arena, like) : text_literal(b->tf->arena, name);
  add_role(b, out);
}

/* Roles that are not known yet, by what the configuration refers to. */
static void add_referred(struct builder *b, const char *attribute) {
  TfReferences references = tf_follow_attribute(b->tf, b->resource, attribute);
  for (size_t i = 0; i < references.count; i++) {
    TfInstances instances = tf_find_instances(b->tf, &references.items[i]);
    for (size_t k = 0; k < instances.count; k++) {
      const TfResource *resource = instances.items[k];
      if (resource->object->type->kind != TF_ROLE || resource->object->type->data)
        continue;
      const Text *arn = tf_arn(b->tf, resource);
      add_role(b, (BrokeredRole){.to = STR(""),
                                 .address = resource->address,
                                 .named = arn ? arn : unknown_text(b, "role")});
    }
  }
}

/* A string, or the strings of a list or map. */
static void add_roles(struct builder *b, const char *attribute) {
  const Node *value = node_get(b->resource->values, attribute);
  bool hidden = tf_any_mark(tf_mark_of(b->resource->sensitive, attribute));
  if (value && value->kind == NODE_STRING) {
    add_named(b, value->str, hidden, STR(""));
    return;
  }
  for (size_t i = 0; value && i < value->count; i++) {
    bool map = value->kind == NODE_MAP;
    const Node *item = node_child(value, i);
    if (item->kind == NODE_STRING)
      add_named(b, item->str, hidden, map ? value->members[i].key : STR(""));
  }
  if (!b->resource->values || tf_any_mark(tf_mark_of(b->resource->unknown, attribute)))
    add_referred(b, attribute);
}

/* role_mapping[].mapping_rule[].role_arn */
static void add_mapped_roles(struct builder *b) {
  const Node *mappings = node_get(b->resource->values, "role_mapping");
  bool hidden = tf_any_mark(tf_mark_of(b->resource->sensitive, "role_mapping"));
  for (size_t i = 0; i < tf_count(mappings); i++) {
    const Node *rules = node_get(mappings->items[i], "mapping_rule");
    for (size_t k = 0; k < tf_count(rules); k++) {
      Str arn = tf_string(rules->items[k], "role_arn");
      if (arn.len > 0)
        add_named(b, arn, hidden, STR("rule"));
    }
  }
}

/* ---- The whole ------------------------------------------------------------- */

static void read_attributes(struct builder *b) {
  RoleBroker *broker = &b->broker;
  switch (broker->kind) {
  case BROKER_IDENTITY_POOL:
    broker->guests = switch_of(b, "allow_unauthenticated_identities");
    break;
  case BROKER_POOL_ATTACHMENT:
    broker->pool = text_of(b, "identity_pool_id");
    add_mapped_roles(b);
    return;
  case BROKER_TRUST_ANCHOR:
  case BROKER_ANYWHERE_PROFILE:
    broker->enabled = switch_of(b, "enabled");
    break;
  case BROKER_POD_IDENTITY:
    broker->cluster = text_of(b, "cluster_name");
    broker->kube_namespace = text_of(b, "namespace");
    broker->service_account = text_of(b, "service_account");
    break;
  case BROKER_INSTANCE_PROFILE:
    break;
  }
}

void tf_add_broker(TfPlan *tf, const TfRoleIndex *roles, const TfResource *resource) {
  struct builder b = {.tf = tf, .resource = resource, .roles = roles};
  size_t i = 0, count = sizeof rows / sizeof rows[0];
  while (i < count && rows[i].type != resource->object->type->kind)
    i++;
  if (i == count)
    return;
  b.broker = (RoleBroker){.kind = rows[i].kind,
                          .address = resource->address,
                          .change = resource->change,
                          .span = resource->object->span};
  b.broker.id = text_of(&b, resource->object->type->name);
  read_attributes(&b);
  if (rows[i].roles)
    add_roles(&b, rows[i].roles);
  world_add_broker(tf->input, tf_world(tf, resource->world), &b.broker);
}
