/* SPDX-License-Identifier: Apache-2.0
 *
 * Administrator-like permissions of identity policies, as far as they are known. Three
 * policies of AWS count by name. Others count by an Allow on every resource of every
 * action, of all actions but some, or of every action of IAM, whose holder can give
 * themselves the rest.
 */
#include "parsers/admin.h"

#include "assumelint/arena.h"

static bool is_aws_policy(Str arn) {
  return str_find_str(arn, STR(":iam::aws:policy/")) < arn.len;
}

const char *admin_arn(Str arn) {
  static const char *const managed[][2] = {
      {"/AdministratorAccess", "AdministratorAccess is attached"},
      {"/IAMFullAccess", "IAMFullAccess is attached"},
      {"/PowerUserAccess", "PowerUserAccess is attached"},
  };
  for (size_t i = 0; i < sizeof managed / sizeof managed[0] && is_aws_policy(arn); i++) {
    if (str_ends(arn, managed[i][0]))
      return managed[i][1];
  }
  return NULL;
}

bool admin_limits(Str arn) {
  return is_aws_policy(arn) && !admin_arn(arn);
}

/* Whether a value or a list of values has one of the words. */
static bool has_word(const Node *node, const char *const *words) {
  if (!node)
    return false;
  size_t count = node->kind == NODE_LIST ? node->count : 1;
  for (size_t i = 0; i < count; i++) {
    const Node *item = node->kind == NODE_LIST ? node->items[i] : node;
    for (const char *const *word = words; *word && item->kind == NODE_STRING; word++) {
      if (str_is_nocase(item->str, *word))
        return true;
    }
  }
  return false;
}

const char *admin_statement(const Node *statement) {
  static const char *const everything[] = {"*", "*:*", NULL};
  static const char *const iam[] = {"iam:*", NULL};
  const Node *action = node_get(statement, "Action");
  const Node *but = node_get(statement, "NotAction");
  if (!str_is(node_get_str(statement, "Effect"), "Allow") ||
      !has_word(node_get(statement, "Resource"), everything) || node_get(statement, "Condition"))
    return NULL;
  if (has_word(action, everything))
    return "one of its policies allows every action on every resource";
  if (has_word(action, iam))
    return "one of its policies allows iam:* on every resource";
  if (but && !has_word(but, everything))
    return "one of its policies allows all actions but some on every resource";
  return NULL;
}

const char *admin_document(const Node *document) {
  const Node *statements = node_get(document, "Statement");
  const char *why = NULL;
  if (!statements || statements->kind != NODE_LIST)
    return statements ? admin_statement(statements) : NULL;
  for (size_t i = 0; i < statements->count && !why; i++)
    why = admin_statement(statements->items[i]);
  return why;
}

void admin_add_policy(Arena *arena, AdminPolicies *policies, Str key, const char *why) {
  if (!why || key.len == 0)
    return;
  LIST_ADD(arena, &policies->keys, (StrEntry){key, policies->reasons.count});
  LIST_ADD(arena, &policies->reasons, why);
}

const char *admin_policy_why(const AdminPolicies *policies, Str key) {
  StrEntries own = str_index_find(&policies->keys, key);
  const char *why = admin_arn(key);
  return why || own.count == 0 ? why : policies->reasons.items[own.items[0].index];
}
