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
#include "policy_private.h"

static bool same_key_before(const struct alint_node *map, size_t i) {
  for (size_t k = 0; k < i; k++) {
    if (alint_str_eq_nocase(map->members[k].key, map->members[i].key))
      return true;
  }
  return false;
}

struct place {
  const struct alint_policy_path *path;
  int statement;
  bool in_alias;
};

static int check_node(struct alint_policy_mapper *m, const struct alint_node *node,
                      struct place place);

static int check_map(struct alint_policy_mapper *m, const struct alint_node *map,
                     struct place place) {
  for (size_t i = 0; i < map->count; i++) {
    const struct alint_member *member = &map->members[i];
    const struct alint_hole *hole = NULL;
    struct alint_str key = alint_policy_key(m, member->key, &hole);
    if (!key.ptr)
      alint_out_of_memory();
    struct alint_policy_path path = {.up = place.path, .key = key};
    struct place inside = {&path, place.statement, place.in_alias};
    bool is_statement = !place.path && alint_str_is(member->key, "Statement");
    if (is_statement && member->value->kind == ALINT_NODE_MAP)
      inside.statement = 0;
    int status = check_node(m, member->value, inside);
    if (status != ALINT_OK)
      return status;
    /* After the values were counted: their limit bounds this loop, too. */
    if (!same_key_before(map, i))
      continue;
    alint_policy_odd(m, ALINT_ODD_DUPLICATE_KEY, inside.statement, key, member->key_span, &path);
  }
  return ALINT_OK;
}

static bool is_statement_list(const struct alint_policy_path *path) {
  return path && !path->up && !path->is_index && alint_str_is(path->key, "Statement");
}

static int check_list(struct alint_policy_mapper *m, const struct alint_node *list,
                      struct place place) {
  for (size_t i = 0; i < list->count; i++) {
    struct alint_policy_path path = {.up = place.path, .is_index = true, .index = i};
    struct place inside = {&path, place.statement, place.in_alias};
    if (is_statement_list(place.path) && i < ALINT_MAX_STATEMENTS)
      inside.statement = (int)i;
    int status = check_node(m, list->items[i], inside);
    if (status != ALINT_OK)
      return status;
  }
  return ALINT_OK;
}

/* The recursion is as deep as the tree, whose depth the readers limit. */
static int check_node(struct alint_policy_mapper *m, const struct alint_node *node,
                      struct place place) {
  if (++m->values > ALINT_MAX_POLICY_VALUES)
    return alint_fail_at(m->err, ALINT_ELIMIT, node->span.begin, "a policy of more than %d values",
                         ALINT_MAX_POLICY_VALUES);
  if (node->alias && !place.in_alias) {
    alint_policy_odd(m, ALINT_ODD_ALIAS, place.statement, (struct alint_str){NULL, 0}, *node->alias,
                     place.path);
    place.in_alias = true;
  }
  if (node->kind == ALINT_NODE_MAP)
    return check_map(m, node, place);
  if (node->kind == ALINT_NODE_LIST)
    return check_list(m, node, place);
  return ALINT_OK;
}

int alint_policy_check(struct alint_policy_mapper *m, const struct alint_node *root) {
  return check_node(m, root, (struct place){NULL, -1, false});
}
