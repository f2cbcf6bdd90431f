/* SPDX-License-Identifier: Apache-2.0
 *
 * The front end for a bare policy document, JSON or YAML: what `iam
 * create-role --assume-role-policy-document` takes.
 *
 * Ours is a document with a statement that looks like one of a trust policy,
 * whatever else is wrong with it: it has a principal, or an action of STS and
 * no resource. Policies of identities (no principal, resources) and of
 * resources (principal, resources, no action of STS) are not ours.
 */
#include "trust_policy.h"
#include "assumelint/arena.h"

/* ---- Recognising ---- */

/* Without case: "principal" is wrong, and is what we are there to tell. */
static const struct alint_node *get(const struct alint_node *map, const char *key) {
  for (size_t i = 0; i < map->count; i++) {
    if (alint_str_is_nocase(map->members[i].key, key))
      return map->members[i].value;
  }
  return NULL;
}

static bool is_sts_action(const struct alint_node *node) {
  return alint_node_is_scalar(node) && alint_str_starts_nocase(node->str, "sts:");
}

static bool has_sts_action(const struct alint_node *actions) {
  if (!actions)
    return false;
  if (actions->kind != ALINT_NODE_LIST)
    return is_sts_action(actions);
  for (size_t i = 0; i < actions->count; i++) {
    if (is_sts_action(actions->items[i]))
      return true;
  }
  return false;
}

static bool is_trust_statement(const struct alint_node *st) {
  if (st->kind != ALINT_NODE_MAP)
    return false;
  bool has_principal = get(st, "Principal") || get(st, "NotPrincipal");
  bool has_resource = get(st, "Resource") || get(st, "NotResource");
  bool has_sts = has_sts_action(get(st, "Action")) || has_sts_action(get(st, "NotAction"));
  if (has_principal)
    return has_sts || !has_resource;
  return has_sts && !has_resource;
}

static bool sniff(const struct alint_node *root) {
  if (root->kind != ALINT_NODE_MAP)
    return false;
  const struct alint_node *statements = get(root, "Statement");
  if (!statements)
    return false;
  if (statements->kind != ALINT_NODE_LIST)
    return is_trust_statement(statements);
  for (size_t i = 0; i < statements->count; i++) {
    if (is_trust_statement(statements->items[i]))
      return true;
  }
  return false;
}

/* ---- Mapping ---- */

static int map(struct alint_input *input, struct alint_node *root,
               const struct alint_parse_options *options) {
  (void)options;
  struct alint_arena *arena = input->arena;
  struct alint_role *role = alint_arena_alloc(arena, sizeof *role);
  struct alint_trust *trust = alint_arena_alloc(arena, sizeof *trust);
  if (!role || !trust)
    return alint_no_memory(&input->error);
  int status = alint_policy_map(&trust->policy, &trust->state, arena, root, &input->error);
  if (status != ALINT_OK)
    return status;
  trust->span = root->span;
  role->address = role->label = ALINT_STR("policy");
  /* Whose role it will be is not in the document. */
  role->account = alint_text_own_account(arena, "--account ID");
  role->partition = alint_text_own_partition(arena);
  if (!role->account || !role->partition)
    return alint_no_memory(&input->error);
  role->span = root->span;
  role->trusts = trust;
  role->trust_count = 1;
  role->max_session = -1;
  input->exact_positions = true;
  input->after.roles = role;
  input->after.role_count = 1;
  return ALINT_OK;
}

const struct alint_parser alint_trust_policy_parser = {
    .name = "trust policy",
    .format = ALINT_FORMAT_TRUST_POLICY,
    .sniff = sniff,
    .map = map,
};
