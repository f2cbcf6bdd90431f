/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions by the attributes of a role itself.
 */
#include "../admin.h"
#include "assumelint/arena.h"
#include "roles.h"

void alint_tf_admin_document(const char **why, struct alint_tf *tf, struct alint_str json) {
  struct alint_node *root;
  struct alint_span span = {0, 0};
  struct alint_error ignored = {.status = ALINT_OK};
  *why = NULL;
  int status = alint_json_read_embedded(&root, tf->arena, json, span, &ignored);
  if (status == ALINT_ENOMEM)
    alint_out_of_memory();
  if (status == ALINT_OK)
    *why = alint_admin_document(root);
}

/* Policies in blocks of the role: a list, and the attribute with the document. */
static const struct {
  const char *list, *document;
} inline_policies[] = {
    {"inline_policy", "policy"}, {"policies", "policy_document"}, /* awscc */
};

static void inline_why(const char **why, struct alint_tf *tf, const struct alint_tf_side *side) {
  for (size_t n = 0; n < sizeof inline_policies / sizeof inline_policies[0]; n++) {
    const struct alint_node *list = alint_node_get(side->values, inline_policies[n].list);
    for (size_t i = 0; list && list->kind == ALINT_NODE_LIST && i < list->count && !*why; i++)
      alint_tf_admin_document(why, tf,
                              alint_tf_string(list->items[i], inline_policies[n].document));
  }
}

void alint_tf_role_admin(struct alint_role *role, struct alint_tf *tf,
                         const struct alint_tf_side *side) {
  const char *why = NULL;
  const struct alint_node *list = alint_node_get(side->values, "managed_policy_arns");
  for (size_t i = 0; list && list->kind == ALINT_NODE_LIST && i < list->count && !why; i++)
    why = alint_admin_arn(list->items[i]->str);
  inline_why(&why, tf, side);
  /* One that is not known is one of this plan, made to keep the role small. */
  role->bounded = alint_admin_limits(alint_tf_raw(side, "permissions_boundary")) ||
                  (alint_tf_marked(side->unknown, "permissions_boundary") &&
                   alint_tf_given(side, "permissions_boundary"));
  alint_make_admin(role, alint_str(why));
}
