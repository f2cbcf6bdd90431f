/* SPDX-License-Identifier: Apache-2.0
 *
 * Fn::FindInMap. A mapping by partition gives alternatives. With other keys that
 * are not known the value is a hole, which keeps what all possible values have in common.
 *
 * Source: AWS CloudFormation User Guide, "Fn::FindInMap"; the form with a
 * DefaultValue: "AWS::LanguageExtensions transform".
 */
#include "parsers/cloudformation/resolve/nodes.h"
#include "parsers/cloudformation/resolve/resolve.h"

/* What the possible values have in common. */
struct candidates {
  CfnTemplate *cfn;
  size_t count;
  bool all_strings, all_accounts;
};

static void look_at(struct candidates *candidates, const Node *value) {
  candidates->count++;
  bool string = node_is_scalar(value) && value->kind != NODE_NULL;
  candidates->all_strings = candidates->all_strings && string;
  candidates->all_accounts =
      candidates->all_accounts && string && value->str.len == 12 && str_all_digits(value->str);
}

/* A key of NULL: any key. */
static void collect(struct candidates *candidates, const Node *mapping, const Str *first,
                    const Str *second) {
  for (size_t i = 0; mapping->kind == NODE_MAP && i < mapping->count; i++) {
    const Node *inner = mapping->members[i].value;
    if (first && !str_eq(mapping->members[i].key, *first))
      continue;
    for (size_t k = 0; inner->kind == NODE_MAP && k < inner->count; k++) {
      if (!cfn_step(candidates->cfn))
        candidates->all_strings = candidates->all_accounts = false;
      if (!second || str_eq(inner->members[k].key, *second))
        look_at(candidates, inner->members[k].value);
    }
  }
}

static Node *give_hole(CfnTemplate *cfn, const Node *node, const struct candidates *candidates) {
  if (candidates->count == 0 || !candidates->all_strings)
    return cfn_unknown(cfn, node, NULL);
  HoleKind kind = candidates->all_accounts ? HOLE_ACCOUNT : HOLE_ANY;
  return cfn_hole_node(cfn, kind, cfn_describe(cfn, node), node->span);
}

/* The value of a mapping stands elsewhere: it is shown where it is used. */
static Node *give_value(CfnTemplate *cfn, const Node *node, const Node *value) {
  Node *result = cfn_resolve(cfn, value);
  if (!result)
    return NULL;
  result->span = node->span;
  for (size_t i = 0; result->kind == NODE_LIST && i < result->count; i++)
    result->items[i]->span = node->span;
  return result;
}

static const Node *only_member(const Node *map, Str key) {
  const Node *found = NULL;
  for (size_t i = 0; map && map->kind == NODE_MAP && i < map->count; i++) {
    if (!str_eq(map->members[i].key, key))
      continue;
    if (found)
      return NULL;
    found = map->members[i].value;
  }
  return found;
}

/* The name of the mapping and its two keys; NULL for those that are not known. */
struct keys {
  Str values[3];
  const Str *known[3];
  bool by_partition; /* the first key is AWS::Partition */
};

static void read_keys(struct keys *out, CfnTemplate *cfn, const Node *argument) {
  *out = (struct keys){0};
  for (size_t i = 0; i < 3; i++) {
    const Node *key = cfn_resolve(cfn, argument->items[i]);
    if (cfn_node_known(key, &out->values[i]))
      out->known[i] = &out->values[i];
    const Hole *hole = i == 1 && key && key->text ? text_only_hole(key->text) : NULL;
    out->by_partition = out->by_partition || (hole && hole->kind == HOLE_PARTITION);
  }
}

/* The mapping that is named, if it is the only one with its name; or NULL. */
static const Node *find_mapping(const CfnTemplate *cfn, const Str *name) {
  if (!name)
    return NULL;
  CfnDefinitions mapping = cfn_find(&cfn->mappings, *name);
  return mapping.count == 1 ? mapping.entries[0].member->value : NULL;
}

Node *cfn_fn_find_in_map(CfnTemplate *cfn, const Node *node, const Node *argument) {
  struct keys keys;
  struct candidates candidates = {.cfn = cfn, .all_strings = true, .all_accounts = true};
  if (argument->kind != NODE_LIST || argument->count < 3 || argument->count > 4)
    return cfn_unknown(cfn, node, NULL);
  read_keys(&keys, cfn, argument);
  const Node *mapping = find_mapping(cfn, keys.known[0]);
  if (!mapping)
    return cfn_unknown(cfn, node, NULL);
  const Node *otherwise =
      argument->count == 4 ? node_get(argument->items[3], "DefaultValue") : NULL;
  if (keys.by_partition && cfn->choosing && mapping->kind == NODE_MAP && mapping->count > 0) {
    /* There are few partitions: each is tried. */
    keys.values[1] = cfn_choose_partition(cfn, mapping);
    keys.known[1] = &keys.values[1];
  }
  if (keys.known[1] && keys.known[2]) {
    const Node *value = only_member(only_member(mapping, *keys.known[1]), *keys.known[2]);
    if (value)
      return give_value(cfn, node, value);
    if (otherwise)
      return cfn_resolve(cfn, otherwise);
  }
  collect(&candidates, mapping, keys.known[1], keys.known[2]);
  if (otherwise)
    candidates.all_strings = candidates.all_accounts = false;
  return give_hole(cfn, node, &candidates);
}
