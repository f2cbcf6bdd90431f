/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator rights by attachment: resources that give a policy to a role.
 * They name both by a value where it is known, else by what the configuration
 * refers to.
 */
#include <stdlib.h>

#include "../admin.h"
#include "document.h"
#include "roles.h"

/* Policies that make their role an administrator, by ARN and by address. */
struct policy {
  struct alint_str key;
  const char *why;
};

struct policies {
  struct policy *items;
  size_t count, cap;
};

static void add(struct policies *policies, struct alint_tf *tf, struct policy policy) {
  if (policy.key.len == 0)
    return;
  struct policy *items =
      alint_arena_grow(tf->arena, policies->items, policies->count, &policies->cap, sizeof *items);
  policies->items = items;
  items[policies->count++] = policy;
}

static int compare(const void *a, const void *b) {
  return alint_str_cmp(((const struct policy *)a)->key, ((const struct policy *)b)->key);
}

/* Why the policy document of a resource makes an administrator. */
static int document_why(const char **why, struct alint_tf *tf, const struct alint_tf_side *side) {
  const char *attribute = side->object->type->policy;
  struct alint_str json = alint_tf_raw(side, attribute);
  *why = NULL;
  if (json.len > 0) {
    alint_tf_admin_document(why, tf, json);
    return ALINT_OK;
  }
  struct alint_tf_rebuilt rebuilt;
  int status = alint_tf_rebuild(&rebuilt, tf, side, attribute);
  for (size_t i = 0; status == ALINT_OK && i < rebuilt.count && !*why; i++)
    *why = alint_admin_document(rebuilt.items[i].document);
  return status;
}

/* Managed policies of the input that make an administrator. */
static int find_policies(struct policies *out, struct alint_tf *tf,
                         const struct alint_tf_side *sides, size_t count) {
  int status = ALINT_OK;
  for (size_t i = 0; i < count && status == ALINT_OK; i++) {
    const struct alint_tf_side *side = &sides[i];
    const char *why;
    if (side->object->type->kind != ALINT_TF_MANAGED_POLICY)
      continue;
    status = document_why(&why, tf, side);
    if (status != ALINT_OK || !why)
      continue;
    add(out, tf, (struct policy){alint_tf_raw(side, "arn"), why});
    add(out, tf, (struct policy){side->address, why});
  }
  if (out->count > 1)
    qsort(out->items, out->count, sizeof *out->items, compare);
  return status;
}

/* ---- What an attachment names ---------------------------------------------- */

struct keys {
  struct alint_str *items; /* names, ARNs or addresses */
  size_t count, cap;
};

static void add_key(struct keys *keys, struct alint_tf *tf, struct alint_str key) {
  struct alint_str *items =
      alint_arena_grow(tf->arena, keys->items, keys->count, &keys->cap, sizeof *items);
  keys->items = items;
  items[keys->count++] = key;
}

/* The resources of the input that an attribute refers to. */
static void add_referred(struct keys *keys, struct alint_tf *tf, const struct alint_tf_side *side,
                         const char *attribute) {
  struct alint_tf_trail trail = {.refs = NULL};
  const struct alint_node *expressions = alint_node_get(side->config, "expressions");
  alint_tf_follow(&trail, tf, alint_tf_place_of(side), alint_node_get(expressions, attribute));
  for (size_t i = 0; i < trail.count; i++) {
    struct alint_tf_instances instances;
    alint_tf_find_instances(&instances, tf, &trail.refs[i]);
    for (size_t k = 0; k < instances.count; k++)
      add_key(keys, tf, tf->by_address[instances.first + k]->address);
  }
}

/* A string, or a list of them. */
static void keys_of(struct keys *out, struct alint_tf *tf, const struct alint_tf_side *side,
                    const char *attribute) {
  const struct alint_node *value = alint_node_get(side->values, attribute);
  *out = (struct keys){NULL, 0, 0};
  if (value && value->kind == ALINT_NODE_STRING) {
    add_key(out, tf, value->str);
    return;
  }
  for (size_t i = 0; i < alint_tf_count(value); i++)
    add_key(out, tf, value->items[i]->str);
  const struct alint_node *marks = alint_tf_mark_of(side->unknown, attribute);
  if ((!side->values || alint_tf_any_mark(marks)))
    add_referred(out, tf, side, attribute);
}

/* ---- Attaching ------------------------------------------------------------- */

/* Resources that attach something, and the attributes that say it. */
static const struct row {
  enum alint_tf_kind kind;
  const char *roles;    /* NULL: the name of the type */
  const char *policies; /* NULL: the document of the resource itself */
} rows[] = {
    {ALINT_TF_ROLE_ATTACHMENT, NULL, "policy_arn"},
    {ALINT_TF_ROLE_ATTACHMENTS, NULL, "policy_arns"},
    {ALINT_TF_POLICY_ATTACHMENT, "roles", "policy_arn"},
    {ALINT_TF_ROLE, NULL, "managed_policy_arns"}, /* of itself */
    {ALINT_TF_ROLE_POLICY, NULL, NULL},
    {ALINT_TF_MANAGED_POLICY, "roles", NULL}, /* awscc */
};

/* Why the policy of an attachment makes an administrator. */
static int policy_why(const char **why, struct alint_tf *tf, const struct alint_tf_side *side,
                      const struct row *row, const struct policies *policies) {
  struct keys keys;
  *why = NULL;
  if (!row->policies)
    return document_why(why, tf, side);
  keys_of(&keys, tf, side, row->policies);
  for (size_t i = 0; i < keys.count && !*why; i++) {
    struct policy key = {.key = keys.items[i]};
    const struct policy *own =
        policies->count > 0 ? bsearch(&key, policies->items, policies->count, sizeof key, compare)
                            : NULL;
    *why = own ? own->why : alint_admin_arn(key.key);
  }
  return ALINT_OK;
}

static void give(const struct alint_tf_roles *roles, struct alint_str key, const char *why) {
  for (size_t i = 0;; i++) {
    struct alint_role *role = alint_tf_role_named(roles, key, i);
    if (!role)
      return;
    alint_make_admin(role, alint_str(why));
  }
}

static int attach(struct alint_tf *tf, const struct alint_tf_side *side, const struct row *row,
                  const struct alint_tf_roles *roles, const struct policies *policies) {
  const char *why;
  struct keys keys;
  int status = policy_why(&why, tf, side, row, policies);
  if (status != ALINT_OK || !why)
    return status;
  if (row->kind == ALINT_TF_ROLE) {
    give(roles, side->address, why);
    return ALINT_OK;
  }
  keys_of(&keys, tf, side, row->roles ? row->roles : side->object->type->name);
  for (size_t i = 0; i < keys.count; i++)
    give(roles, keys.items[i], why);
  return ALINT_OK;
}

int alint_tf_attach(struct alint_tf *tf, const struct alint_tf_roles *roles,
                    const struct alint_tf_side *sides, size_t count) {
  struct policies policies = {NULL, 0, 0};
  int status = find_policies(&policies, tf, sides, count);
  for (size_t i = 0; i < count && status == ALINT_OK; i++) {
    for (size_t k = 0; k < sizeof rows / sizeof rows[0] && status == ALINT_OK; k++) {
      if (sides[i].object->type->kind == rows[k].kind && !sides[i].object->type->data)
        status = attach(tf, &sides[i], &rows[k], roles, &policies);
    }
  }
  return status;
}
