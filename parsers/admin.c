/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions of identity policies, as far as they are known:
 * AWS's own policies of that kind by name, others by an Allow of every action,
 * of all but some, or of every action of IAM (whose holder can give themselves
 * the rest), on every resource.
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

static bool is_aws_policy(struct alint_str arn) {
  return alint_str_find_str(arn, ALINT_STR(":iam::aws:policy/")) < arn.len;
}

const char *alint_admin_arn(struct alint_str arn) {
  if (!is_aws_policy(arn))
    return NULL;
  for (size_t i = 0; i < sizeof managed / sizeof managed[0]; i++) {
    struct alint_str tail = alint_str(managed[i].name);
    if (arn.len > tail.len && arn.ptr[arn.len - tail.len - 1] == '/' &&
        alint_str_ends(arn, managed[i].name))
      return managed[i].why;
  }
  return NULL;
}

bool alint_admin_limits(struct alint_str arn) {
  return is_aws_policy(arn) && !alint_admin_arn(arn);
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

const char *alint_admin_statement(const struct alint_node *statement) {
  static const char *const everything[] = {"*", "*:*", NULL};
  static const char *const iam[] = {"iam:*", NULL};
  const struct alint_node *action = alint_node_get(statement, "Action");
  const struct alint_node *but = alint_node_get(statement, "NotAction");
  if (!alint_str_is(alint_node_get_str(statement, "Effect"), "Allow") ||
      !has_word(alint_node_get(statement, "Resource"), everything) ||
      alint_node_get(statement, "Condition"))
    return NULL;
  if (has_word(action, everything))
    return "a policy of it allows every action on every resource";
  if (has_word(action, iam))
    return "a policy of it allows iam:* on every resource";
  return but && !has_word(but, everything)
             ? "a policy of it allows all actions but some on every resource"
             : NULL;
}

const char *alint_admin_document(const struct alint_node *document) {
  const struct alint_node *statements = alint_node_get(document, "Statement");
  const char *why = NULL;
  if (!statements || statements->kind != ALINT_NODE_LIST)
    return statements ? alint_admin_statement(statements) : NULL;
  for (size_t i = 0; i < statements->count && !why; i++)
    why = alint_admin_statement(statements->items[i]);
  return why;
}
