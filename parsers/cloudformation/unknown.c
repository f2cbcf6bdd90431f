/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions that CloudFormation does not know: `!Name` or {"Fn::Name": ...}. It
 * refuses the template, unless a tool takes them away first.
 *
 * Source: AWS CloudFormation User Guide, "Intrinsic function reference", "Rule
 * functions".
 */
#include "cfn.h"

static const char *const known[] = {
    "And",
    "Base64",
    "Cidr",
    "Contains",
    "EachMemberEquals",
    "EachMemberIn",
    "Equals",
    "FindInMap",
    "GetAZs",
    "GetAtt",
    "GetStackOutput",
    "If",
    "ImportValue",
    "Join",
    "Length",
    "Not",
    "Or",
    "RefAll",
    "Select",
    "Split",
    "Sub",
    "ToJsonString",
    "Transform",
    "ValueOf",
    "ValueOfAll",
};

static bool is_unknown(struct alint_str key) {
  if (alint_str_starts(key, "Rain::"))
    return true;
  if (!alint_str_starts(key, "Fn::") || alint_str_starts(key, "Fn::ForEach::"))
    return false;
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    if (alint_str_is(alint_str_slice(key, 4, key.len), known[i]))
      return false;
  }
  return true;
}

/* Depth: the reader's limit. */
static const struct alint_member *find(struct alint_cfn *cfn, const struct alint_node *node) {
  const struct alint_member *found = NULL;
  for (size_t i = 0; i < node->count && !found && alint_cfn_step(cfn); i++) {
    if (node->kind == ALINT_NODE_LIST)
      found = find(cfn, node->items[i]);
    else if (node->kind == ALINT_NODE_MAP && is_unknown(node->members[i].key))
      found = &node->members[i];
    else if (node->kind == ALINT_NODE_MAP)
      found = find(cfn, node->members[i].value);
  }
  return found;
}

const struct alint_member *alint_cfn_find_unknown(struct alint_cfn *cfn) {
  const struct alint_member *found = NULL;
  for (size_t i = 0; i < cfn->root->count && !found; i++) {
    if (!alint_str_is(cfn->root->members[i].key, "Metadata"))
      found = find(cfn, cfn->root->members[i].value);
  }
  return found;
}
