/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions by the attributes of a role itself.
 */
#include "../admin.h"
#include "plan.h"

int alint_tf_admin_document(const char **why, struct alint_tf *tf, struct alint_str json) {
  struct alint_node *root;
  struct alint_span span = {0, 0};
  struct alint_error ignored = {.status = ALINT_OK};
  *why = NULL;
  int status = alint_json_read_embedded(&root, tf->arena, json, span, &ignored);
  if (status == ALINT_ENOMEM)
    return alint_no_memory(tf->err);
  if (status == ALINT_OK)
    *why = alint_admin_document(root);
  return ALINT_OK;
}

int alint_tf_role_admin(struct alint_role *role, struct alint_tf *tf,
                        const struct alint_tf_side *side) {
  const char *why = NULL;
  const struct alint_node *list = alint_node_get(side->values, "managed_policy_arns");
  for (size_t i = 0; list && list->kind == ALINT_NODE_LIST && i < list->count && !why; i++)
    why = alint_admin_arn(list->items[i]->str);
  list = alint_node_get(side->values, "inline_policy");
  for (size_t i = 0; list && list->kind == ALINT_NODE_LIST && i < list->count && !why; i++) {
    int status = alint_tf_admin_document(&why, tf, alint_tf_string(list->items[i], "policy"));
    if (status != ALINT_OK)
      return status;
  }
  role->bounded = alint_admin_limits(alint_tf_raw(side, "permissions_boundary"));
  if (role->bounded)
    why = NULL;
  role->admin = why != NULL;
  role->admin_why = alint_str(why);
  return ALINT_OK;
}
