/* SPDX-License-Identifier: Apache-2.0
 *
 * Fn::FindInMap. A mapping by partition gives alternatives. With other keys that
 * are not known the value is a hole; what all values it could be have in common
 * is kept.
 *
 * Source: AWS CloudFormation User Guide, "Fn::FindInMap"; the form with a
 * DefaultValue: "AWS::LanguageExtensions transform".
 */
#include "cfn.h"

/* What the values that come into question have in common. */
struct candidates {
  struct alint_cfn *cfn;
  size_t count;
  bool all_strings, all_accounts;
};

static void look_at(struct candidates *candidates, const struct alint_node *value) {
  candidates->count++;
  bool string = alint_node_is_scalar(value) && value->kind != ALINT_NODE_NULL;
  candidates->all_strings = candidates->all_strings && string;
  candidates->all_accounts = candidates->all_accounts && string && value->str.len == 12 &&
                             alint_str_all_digits(value->str);
}

/* Both keys may be NULL: any key. */
static void collect(struct candidates *candidates, const struct alint_node *mapping,
                    const struct alint_str *first, const struct alint_str *second) {
  for (size_t i = 0; mapping->kind == ALINT_NODE_MAP && i < mapping->count; i++) {
    const struct alint_node *inner = mapping->members[i].value;
    if (first && !alint_str_eq(mapping->members[i].key, *first))
      continue;
    for (size_t k = 0; inner->kind == ALINT_NODE_MAP && k < inner->count; k++) {
      if (!alint_cfn_step(candidates->cfn))
        candidates->all_strings = candidates->all_accounts = false;
      if (!second || alint_str_eq(inner->members[k].key, *second))
        look_at(candidates, inner->members[k].value);
    }
  }
}

static void give_hole(struct alint_node **out, struct alint_cfn *cfn, const struct alint_node *node,
                      const struct candidates *candidates) {
  struct alint_str name;
  alint_cfn_describe(&name, cfn, node);
  if (candidates->count == 0 || !candidates->all_strings) {
    alint_cfn_opaque(out, cfn, alint_cfn_hole(cfn, ALINT_HOLE_ANY, name), node->span);
    return;
  }
  enum alint_hole_kind kind = candidates->all_accounts ? ALINT_HOLE_ACCOUNT : ALINT_HOLE_ANY;
  alint_cfn_hole_node(out, cfn, kind, name, node->span);
}

/* The value of a mapping stands elsewhere: it is shown where it is used. */
static int give_value(struct alint_node **out, struct alint_cfn *cfn, const struct alint_node *node,
                      const struct alint_node *value) {
  int status = alint_cfn_resolve(out, cfn, value);
  if (status != ALINT_OK || !*out)
    return status;
  (*out)->span = node->span;
  for (size_t i = 0; (*out)->kind == ALINT_NODE_LIST && i < (*out)->count; i++)
    (*out)->items[i]->span = node->span;
  return ALINT_OK;
}

static const struct alint_node *only_member(const struct alint_node *map, struct alint_str key) {
  const struct alint_node *found = NULL;
  for (size_t i = 0; map && map->kind == ALINT_NODE_MAP && i < map->count; i++) {
    if (!alint_str_eq(map->members[i].key, key))
      continue;
    if (found)
      return NULL;
    found = map->members[i].value;
  }
  return found;
}

/* Name of the mapping and its two keys; NULL for those that are not known. */
struct keys {
  struct alint_str values[3];
  const struct alint_str *known[3];
  bool by_partition; /* the first key is AWS::Partition */
};

static int read_keys(struct keys *out, struct alint_cfn *cfn, const struct alint_node *argument) {
  *out = (struct keys){0};
  for (size_t i = 0; i < 3; i++) {
    struct alint_node *key = NULL;
    int status = alint_cfn_resolve(&key, cfn, argument->items[i]);
    if (status != ALINT_OK)
      return status;
    if (key && alint_cfn_node_known(key, &out->values[i]))
      out->known[i] = &out->values[i];
    const struct alint_hole *hole =
        i == 1 && key && key->text ? alint_text_only_hole(key->text) : NULL;
    out->by_partition = out->by_partition || (hole && hole->kind == ALINT_HOLE_PARTITION);
  }
  return ALINT_OK;
}

int alint_cfn_fn_find_in_map(struct alint_node **out, struct alint_cfn *cfn,
                             const struct alint_node *node, const struct alint_node *argument) {
  struct keys keys;
  struct candidates candidates = {.cfn = cfn, .all_strings = true, .all_accounts = true};
  size_t at;
  if (argument->kind != ALINT_NODE_LIST || argument->count < 3 || argument->count > 4) {
    alint_cfn_unknown(out, cfn, node, NULL);
    return ALINT_OK;
  }
  int status = read_keys(&keys, cfn, argument);
  if (status != ALINT_OK)
    return status;
  if (!keys.known[0] || alint_cfn_find(&cfn->mappings, *keys.known[0], &at) != 1) {
    alint_cfn_unknown(out, cfn, node, NULL);
    return ALINT_OK;
  }
  const struct alint_node *mapping = cfn->mappings.entries[at].member->value;
  const struct alint_node *otherwise =
      argument->count == 4 ? alint_node_get(argument->items[3], "DefaultValue") : NULL;
  if (keys.by_partition && cfn->choosing && mapping->kind == ALINT_NODE_MAP && mapping->count > 0) {
    /* There are few partitions: each is tried. */
    alint_cfn_choose_partition(&keys.values[1], cfn, mapping);
    keys.known[1] = &keys.values[1];
  }
  if (keys.known[1] && keys.known[2]) {
    const struct alint_node *value =
        only_member(only_member(mapping, *keys.known[1]), *keys.known[2]);
    if (value)
      return give_value(out, cfn, node, value);
    if (otherwise)
      return alint_cfn_resolve(out, cfn, otherwise);
  }
  collect(&candidates, mapping, keys.known[1], keys.known[2]);
  if (otherwise)
    candidates.all_strings = candidates.all_accounts = false;
  give_hole(out, cfn, node, &candidates);
  return ALINT_OK;
}
