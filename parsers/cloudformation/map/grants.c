/* SPDX-License-Identifier: Apache-2.0
 *
 * Policies of the template that give administrator rights, and the roles they
 * are attached to: read once, looked up for each role.
 */
#include <stdlib.h>

#include "assumelint/arena.h"
#include "parsers/cloudformation/cfn.h"

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
  CfnTemplate *cfn;
  size_t cap;
};

static void add_grant(struct grants *grants, const CfnGrant *grant) {
  CfnTemplate *cfn = grants->cfn;
  CfnGrant *items =
      arena_grow(cfn->arena, cfn->grants, cfn->grant_count, &grants->cap, sizeof *items);
  cfn->grants = items;
  cfn->grants[cfn->grant_count++] = *grant;
}

/* A role, or a list of them, each named by Ref or by its name. */
static int add_roles(struct grants *grants, const Node *written, Str why) {
  Node *roles;
  int status = written ? cfn_resolve_fixed(&roles, grants->cfn, written) : OK;
  if (status != OK || !written || !roles)
    return status;
  Node **items = roles->kind == NODE_LIST ? roles->items : &roles;
  size_t count = roles->kind == NODE_LIST ? roles->count : 1;
  for (size_t i = 0; i < count; i++) {
    CfnGrant grant = {.why = why};
    cfn_node_text(&grant.role, grants->cfn, items[i]);
    if (grant.role)
      add_grant(grants, &grant);
  }
  return OK;
}

static int read_policy(struct grants *grants, const CfnEntry *entry, size_t type) {
  CfnTemplate *cfn = grants->cfn;
  const Node *properties = node_get(entry->member->value, "Properties");
  bool admin;
  int status = cfn_is_admin_policy(&admin, cfn, node_get(properties, "PolicyDocument"));
  if (status != OK || !admin)
    return status;
  CfnGrant grant = {
      .why = str_printf(cfn->arena, "%.*s allows everything, or all of IAM", STR_FMT(entry->key))};
  if (!grant.why.ptr)
    out_of_memory();
  if (types[type].managed) {
    CfnResourceNames identity;
    status = cfn_identify(&identity, cfn, cfn_kind_of(cfn_type_of(entry->member->value)),
                          entry->key, entry->member->value);
    grant.policy = identity.ref;
    if (status == OK)
      add_grant(grants, &grant);
  }
  return status == OK ? add_roles(grants, node_get(properties, types[type].roles), grant.why)
                      : status;
}

/* ---- Index ---------------------------------------------------------------- */

/* An order in which texts that are the same (text_same) are equal. */
static int compare_texts(const Text *a, const Text *b) {
  for (size_t i = 0; i < a->count && i < b->count; i++) {
    const Piece *x = &a->pieces[i], *y = &b->pieces[i];
    if (!x->hole != !y->hole)
      return x->hole ? -1 : 1;
    int order = x->hole ? hole_cmp(x->hole, y->hole) : str_cmp(x->literal, y->literal);
    if (order != 0)
      return order;
  }
  return a->count < b->count ? -1 : a->count > b->count;
}

/* Equal ones stay in the order of the template, which is that in memory. */
static int by_role(const void *left, const void *right) {
  const CfnGrant *const *a = left, *const *b = right;
  int order = compare_texts((*a)->role, (*b)->role);
  return order != 0 ? order : *a < *b ? -1 : *a > *b;
}

static int by_policy(const void *left, const void *right) {
  const CfnGrant *const *a = left, *const *b = right;
  int order = compare_texts((*a)->policy, (*b)->policy);
  return order != 0 ? order : *a < *b ? -1 : *a > *b;
}

static void index_grants(CfnTemplate *cfn) {
  cfn->grants_by_role = arena_array(cfn->arena, cfn->grant_count, sizeof *cfn->grants_by_role);
  cfn->grants_by_policy = arena_array(cfn->arena, cfn->grant_count, sizeof *cfn->grants_by_policy);
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

static const CfnGrant *find(const CfnGrant **sorted, size_t count, const Text *text, bool policy) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    const CfnGrant *grant = sorted[middle];
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

const CfnGrant *cfn_grant_of_role(const CfnTemplate *cfn, const Text *role) {
  return find(cfn->grants_by_role, cfn->grants_by_role_count, role, false);
}

const CfnGrant *cfn_grant_of_policy(const CfnTemplate *cfn, const Text *policy) {
  return find(cfn->grants_by_policy, cfn->grants_by_policy_count, policy, true);
}

int cfn_read_grants(CfnTemplate *cfn) {
  struct grants grants = {.cfn = cfn};
  for (size_t i = 0; i < cfn->resources.count; i++) {
    const CfnEntry *entry = &cfn->resources.entries[i];
    Str type = cfn_type_of(entry->member->value);
    for (size_t k = 0; k < sizeof types / sizeof types[0]; k++) {
      int status = OK;
      if (str_is(type, types[k].type))
        status = read_policy(&grants, entry, k);
      if (status != OK)
        return status;
    }
  }
  index_grants(cfn);
  return OK;
}
