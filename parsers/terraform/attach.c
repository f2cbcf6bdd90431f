/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator rights by attachment: resources that give a policy to a role.
 * They name both by a value where it is known, else by what the configuration
 * refers to in the same module.
 */
#include <stdlib.h>

#include "../admin.h"
#include "plan.h"

/* A role, or a policy that makes its role an administrator, under a name or
 * an address. */
struct entry {
  struct alint_str key;
  struct alint_role *role;
  const char *why;
};

struct index {
  struct entry *items;
  size_t count, cap;
};

static int add(struct index *index, struct alint_tf *tf, struct entry entry) {
  if (entry.key.len == 0)
    return ALINT_OK;
  struct entry *items =
      alint_arena_grow(tf->arena, index->items, index->count, &index->cap, sizeof *items);
  if (!items)
    return alint_no_memory(tf->err);
  index->items = items;
  items[index->count++] = entry;
  return ALINT_OK;
}

static int compare(const void *a, const void *b) {
  return alint_str_cmp(((const struct entry *)a)->key, ((const struct entry *)b)->key);
}

/* The first entry of that key, or `count`. */
static size_t find(const struct index *index, struct alint_str key) {
  size_t low = 0, high = index->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (alint_str_cmp(index->items[middle].key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < index->count && alint_str_eq(index->items[low].key, key) ? low : index->count;
}

static int index_roles(struct index *out, struct alint_tf *tf, struct alint_world *world) {
  int status = ALINT_OK;
  for (size_t i = 0; i < world->role_count && status == ALINT_OK; i++) {
    struct alint_role *role = &world->roles[i];
    struct alint_str name;
    if (role->name && alint_text_known(role->name, &name))
      status = add(out, tf, (struct entry){name, role, NULL});
    if (status == ALINT_OK)
      status = add(out, tf, (struct entry){alint_tf_without_key(role->address), role, NULL});
  }
  if (out->count > 1)
    qsort(out->items, out->count, sizeof *out->items, compare);
  return status;
}

/* Managed policies of the input that make an administrator. */
static int index_policies(struct index *out, struct alint_tf *tf, const struct alint_tf_side *sides,
                          size_t count) {
  int status = ALINT_OK;
  for (size_t i = 0; i < count && status == ALINT_OK; i++) {
    const struct alint_tf_side *side = &sides[i];
    const char *why;
    if (side->object->type->kind != ALINT_TF_MANAGED_POLICY)
      continue;
    status = alint_tf_admin_document(&why, tf, alint_tf_raw(side, "policy"));
    if (status != ALINT_OK || !why)
      continue;
    status = add(out, tf, (struct entry){alint_tf_raw(side, "arn"), NULL, why});
    if (status == ALINT_OK)
      status = add(out, tf, (struct entry){alint_tf_without_key(side->resource), NULL, why});
  }
  if (out->count > 1)
    qsort(out->items, out->count, sizeof *out->items, compare);
  return status;
}

/* The address in the same module that an attribute refers to, "" if none. */
static int referred(struct alint_str *out, struct alint_tf *tf, const struct alint_tf_side *side,
                    const char *attribute) {
  struct alint_str address, *references;
  size_t count;
  *out = (struct alint_str){NULL, 0};
  if (alint_tf_config_address(&address, tf->arena, side->resource) != ALINT_OK)
    return alint_no_memory(tf->err);
  const struct alint_node *config = alint_tf_config_of(tf, address);
  const struct alint_node *expressions = config ? alint_node_get(config, "expressions") : NULL;
  int status = alint_tf_references(&references, &count, tf,
                                   expressions ? alint_node_get(expressions, attribute) : NULL);
  if (status != ALINT_OK || count != 1)
    return status;
  size_t dot = alint_str_find(references[0], 0, '.');
  size_t end = alint_str_find(references[0], dot + 1, '.');
  size_t key = alint_str_find(references[0], dot + 1, '[');
  *out = alint_str_printf(tf->arena, "%.*s%.*s", ALINT_FMT(side->module),
                          ALINT_FMT(alint_str_slice(references[0], 0, end < key ? end : key)));
  return out->ptr ? ALINT_OK : alint_no_memory(tf->err);
}

/* Why the policy of an attachment makes an administrator. */
static int policy_why(const char **why, struct alint_tf *tf, const struct alint_tf_side *side,
                      const struct index *policies) {
  *why = NULL;
  if (side->object->type->kind == ALINT_TF_ROLE_POLICY)
    return alint_tf_admin_document(why, tf, alint_tf_raw(side, "policy"));
  struct alint_str arn = alint_tf_raw(side, "policy_arn");
  *why = alint_admin_arn(arn);
  if (arn.len == 0) {
    int status = referred(&arn, tf, side, "policy_arn");
    if (status != ALINT_OK)
      return status;
  }
  size_t at = find(policies, arn);
  if (!*why && at < policies->count)
    *why = policies->items[at].why;
  return ALINT_OK;
}

static void give(const struct index *roles, struct alint_str key, const char *why) {
  for (size_t i = find(roles, key); i < roles->count; i++) {
    if (!alint_str_eq(roles->items[i].key, key))
      break;
    struct alint_role *role = roles->items[i].role;
    if (role->bounded)
      continue;
    if (!role->admin)
      role->admin_why = alint_str(why);
    role->admin = true;
  }
}

static int attach(struct alint_tf *tf, const struct alint_tf_side *side, const struct index *roles,
                  const struct index *policies) {
  const char *why;
  int status = policy_why(&why, tf, side, policies);
  if (status != ALINT_OK || !why)
    return status;
  if (side->object->type->kind == ALINT_TF_POLICY_ATTACHMENT) {
    const struct alint_node *list = alint_node_get(side->values, "roles");
    for (size_t i = 0; list && list->kind == ALINT_NODE_LIST && i < list->count; i++)
      give(roles, list->items[i]->str, why);
    return ALINT_OK;
  }
  struct alint_str role = alint_tf_raw(side, "role");
  if (role.len == 0)
    status = referred(&role, tf, side, "role");
  give(roles, role, why);
  return status;
}

int alint_tf_attach(struct alint_tf *tf, const struct alint_tf_side *sides, size_t count) {
  if (count == 0)
    return ALINT_OK;
  struct index roles = {NULL, 0, 0}, policies = {NULL, 0, 0};
  int status = index_roles(
      &roles, tf, sides[0].world == ALINT_TF_BEFORE ? &tf->input->before : &tf->input->after);
  if (status == ALINT_OK)
    status = index_policies(&policies, tf, sides, count);
  for (size_t i = 0; i < count && status == ALINT_OK; i++) {
    enum alint_tf_kind kind = sides[i].object->type->kind;
    if (kind == ALINT_TF_ROLE_ATTACHMENT || kind == ALINT_TF_POLICY_ATTACHMENT ||
        kind == ALINT_TF_ROLE_POLICY)
      status = attach(tf, &sides[i], &roles, &policies);
  }
  return status;
}
