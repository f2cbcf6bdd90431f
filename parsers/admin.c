/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions of identity policies, as far as they are known:
 * AWS's own policies of that kind by name, others by an Allow of every action,
 * or of every action of IAM (whose holder can give themselves the rest), on
 * every resource.
 */
#include "admin.h"

static const struct {
  const char *name;
  const char *why;
} managed[] = {
    {"AdministratorAccess", "AdministratorAccess is attached"},
    {"IAMFullAccess", "IAMFullAccess is attached"},
    {"PowerUserAccess", "PowerUserAccess is attached"},
};

const char *alint_admin_arn(struct alint_str arn) {
  if (!alint_str_starts(arn, "arn:") ||
      alint_str_find_str(arn, ALINT_STR(":iam::aws:policy/")) == arn.len)
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
  if (!alint_str_is(alint_node_get_str(statement, "Effect"), "Allow") ||
      !has_word(alint_node_get(statement, "Resource"), everything) ||
      alint_node_get(statement, "Condition"))
    return NULL;
  if (has_word(action, everything))
    return "a policy of it allows every action on every resource";
  return has_word(action, iam) ? "a policy of it allows iam:* on every resource" : NULL;
}

const char *alint_admin_document(const struct alint_node *document) {
  const struct alint_node *statements = alint_node_get(document, "Statement");
  const char *why = NULL;
  if (!statements || statements->kind != ALINT_NODE_LIST)
    return statements ? statement_why(statements) : NULL;
  for (size_t i = 0; i < statements->count && !why; i++)
    why = statement_why(statements->items[i]);
  return why;
}
