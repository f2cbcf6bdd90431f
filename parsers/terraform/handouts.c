/* SPDX-License-Identifier: Apache-2.0
 *
 * Resources that hand out roles: Cognito identity pools and their attachments,
 * Roles Anywhere, pod identities, instance profiles.
 *
 * Attributes: documentation of terraform-provider-aws.
 */
#include "arn.h"
#include "assumelint/arena.h"
#include "document.h"
#include "roles.h"

static const struct row {
  enum alint_tf_kind type;
  enum alint_handout_kind kind;
  const char *roles; /* attribute with a role, a list or a map of them */
} rows[] = {
    {ALINT_TF_IDENTITY_POOL, ALINT_HANDOUT_IDENTITY_POOL, NULL},
    {ALINT_TF_POOL_ROLES, ALINT_HANDOUT_POOL_ATTACHMENT, "roles"},
    {ALINT_TF_TRUST_ANCHOR, ALINT_HANDOUT_TRUST_ANCHOR, NULL},
    {ALINT_TF_ANYWHERE_PROFILE, ALINT_HANDOUT_ANYWHERE_PROFILE, "role_arns"},
    {ALINT_TF_POD_IDENTITY, ALINT_HANDOUT_POD_IDENTITY, "role_arn"},
    {ALINT_TF_INSTANCE_PROFILE, ALINT_HANDOUT_INSTANCE_PROFILE, "role"},
};

struct builder {
  struct alint_tf *tf;
  const struct alint_tf_side *side;
  const struct alint_tf_roles *roles;
  struct alint_handout handout;
};

/* ---- Texts ----------------------------------------------------------------- */

static void hole_text(const struct alint_text **out, struct builder *b, const char *attribute) {
  struct alint_arena *arena = b->tf->arena;
  struct alint_str address = b->side->address;
  struct alint_str name = alint_str_printf(arena, "%.*s.%s", ALINT_FMT(address), attribute);
  *out = alint_tf_hole_text(arena, (struct alint_hole){.name = name, .resource = address});
  if (!(*out))
    alint_out_of_memory();
}

/* A string attribute; a hole where it is not known, NULL where it is not given. */
static void text_of(const struct alint_text **out, struct builder *b, const char *attribute) {
  alint_tf_text(out, b->tf, b->side, attribute, ALINT_HOLE_ANY);
  if (*out || !alint_tf_unknown(b->side, attribute))
    return;
  hole_text(out, b, attribute);
}

static enum alint_tri switch_of(const struct builder *b, const char *attribute) {
  const struct alint_node *value = alint_node_get(b->side->values, attribute);
  if (value && value->kind == ALINT_NODE_BOOL)
    return alint_str_is(value->str, "true") ? ALINT_YES : ALINT_NO;
  return alint_tf_unknown(b->side, attribute) ? ALINT_UNKNOWN : ALINT_NO;
}

/* ---- Roles ----------------------------------------------------------------- */

static void add_role(struct builder *b, struct alint_handed_role role) {
  role.span = b->side->object->span;
  if (!role.named)
    alint_out_of_memory();
  alint_model_add_handed_role(b->tf->input, &b->handout, &role);
}

/* A role by its ARN or name. One that is hidden is compared all the same. */
static void add_named(struct builder *b, struct alint_str name, bool hidden, struct alint_str to) {
  const struct alint_role *role = alint_tf_role_named(b->roles, name, 0);
  struct alint_handed_role out = {.to = to};
  if (role)
    out.address = role->address;
  struct alint_hole like = {.name = b->side->address, .sensitive = true, .secret = name};
  out.named =
      hidden ? alint_tf_hole_text(b->tf->arena, like) : alint_text_literal(b->tf->arena, name);
  add_role(b, out);
}

/* Roles that are not known yet, by what the configuration refers to. */
static void add_referred(struct builder *b, const struct alint_node *expression,
                         struct alint_str to) {
  struct alint_tf_trail trail = {.refs = NULL};
  alint_tf_follow(&trail, b->tf, alint_tf_place_of(b->side), expression);
  for (size_t i = 0; i < trail.count; i++) {
    struct alint_tf_instances instances;
    alint_tf_find_instances(&instances, b->tf, &trail.refs[i]);
    for (size_t k = 0; k < instances.count; k++) {
      const struct alint_tf_side *side = b->tf->by_address[instances.first + k];
      struct alint_handed_role role = {.to = to, .address = side->address};
      if (side->object->type->kind != ALINT_TF_ROLE || side->object->type->data)
        continue;
      alint_tf_arn(&role.named, b->tf, side);
      if (!role.named)
        hole_text(&role.named, b, "role");
      add_role(b, role);
    }
  }
}

/* A string, or all that are in a list or map. */
static void add_roles(struct builder *b, const char *attribute) {
  const struct alint_node *value = alint_node_get(b->side->values, attribute);
  const struct alint_node *expressions = alint_node_get(b->side->config, "expressions");
  bool hidden =
      b->side->sensitive && alint_tf_any_mark(alint_tf_mark_of(b->side->sensitive, attribute));
  if (value && value->kind == ALINT_NODE_STRING) {
    add_named(b, value->str, hidden, ALINT_STR(""));
    return;
  }
  for (size_t i = 0; value && i < value->count; i++) {
    bool map = value->kind == ALINT_NODE_MAP;
    const struct alint_node *item = map ? value->members[i].value : value->items[i];
    if (item->kind == ALINT_NODE_STRING)
      add_named(b, item->str, hidden, map ? value->members[i].key : ALINT_STR(""));
  }
  if ((!b->side->values || alint_tf_any_mark(alint_tf_mark_of(b->side->unknown, attribute))))
    add_referred(b, alint_node_get(expressions, attribute), ALINT_STR(""));
}

/* role_mapping[].mapping_rule[].role_arn */
static void add_mapped_roles(struct builder *b) {
  const struct alint_node *mappings = alint_node_get(b->side->values, "role_mapping");
  bool hidden = alint_tf_any_mark(alint_tf_mark_of(b->side->sensitive, "role_mapping"));
  for (size_t i = 0; i < alint_tf_count(mappings); i++) {
    const struct alint_node *rules = alint_node_get(mappings->items[i], "mapping_rule");
    for (size_t k = 0; k < alint_tf_count(rules); k++) {
      struct alint_str arn = alint_tf_string(rules->items[k], "role_arn");
      if (arn.len > 0)
        add_named(b, arn, hidden, ALINT_STR("rule"));
    }
  }
}

/* ---- The whole ------------------------------------------------------------- */

static void read_attributes(struct builder *b) {
  struct alint_handout *handout = &b->handout;
  switch (handout->kind) {
  case ALINT_HANDOUT_IDENTITY_POOL:
    handout->guests = switch_of(b, "allow_unauthenticated_identities");
    break;
  case ALINT_HANDOUT_POOL_ATTACHMENT:
    text_of(&handout->pool, b, "identity_pool_id");
    add_mapped_roles(b);
    return;
  case ALINT_HANDOUT_TRUST_ANCHOR:
  case ALINT_HANDOUT_ANYWHERE_PROFILE:
    handout->enabled = switch_of(b, "enabled");
    break;
  case ALINT_HANDOUT_POD_IDENTITY:
    text_of(&handout->cluster, b, "cluster_name");
    text_of(&handout->kube_namespace, b, "namespace");
    text_of(&handout->service_account, b, "service_account");
    break;
  case ALINT_HANDOUT_INSTANCE_PROFILE:
    break;
  }
}

void alint_tf_add_handout(struct alint_tf *tf, const struct alint_tf_roles *roles,
                          const struct alint_tf_side *side) {
  struct builder b = {.tf = tf, .side = side, .roles = roles};
  size_t i = 0, count = sizeof rows / sizeof rows[0];
  while (i < count && rows[i].type != side->object->type->kind)
    i++;
  if (i == count)
    return;
  b.handout = (struct alint_handout){.kind = rows[i].kind,
                                     .address = side->address,
                                     .change = side->change,
                                     .span = side->object->span};
  text_of(&b.handout.id, &b, side->object->type->name);
  read_attributes(&b);
  if (rows[i].roles)
    add_roles(&b, rows[i].roles);
  alint_model_add_handout(tf->input, alint_tf_world(tf, side->world), &b.handout);
}
