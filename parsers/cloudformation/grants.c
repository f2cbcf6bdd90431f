/* SPDX-License-Identifier: Apache-2.0
 *
 * Policies of the template that give administrator rights, and the roles they
 * are attached to: read once, looked up for each role.
 */
#include "cfn.h"

static const struct {
  const char *type;
  const char *roles; /* property with the role, or a list of roles */
  bool managed;
} types[] = {
    {"AWS::IAM::Policy", "Roles", false},
    {"AWS::IAM::ManagedPolicy", "Roles", true},
    {"AWS::IAM::RolePolicy", "RoleName", false},
};

struct grants {
  struct alint_cfn *cfn;
  size_t cap;
};

static int add_grant(struct grants *grants, const struct alint_cfn_grant *grant) {
  struct alint_cfn *cfn = grants->cfn;
  struct alint_cfn_grant *items =
      alint_arena_grow(cfn->arena, cfn->grants, cfn->grant_count, &grants->cap, sizeof *items);
  if (!items)
    return ALINT_ENOMEM;
  cfn->grants = items;
  cfn->grants[cfn->grant_count++] = *grant;
  return ALINT_OK;
}

/* A role, or a list of them, each named by Ref or by its name. */
static int add_roles(struct grants *grants, const struct alint_node *written,
                     struct alint_str why) {
  struct alint_node *roles;
  int status = written ? alint_cfn_resolve_fixed(&roles, grants->cfn, written) : ALINT_OK;
  if (status != ALINT_OK || !written || !roles)
    return status;
  struct alint_node **items = roles->kind == ALINT_NODE_LIST ? roles->items : &roles;
  size_t count = roles->kind == ALINT_NODE_LIST ? roles->count : 1;
  for (size_t i = 0; i < count && status == ALINT_OK; i++) {
    struct alint_cfn_grant grant = {.why = why};
    status = alint_cfn_node_text(&grant.role, grants->cfn, items[i]);
    if (status == ALINT_OK && grant.role)
      status = add_grant(grants, &grant);
  }
  return status;
}

static int read_policy(struct grants *grants, const struct alint_cfn_entry *entry, size_t type) {
  struct alint_cfn *cfn = grants->cfn;
  const struct alint_node *properties = alint_node_get(entry->member->value, "Properties");
  bool admin;
  int status = alint_cfn_is_admin_policy(&admin, cfn, alint_node_get(properties, "PolicyDocument"));
  if (status != ALINT_OK || !admin)
    return status;
  struct alint_cfn_grant grant = {.why = alint_str_printf(cfn->arena,
                                                          "%.*s allows everything, or all of IAM",
                                                          ALINT_FMT(entry->key))};
  if (!grant.why.ptr)
    return ALINT_ENOMEM;
  if (types[type].managed) {
    struct alint_cfn_identity identity;
    status = alint_cfn_identify(&identity, cfn,
                                alint_cfn_kind_of(alint_cfn_type_of(entry->member->value)),
                                entry->key, entry->member->value);
    grant.policy = identity.ref;
    if (status == ALINT_OK)
      status = add_grant(grants, &grant);
  }
  return status == ALINT_OK
             ? add_roles(grants, alint_node_get(properties, types[type].roles), grant.why)
             : status;
}

int alint_cfn_read_grants(struct alint_cfn *cfn) {
  struct grants grants = {.cfn = cfn};
  for (size_t i = 0; i < cfn->resources.count; i++) {
    const struct alint_cfn_entry *entry = &cfn->resources.entries[i];
    struct alint_str type = alint_cfn_type_of(entry->member->value);
    for (size_t k = 0; k < sizeof types / sizeof types[0]; k++) {
      int status = ALINT_OK;
      if (alint_str_is(type, types[k].type))
        status = read_policy(&grants, entry, k);
      if (status != ALINT_OK)
        return status;
    }
  }
  return ALINT_OK;
}
