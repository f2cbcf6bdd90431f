/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for a bare policy document, JSON or YAML: what `iam
 * create-role --assume-role-policy-document` takes.
 *
 * A document is ours if a statement looks like one of a trust policy, even if other things
 * are wrong with it: it has a principal, or an action of STS and no resource. Policies of
 * identities (no principal, resources) and of resources (principal, resources, no action
 * of STS) are not ours.
 */
#include "assumelint/builder.h"
#include "assumelint/parser.h"

/* ---- Recognising ---- */

/* Ignores case: "principal" is wrong, and a finding should say so. */
static const Node *get(const Node *map, const char *key) {
  for (size_t i = 0; i < map->count; i++) {
    if (str_is_nocase(map->members[i].key, key))
      return map->members[i].value;
  }
  return NULL;
}

static bool is_sts_action(const Node *node) {
  return node_is_scalar(node) && str_starts_nocase(node->str, "sts:");
}

static bool has_sts_action(const Node *actions) {
  if (!actions)
    return false;
  if (actions->kind != NODE_LIST)
    return is_sts_action(actions);
  for (size_t i = 0; i < actions->count; i++) {
    if (is_sts_action(actions->items[i]))
      return true;
  }
  return false;
}

static bool is_trust_statement(const Node *st) {
  if (st->kind != NODE_MAP)
    return false;
  bool has_principal = get(st, "Principal") || get(st, "NotPrincipal");
  bool has_resource = get(st, "Resource") || get(st, "NotResource");
  bool has_sts = has_sts_action(get(st, "Action")) || has_sts_action(get(st, "NotAction"));
  if (has_principal)
    return has_sts || !has_resource;
  return has_sts && !has_resource;
}

static bool claims(const Node *root) {
  if (root->kind != NODE_MAP)
    return false;
  const Node *statements = get(root, "Statement");
  if (!statements)
    return false;
  if (statements->kind != NODE_LIST)
    return is_trust_statement(statements);
  for (size_t i = 0; i < statements->count; i++) {
    if (is_trust_statement(statements->items[i]))
      return true;
  }
  return false;
}

/* ---- Mapping ---- */

/* The document does not say which role it is for. */
static int map(Input *input, Node *root, const ParseOptions *options) {
  (void)options;
  Role role = role_new(STR("policy"), root->span, CHANGE_NONE);
  Trust *trust = role_add_trust(input, &role, root->span);
  input_own_account(&role.account, &role.partition, input);
  int status = policy_map(&trust->policy, &trust->state, input->arena, root, &input->error);
  input->exact_positions = true;
  if (status == OK)
    world_add_role(input, &input->after, &role);
  return status;
}

const FrontEnd trust_policy_front_end = {
    .formats = {FORMAT_TRUST_POLICY},
    .extensions = {".yaml", ".yml", ".json"},
    .markers = {{"Statement", MARKER_KEY}, {"sts:", MARKER_ACTION}},
    .claims = claims,
    .map = map,
};
