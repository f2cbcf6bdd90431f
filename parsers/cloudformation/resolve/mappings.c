/* SPDX-License-Identifier: Apache-2.0
 *
 * Fn::FindInMap. A mapping by partition gives alternatives. With other keys that
 * are not known the value is a hole; what all values it could be have in common
 * is kept.
 *
 * Source: AWS CloudFormation User Guide, "Fn::FindInMap"; the form with a
 * DefaultValue: "AWS::LanguageExtensions transform".
 */
#include "parsers/cloudformation/cfn.h"

/* What the values that come into question have in common. */
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

/* Both keys may be NULL: any key. */
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

static void give_hole(Node **out, CfnTemplate *cfn, const Node *node,
                      const struct candidates *candidates) {
  Str name;
  cfn_describe(&name, cfn, node);
  if (candidates->count == 0 || !candidates->all_strings) {
    cfn_opaque(out, cfn, cfn_hole(cfn, HOLE_ANY, name), node->span);
    return;
  }
  HoleKind kind = candidates->all_accounts ? HOLE_ACCOUNT : HOLE_ANY;
  cfn_hole_node(out, cfn, kind, name, node->span);
}

/* The value of a mapping stands elsewhere: it is shown where it is used. */
static int give_value(Node **out, CfnTemplate *cfn, const Node *node, const Node *value) {
  int status = cfn_resolve(out, cfn, value);
  if (status != OK || !*out)
    return status;
  (*out)->span = node->span;
  for (size_t i = 0; (*out)->kind == NODE_LIST && i < (*out)->count; i++)
    (*out)->items[i]->span = node->span;
  return OK;
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

/* Name of the mapping and its two keys; NULL for those that are not known. */
struct keys {
  Str values[3];
  const Str *known[3];
  bool by_partition; /* the first key is AWS::Partition */
};

static int read_keys(struct keys *out, CfnTemplate *cfn, const Node *argument) {
  *out = (struct keys){0};
  for (size_t i = 0; i < 3; i++) {
    Node *key = NULL;
    int status = cfn_resolve(&key, cfn, argument->items[i]);
    if (status != OK)
      return status;
    if (key && cfn_node_known(key, &out->values[i]))
      out->known[i] = &out->values[i];
    const Hole *hole = i == 1 && key && key->text ? text_only_hole(key->text) : NULL;
    out->by_partition = out->by_partition || (hole && hole->kind == HOLE_PARTITION);
  }
  return OK;
}

int cfn_fn_find_in_map(Node **out, CfnTemplate *cfn, const Node *node, const Node *argument) {
  struct keys keys;
  struct candidates candidates = {.cfn = cfn, .all_strings = true, .all_accounts = true};
  size_t at;
  if (argument->kind != NODE_LIST || argument->count < 3 || argument->count > 4) {
    cfn_unknown(out, cfn, node, NULL);
    return OK;
  }
  int status = read_keys(&keys, cfn, argument);
  if (status != OK)
    return status;
  if (!keys.known[0] || cfn_find(&cfn->mappings, *keys.known[0], &at) != 1) {
    cfn_unknown(out, cfn, node, NULL);
    return OK;
  }
  const Node *mapping = cfn->mappings.entries[at].member->value;
  const Node *otherwise =
      argument->count == 4 ? node_get(argument->items[3], "DefaultValue") : NULL;
  if (keys.by_partition && cfn->choosing && mapping->kind == NODE_MAP && mapping->count > 0) {
    /* There are few partitions: each is tried. */
    cfn_choose_partition(&keys.values[1], cfn, mapping);
    keys.known[1] = &keys.values[1];
  }
  if (keys.known[1] && keys.known[2]) {
    const Node *value = only_member(only_member(mapping, *keys.known[1]), *keys.known[2]);
    if (value)
      return give_value(out, cfn, node, value);
    if (otherwise)
      return cfn_resolve(out, cfn, otherwise);
  }
  collect(&candidates, mapping, keys.known[1], keys.known[2]);
  if (otherwise)
    candidates.all_strings = candidates.all_accounts = false;
  give_hole(out, cfn, node, &candidates);
  return OK;
}
