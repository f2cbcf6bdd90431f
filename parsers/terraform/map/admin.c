/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions: by the attributes of a role itself, and by attachments,
 * resources that give a policy to a role. They name both by a value where it is known, else by
 * what the configuration refers to.
 */
#include "parsers/admin.h"

#include "assumelint/arena.h"
#include "assumelint/readers.h"
#include "parsers/terraform/map/roles.h"
#include "parsers/terraform/world/document.h"

/* Why a policy that is JSON in a string makes its role an administrator, or NULL. */
static const char *json_why(TfPlan *tf, Str json) {
  const Span none = {0, 0};
  return admin_document(json_parse(tf->arena, json, none));
}

/* ---- The role itself ------------------------------------------------------- */

/* Policies in blocks of the role: a list, and the attribute with the document. */
static const struct {
  const char *list, *document;
} inline_policies[] = {
    {"inline_policy", "policy"}, {"policies", "policy_document"}, /* awscc */
};

void tf_role_admin(Role *role, TfPlan *tf, const TfResource *resource) {
  static const char boundary[] = "permissions_boundary";
  const char *why = NULL;
  const Node *list = node_get(resource->values, "managed_policy_arns");
  for (size_t i = 0; i < tf_count(list) && !why; i++)
    why = admin_arn(list->items[i]->str);
  for (size_t n = 0; n < sizeof inline_policies / sizeof inline_policies[0]; n++) {
    list = node_get(resource->values, inline_policies[n].list);
    for (size_t i = 0; i < tf_count(list) && !why; i++)
      why = json_why(tf, tf_string(list->items[i], inline_policies[n].document));
  }
  /* A boundary that is not known is one of this plan, made to keep the role small. */
  role->bounded = admin_limits(tf_raw(resource, boundary)) ||
                  (tf_marked(resource->unknown, boundary) && tf_given(resource, boundary));
  role_make_admin(role, str_of(why));
}

/* ---- Managed policies ------------------------------------------------------ */

/* Why the policy document of a resource makes an administrator. */
static const char *document_why(TfPlan *tf, const TfResource *resource) {
  const char *attribute = resource->object->type->policy, *why = NULL;
  Str json = tf_raw(resource, attribute);
  if (json.len > 0)
    return json_why(tf, json);
  TfRebuilt rebuilt = tf_rebuild(tf, resource, attribute);
  for (size_t i = 0; i < rebuilt.count && !why; i++)
    why = admin_document(rebuilt.items[i].document);
  return why;
}

/* By ARN and address. */
static AdminPolicies find_policies(TfPlan *tf, const TfResources *resources) {
  AdminPolicies out = {.keys = {NULL, 0, 0}};
  for (size_t i = 0; i < resources->count; i++) {
    const TfResource *resource = &resources->items[i];
    if (resource->object->type->kind != TF_MANAGED_POLICY)
      continue;
    const char *why = document_why(tf, resource);
    admin_add_policy(tf->arena, &out, tf_raw(resource, "arn"), why);
    admin_add_policy(tf->arena, &out, resource->address, why);
  }
  str_index_sort(&out.keys);
  return out;
}

/* ---- What an attachment names ---------------------------------------------- */

/* The resources of the input that an attribute refers to, by address. */
static void add_referred(TfNames *keys, TfPlan *tf, const TfResource *resource,
                         const char *attribute) {
  TfReferences references = tf_follow_attribute(tf, resource, attribute);
  for (size_t i = 0; i < references.count; i++) {
    TfInstances instances = tf_find_instances(tf, &references.items[i]);
    for (size_t k = 0; k < instances.count; k++)
      LIST_ADD(tf->arena, keys, instances.items[k]->address);
  }
}

/* Names, ARNs or addresses: the attribute is a string, or a list of them. */
static TfNames keys_of(TfPlan *tf, const TfResource *resource, const char *attribute) {
  const Node *value = node_get(resource->values, attribute);
  TfNames out = {NULL, 0, 0};
  if (value && value->kind == NODE_STRING) {
    LIST_ADD(tf->arena, &out, value->str);
    return out;
  }
  for (size_t i = 0; i < tf_count(value); i++)
    LIST_ADD(tf->arena, &out, value->items[i]->str);
  if (!resource->values || tf_any_mark(tf_mark_of(resource->unknown, attribute)))
    add_referred(&out, tf, resource, attribute);
  return out;
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
static const char *policy_why(TfPlan *tf, const TfResource *resource, const struct row *row,
                              const AdminPolicies *policies) {
  const char *why = NULL;
  if (!row->policies)
    return document_why(tf, resource);
  TfNames keys = keys_of(tf, resource, row->policies);
  for (size_t i = 0; i < keys.count && !why; i++)
    why = admin_policy_why(policies, keys.items[i]);
  return why;
}

static void make_admin(const TfRoleIndex *roles, Str key, const char *why) {
  Role *role;
  for (size_t i = 0; (role = tf_role_named(roles, key, i)); i++)
    role_make_admin(role, str_of(why));
}

static void attach(TfPlan *tf, const TfResource *resource, const struct row *row,
                   const TfRoleIndex *roles, const AdminPolicies *policies) {
  const char *why = policy_why(tf, resource, row, policies);
  if (!why)
    return;
  if (row->kind == TF_ROLE) {
    make_admin(roles, resource->address, why);
    return;
  }
  TfNames keys = keys_of(tf, resource, row->roles ? row->roles : resource->object->type->name);
  for (size_t i = 0; i < keys.count; i++)
    make_admin(roles, keys.items[i], why);
}

void tf_attach(TfPlan *tf, const TfRoleIndex *roles, const TfResources *resources) {
  AdminPolicies policies = find_policies(tf, resources);
  for (size_t i = 0; i < resources->count; i++) {
    const TfType *type = resources->items[i].object->type;
    for (size_t k = 0; k < sizeof rows / sizeof rows[0]; k++) {
      if (type->kind == rows[k].kind && !type->data)
        attach(tf, &resources->items[i], &rows[k], roles, &policies);
    }
  }
}
