/* SPDX-License-Identifier: Apache-2.0
 *
 * What is looked for everywhere in a policy document: keys that stand twice,
 * YAML aliases, and more values than we judge.
 *
 * Keys that differ only by case count as duplicates, too: Access Analyzer,
 * "Duplicate keys with different case".
 */
#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "parsers/policy/policy_private.h"

static bool same_key_before(const Node *map, size_t i) {
  for (size_t k = 0; k < i; k++) {
    if (str_eq_nocase(map->members[k].key, map->members[i].key))
      return true;
  }
  return false;
}

struct place {
  const PolicyPath *path;
  int statement;
  bool in_alias;
};

static int check_node(PolicyMapper *m, const Node *node, struct place place);

static int check_map(PolicyMapper *m, const Node *map, struct place place) {
  for (size_t i = 0; i < map->count; i++) {
    const Member *member = &map->members[i];
    const Hole *hole = NULL;
    Str key = policy_key(m, member->key, &hole);
    if (!key.ptr)
      out_of_memory();
    PolicyPath path = {.up = place.path, .key = key};
    struct place inside = {&path, place.statement, place.in_alias};
    bool is_statement = !place.path && str_is(member->key, "Statement");
    if (is_statement && member->value->kind == NODE_MAP)
      inside.statement = 0;
    int status = check_node(m, member->value, inside);
    if (status != OK)
      return status;
    /* After the values were counted: their limit bounds this loop, too. */
    if (!same_key_before(map, i))
      continue;
    policy_malformed(m, MALFORMED_DUPLICATE_KEY, inside.statement, key, member->key_span, &path);
  }
  return OK;
}

static bool is_statement_list(const PolicyPath *path) {
  return path && !path->up && !path->is_index && str_is(path->key, "Statement");
}

static int check_list(PolicyMapper *m, const Node *list, struct place place) {
  for (size_t i = 0; i < list->count; i++) {
    PolicyPath path = {.up = place.path, .is_index = true, .index = i};
    struct place inside = {&path, place.statement, place.in_alias};
    if (is_statement_list(place.path) && i < MAX_STATEMENTS)
      inside.statement = (int)i;
    int status = check_node(m, list->items[i], inside);
    if (status != OK)
      return status;
  }
  return OK;
}

/* The recursion is as deep as the tree, whose depth the readers limit. */
static int check_node(PolicyMapper *m, const Node *node, struct place place) {
  if (++m->values > MAX_POLICY_VALUES)
    return error_set_at(m->err, ERR_LIMIT, node->span.begin, "a policy of more than %d values",
                        MAX_POLICY_VALUES);
  if (node->alias && !place.in_alias) {
    policy_malformed(m, MALFORMED_ALIAS, place.statement, (Str){NULL, 0}, *node->alias, place.path);
    place.in_alias = true;
  }
  if (node->kind == NODE_MAP)
    return check_map(m, node, place);
  if (node->kind == NODE_LIST)
    return check_list(m, node, place);
  return OK;
}

int policy_check(PolicyMapper *m, const Node *root) {
  return check_node(m, root, (struct place){NULL, -1, false});
}
