/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator rights by attachment: resources that give a policy to a role.
 * They name both by a value where it is known, else by what the configuration
 * refers to.
 */
#include <stdlib.h>

#include "parsers/admin.h"
#include "parsers/terraform/map/roles.h"
#include "parsers/terraform/world/document.h"

/* Policies that make their role an administrator, by ARN and by address. */
struct policy {
  Str key;
  const char *why;
};

struct policies {
  struct policy *items;
  size_t count, cap;
};

static void add(struct policies *policies, TfPlan *tf, struct policy policy) {
  if (policy.key.len == 0)
    return;
  struct policy *items =
      arena_grow(tf->arena, policies->items, policies->count, &policies->cap, sizeof *items);
  policies->items = items;
  items[policies->count++] = policy;
}

static int compare(const void *a, const void *b) {
  return str_cmp(((const struct policy *)a)->key, ((const struct policy *)b)->key);
}

/* Why the policy document of a resource makes an administrator. */
static int document_why(const char **why, TfPlan *tf, const TfResource *resource) {
  const char *attribute = resource->object->type->policy;
  Str json = tf_raw(resource, attribute);
  *why = NULL;
  if (json.len > 0) {
    tf_admin_document(why, tf, json);
    return OK;
  }
  TfRebuilt rebuilt;
  int status = tf_rebuild(&rebuilt, tf, resource, attribute);
  for (size_t i = 0; status == OK && i < rebuilt.count && !*why; i++)
    *why = admin_document(rebuilt.items[i].document);
  return status;
}

/* Managed policies of the input that make an administrator. */
static int find_policies(struct policies *out, TfPlan *tf, const TfResource *resources,
                         size_t count) {
  int status = OK;
  for (size_t i = 0; i < count && status == OK; i++) {
    const TfResource *resource = &resources[i];
    const char *why;
    if (resource->object->type->kind != TF_MANAGED_POLICY)
      continue;
    status = document_why(&why, tf, resource);
    if (status != OK || !why)
      continue;
    add(out, tf, (struct policy){tf_raw(resource, "arn"), why});
    add(out, tf, (struct policy){resource->address, why});
  }
  if (out->count > 1)
    qsort(out->items, out->count, sizeof *out->items, compare);
  return status;
}

/* ---- What an attachment names ---------------------------------------------- */

struct keys {
  Str *items; /* names, ARNs or addresses */
  size_t count, cap;
};

static void add_key(struct keys *keys, TfPlan *tf, Str key) {
  Str *items = arena_grow(tf->arena, keys->items, keys->count, &keys->cap, sizeof *items);
  keys->items = items;
  items[keys->count++] = key;
}

/* The resources of the input that an attribute refers to. */
static void add_referred(struct keys *keys, TfPlan *tf, const TfResource *resource,
                         const char *attribute) {
  TfReferences trail = {.refs = NULL};
  const Node *expressions = node_get(resource->config, "expressions");
  tf_follow(&trail, tf, tf_place_of(resource), node_get(expressions, attribute));
  for (size_t i = 0; i < trail.count; i++) {
    TfInstanceRange instances;
    tf_find_instances(&instances, tf, &trail.refs[i]);
    for (size_t k = 0; k < instances.count; k++)
      add_key(keys, tf, tf->by_address[instances.first + k]->address);
  }
}

/* A string, or a list of them. */
static void keys_of(struct keys *out, TfPlan *tf, const TfResource *resource,
                    const char *attribute) {
  const Node *value = node_get(resource->values, attribute);
  *out = (struct keys){NULL, 0, 0};
  if (value && value->kind == NODE_STRING) {
    add_key(out, tf, value->str);
    return;
  }
  for (size_t i = 0; i < tf_count(value); i++)
    add_key(out, tf, value->items[i]->str);
  const Node *marks = tf_mark_of(resource->unknown, attribute);
  if ((!resource->values || tf_any_mark(marks)))
    add_referred(out, tf, resource, attribute);
}

/* ---- Attaching ------------------------------------------------------------- */

/* Resources that attach something, and the attributes that say it. */
static const struct row {
  TfKind kind;
  const char *roles;    /* NULL: the name of the type */
  const char *policies; /* NULL: the document of the resource itself */
} rows[] = {
    {TF_ROLE_ATTACHMENT, NULL, "policy_arn"},
    {TF_ROLE_ATTACHMENTS, NULL, "policy_arns"},
    {TF_POLICY_ATTACHMENT, "roles", "policy_arn"},
    {TF_ROLE, NULL, "managed_policy_arns"}, /* of itself */
    {TF_ROLE_POLICY, NULL, NULL},
    {TF_MANAGED_POLICY, "roles", NULL}, /* awscc */
};

/* Why the policy of an attachment makes an administrator. */
static int policy_why(const char **why, TfPlan *tf, const TfResource *resource,
                      const struct row *row, const struct policies *policies) {
  struct keys keys;
  *why = NULL;
  if (!row->policies)
    return document_why(why, tf, resource);
  keys_of(&keys, tf, resource, row->policies);
  for (size_t i = 0; i < keys.count && !*why; i++) {
    struct policy key = {.key = keys.items[i]};
    const struct policy *own =
        policies->count > 0 ? bsearch(&key, policies->items, policies->count, sizeof key, compare)
                            : NULL;
    *why = own ? own->why : admin_arn(key.key);
  }
  return OK;
}

static void give(const TfRoleIndex *roles, Str key, const char *why) {
  for (size_t i = 0;; i++) {
    Role *role = tf_role_named(roles, key, i);
    if (!role)
      return;
    role_make_admin(role, str_of(why));
  }
}

static int attach(TfPlan *tf, const TfResource *resource, const struct row *row,
                  const TfRoleIndex *roles, const struct policies *policies) {
  const char *why;
  struct keys keys;
  int status = policy_why(&why, tf, resource, row, policies);
  if (status != OK || !why)
    return status;
  if (row->kind == TF_ROLE) {
    give(roles, resource->address, why);
    return OK;
  }
  keys_of(&keys, tf, resource, row->roles ? row->roles : resource->object->type->name);
  for (size_t i = 0; i < keys.count; i++)
    give(roles, keys.items[i], why);
  return OK;
}

int tf_attach(TfPlan *tf, const TfRoleIndex *roles, const TfResource *resources, size_t count) {
  struct policies policies = {NULL, 0, 0};
  int status = find_policies(&policies, tf, resources, count);
  for (size_t i = 0; i < count && status == OK; i++) {
    for (size_t k = 0; k < sizeof rows / sizeof rows[0] && status == OK; k++) {
      if (resources[i].object->type->kind == rows[k].kind && !resources[i].object->type->data)
        status = attach(tf, &resources[i], &rows[k], roles, &policies);
    }
  }
  return status;
}
