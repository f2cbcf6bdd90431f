/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions that CloudFormation does not know: `!Name` or {"Fn::Name": ...}. It
 * refuses the template, unless a tool takes them away first.
 *
 * Source: AWS CloudFormation User Guide, "Intrinsic function reference", "Rule
 * functions".
 */
#include "parsers/cloudformation/cfn.h"

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

static bool is_unknown(Str key) {
  if (str_starts(key, "Rain::"))
    return true;
  if (!str_starts(key, "Fn::") || str_starts(key, "Fn::ForEach::"))
    return false;
  for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    if (str_is(str_slice(key, 4, key.len), known[i]))
      return false;
  }
  return true;
}

/* Depth: the reader's limit. */
static const Member *find(CfnTemplate *cfn, const Node *node) {
  const Member *found = NULL;
  for (size_t i = 0; i < node->count && !found && cfn_step(cfn); i++) {
    if (node->kind == NODE_LIST)
      found = find(cfn, node->items[i]);
    else if (node->kind == NODE_MAP && is_unknown(node->members[i].key))
      found = &node->members[i];
    else if (node->kind == NODE_MAP)
      found = find(cfn, node->members[i].value);
  }
  return found;
}

const Member *cfn_find_unknown(CfnTemplate *cfn) {
  const Member *found = NULL;
  for (size_t i = 0; i < cfn->root->count && !found; i++) {
    if (!str_is(cfn->root->members[i].key, "Metadata"))
      found = find(cfn, cfn->root->members[i].value);
  }
  return found;
}
