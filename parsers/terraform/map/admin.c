/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions by the attributes of a role itself.
 */
#include "parsers/admin.h"
#include "assumelint/arena.h"
#include "parsers/terraform/map/roles.h"

void tf_admin_document(const char **why, TfPlan *tf, Str json) {
  Node *root;
  Span span = {0, 0};
  Error ignored = {.status = OK};
  *why = NULL;
  int status = json_read_embedded(&root, tf->arena, json, span, &ignored);
  if (status == ERR_MEMORY)
    out_of_memory();
  if (status == OK)
    *why = admin_document(root);
}

/* Policies in blocks of the role: a list, and the attribute with the document. */
static const struct {
  const char *list, *document;
} inline_policies[] = {
    {"inline_policy", "policy"}, {"policies", "policy_document"}, /* awscc */
};

static void inline_why(const char **why, TfPlan *tf, const TfResource *resource) {
  for (size_t n = 0; n < sizeof inline_policies / sizeof inline_policies[0]; n++) {
    const Node *list = node_get(resource->values, inline_policies[n].list);
    for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count && !*why; i++)
      tf_admin_document(why, tf, tf_string(list->items[i], inline_policies[n].document));
  }
}

void tf_role_admin(Role *role, TfPlan *tf, const TfResource *resource) {
  const char *why = NULL;
  const Node *list = node_get(resource->values, "managed_policy_arns");
  for (size_t i = 0; list && list->kind == NODE_LIST && i < list->count && !why; i++)
    why = admin_arn(list->items[i]->str);
  inline_why(&why, tf, resource);
  /* One that is not known is one of this plan, made to keep the role small. */
  role->bounded = admin_limits(tf_raw(resource, "permissions_boundary")) ||
                  (tf_marked(resource->unknown, "permissions_boundary") &&
                   tf_given(resource, "permissions_boundary"));
  role_make_admin(role, str_of(why));
}
