/* SPDX-License-Identifier: Apache-2.0
 *
 * Trees that are made, and the marks in `after_unknown` that go with values.
 */
#include "document.h"

struct alint_node *alint_tf_new_map(const struct alint_tf_maker *maker, size_t room) {
  struct alint_node *node = alint_node_new(maker->arena, ALINT_NODE_MAP, maker->span);
  node->members = alint_arena_array(maker->arena, room, sizeof *node->members);
  return node;
}

struct alint_node *alint_tf_new_list(const struct alint_tf_maker *maker, size_t room) {
  struct alint_node *node = alint_node_new(maker->arena, ALINT_NODE_LIST, maker->span);
  node->items = alint_arena_array(maker->arena, room, sizeof(struct alint_node *));
  return node;
}

struct alint_node *alint_tf_new_string(const struct alint_tf_maker *maker, struct alint_str s) {
  return alint_node_string(maker->arena, s, maker->span);
}

struct alint_node *alint_tf_new_opaque(const struct alint_tf_maker *maker,
                                       const struct alint_hole *hole) {
  struct alint_node *node =
      hole ? alint_node_new(maker->arena, ALINT_NODE_OPAQUE, maker->span) : NULL;
  if (node)
    node->hole = hole;
  return node;
}

void alint_tf_put(struct alint_node *map, struct alint_str key, struct alint_node *value) {
  map->members[map->count++] =
      (struct alint_member){.key = key, .key_span = map->span, .value = value};
}

void alint_tf_append(struct alint_node *list, struct alint_node *item) {
  list->items[list->count++] = item;
}

size_t alint_tf_count(const struct alint_node *list) {
  return list && list->kind == ALINT_NODE_LIST ? list->count : 0;
}

bool alint_tf_mark_true(const struct alint_node *mark) {
  return mark && mark->kind == ALINT_NODE_BOOL && alint_str_is(mark->str, "true");
}

const struct alint_node *alint_tf_mark_of(const struct alint_node *marks, const char *key) {
  return alint_tf_mark_true(marks) ? marks : alint_node_get(marks, key);
}

const struct alint_node *alint_tf_mark_at(const struct alint_node *marks, size_t i) {
  if (alint_tf_mark_true(marks))
    return marks;
  return i < alint_tf_count(marks) ? marks->items[i] : NULL;
}

/* No deeper than documents are. */
bool alint_tf_any_mark(const struct alint_node *marks) {
  bool any = alint_tf_mark_true(marks);
  for (size_t i = 0; marks && i < marks->count && !any; i++)
    any = alint_tf_any_mark(marks->kind == ALINT_NODE_MAP ? marks->members[i].value
                                                          : marks->items[i]);
  return any;
}

struct alint_node *alint_tf_collapse(struct alint_node *node) {
  bool one = alint_tf_count(node) == 1 && node->items[0]->kind == ALINT_NODE_STRING;
  return one ? node->items[0] : node;
}
