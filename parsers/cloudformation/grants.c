/* SPDX-License-Identifier: Apache-2.0
 *
 * Policies of the template that give administrator rights, and the roles they
 * are attached to: read once, looked up for each role.
 */
#include <stdlib.h>

#include "assumelint/arena.h"
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

static void add_grant(struct grants *grants, const struct alint_cfn_grant *grant) {
  struct alint_cfn *cfn = grants->cfn;
  struct alint_cfn_grant *items =
      alint_arena_grow(cfn->arena, cfn->grants, cfn->grant_count, &grants->cap, sizeof *items);
  cfn->grants = items;
  cfn->grants[cfn->grant_count++] = *grant;
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
  for (size_t i = 0; i < count; i++) {
    struct alint_cfn_grant grant = {.why = why};
    alint_cfn_node_text(&grant.role, grants->cfn, items[i]);
    if (grant.role)
      add_grant(grants, &grant);
  }
  return ALINT_OK;
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
    alint_out_of_memory();
  if (types[type].managed) {
    struct alint_cfn_identity identity;
    status = alint_cfn_identify(&identity, cfn,
                                alint_cfn_kind_of(alint_cfn_type_of(entry->member->value)),
                                entry->key, entry->member->value);
    grant.policy = identity.ref;
    if (status == ALINT_OK)
      add_grant(grants, &grant);
  }
  return status == ALINT_OK
             ? add_roles(grants, alint_node_get(properties, types[type].roles), grant.why)
             : status;
}

/* ---- Index ---------------------------------------------------------------- */

/* An order in which texts that are the same (alint_text_same) are equal. */
static int compare_texts(const struct alint_text *a, const struct alint_text *b) {
  for (size_t i = 0; i < a->count && i < b->count; i++) {
    const struct alint_piece *x = &a->pieces[i], *y = &b->pieces[i];
    if (!x->hole != !y->hole)
      return x->hole ? -1 : 1;
    int order = x->hole ? alint_hole_cmp(x->hole, y->hole) : alint_str_cmp(x->literal, y->literal);
    if (order != 0)
      return order;
  }
  return a->count < b->count ? -1 : a->count > b->count;
}

/* Equal ones stay in the order of the template, which is that in memory. */
static int by_role(const void *left, const void *right) {
  const struct alint_cfn_grant *const *a = left, *const *b = right;
  int order = compare_texts((*a)->role, (*b)->role);
  return order != 0 ? order : *a < *b ? -1 : *a > *b;
}

static int by_policy(const void *left, const void *right) {
  const struct alint_cfn_grant *const *a = left, *const *b = right;
  int order = compare_texts((*a)->policy, (*b)->policy);
  return order != 0 ? order : *a < *b ? -1 : *a > *b;
}

static void index_grants(struct alint_cfn *cfn) {
  cfn->grants_by_role =
      alint_arena_array(cfn->arena, cfn->grant_count, sizeof *cfn->grants_by_role);
  cfn->grants_by_policy =
      alint_arena_array(cfn->arena, cfn->grant_count, sizeof *cfn->grants_by_policy);
  for (size_t i = 0; i < cfn->grant_count; i++) {
    if (cfn->grants[i].role)
      cfn->grants_by_role[cfn->grants_by_role_count++] = &cfn->grants[i];
    if (cfn->grants[i].policy)
      cfn->grants_by_policy[cfn->grants_by_policy_count++] = &cfn->grants[i];
  }
  qsort(cfn->grants_by_role, cfn->grants_by_role_count, sizeof *cfn->grants_by_role, by_role);
  qsort(cfn->grants_by_policy, cfn->grants_by_policy_count, sizeof *cfn->grants_by_policy,
        by_policy);
}

static const struct alint_cfn_grant *find(const struct alint_cfn_grant **sorted, size_t count,
                                          const struct alint_text *text, bool policy) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const struct alint_cfn_grant *grant = sorted[middle];
    if (compare_texts(policy ? grant->policy : grant->role, text) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == count)
    return NULL;
  return compare_texts(policy ? sorted[low]->policy : sorted[low]->role, text) == 0 ? sorted[low]
                                                                                    : NULL;
}

const struct alint_cfn_grant *alint_cfn_grant_of_role(const struct alint_cfn *cfn,
                                                      const struct alint_text *role) {
  return find(cfn->grants_by_role, cfn->grants_by_role_count, role, false);
}

const struct alint_cfn_grant *alint_cfn_grant_of_policy(const struct alint_cfn *cfn,
                                                        const struct alint_text *policy) {
  return find(cfn->grants_by_policy, cfn->grants_by_policy_count, policy, true);
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
  index_grants(cfn);
  return ALINT_OK;
}
