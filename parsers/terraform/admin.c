/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions of identity policies, as far as they are known:
 * AWS's own policies of that kind by name, others by an Allow of every action,
 * or of every action of IAM (whose holder can give themselves the rest), on
 * every resource.
 */
#include "plan.h"

static const struct {
  const char *name;
  const char *why;
} managed[] = {
    {"AdministratorAccess", "AdministratorAccess is attached"},
    {"IAMFullAccess", "IAMFullAccess is attached"},
    {"PowerUserAccess", "PowerUserAccess is attached"},
};

const char *alint_tf_admin_arn(struct alint_str arn) {
  struct alint_str parts[5];
  if (!alint_tf_split_arn(arn, parts) || !alint_str_is(parts[4], "aws"))
    return NULL;
  for (size_t i = 0; i < sizeof managed / sizeof managed[0]; i++) {
    struct alint_str tail = alint_str(managed[i].name);
    if (arn.len > tail.len && arn.ptr[arn.len - tail.len - 1] == '/' &&
        alint_str_ends(arn, managed[i].name))
      return managed[i].why;
  }
  return NULL;
}

/* Whether a value or a list of values has one of the words. */
static bool has_word(const struct alint_node *node, const char *const *words) {
  if (!node)
    return false;
  size_t count = node->kind == ALINT_NODE_LIST ? node->count : 1;
  for (size_t i = 0; i < count; i++) {
    const struct alint_node *item = node->kind == ALINT_NODE_LIST ? node->items[i] : node;
    for (const char *const *word = words; *word && item->kind == ALINT_NODE_STRING; word++) {
      if (alint_str_is_nocase(item->str, *word))
        return true;
    }
  }
  return false;
}

static const char *statement_why(const struct alint_node *statement) {
  static const char *const everything[] = {"*", "*:*", NULL};
  static const char *const iam[] = {"iam:*", NULL};
  const struct alint_node *action = alint_node_get(statement, "Action");
  if (!alint_str_is(alint_tf_string(statement, "Effect"), "Allow") ||
      !has_word(alint_node_get(statement, "Resource"), everything) ||
      alint_node_get(statement, "Condition"))
    return NULL;
  if (has_word(action, everything))
    return "a policy of it allows every action on every resource";
  return has_word(action, iam) ? "a policy of it allows iam:* on every resource" : NULL;
}

int alint_tf_admin_document(const char **why, struct alint_tf *tf, struct alint_str json) {
  struct alint_node *root;
  struct alint_span span = {0, 0};
  struct alint_error ignored = {.status = ALINT_OK};
  *why = NULL;
  int status = alint_json_read_embedded(&root, tf->arena, json, span, &ignored);
  if (status == ALINT_ENOMEM)
    return alint_no_memory(tf->err);
  const struct alint_node *statements =
      status == ALINT_OK ? alint_node_get(root, "Statement") : NULL;
  if (!statements)
    return ALINT_OK;
  if (statements->kind != ALINT_NODE_LIST)
    *why = statement_why(statements);
  else
    for (size_t i = 0; i < statements->count && !*why; i++)
      *why = statement_why(statements->items[i]);
  return ALINT_OK;
}

int alint_tf_role_admin(struct alint_role *role, struct alint_tf *tf,
                        const struct alint_tf_side *side) {
  const char *why = NULL;
  const struct alint_node *list = alint_node_get(side->values, "managed_policy_arns");
  for (size_t i = 0; list && list->kind == ALINT_NODE_LIST && i < list->count && !why; i++)
    why = alint_tf_admin_arn(list->items[i]->str);
  list = alint_node_get(side->values, "inline_policy");
  for (size_t i = 0; list && list->kind == ALINT_NODE_LIST && i < list->count && !why; i++) {
    int status = alint_tf_admin_document(&why, tf, alint_tf_string(list->items[i], "policy"));
    if (status != ALINT_OK)
      return status;
  }
  role->admin = why != NULL;
  role->admin_why = alint_str(why);
  return ALINT_OK;
}
