/* SPDX-License-Identifier: Apache-2.0
 *
 * Trees that are made, and the marks in `after_unknown` that go with values.
 */
#include "parsers/terraform/world/document.h"

Node *tf_new_map(const TfNodeMaker *maker, size_t room) {
  Node *node = node_new(maker->arena, NODE_MAP, maker->span);
  node->members = arena_array(maker->arena, room, sizeof *node->members);
  return node;
}

Node *tf_new_list(const TfNodeMaker *maker, size_t room) {
  Node *node = node_new(maker->arena, NODE_LIST, maker->span);
  node->items = arena_array(maker->arena, room, sizeof(Node *));
  return node;
}

Node *tf_new_string(const TfNodeMaker *maker, Str s) {
  return node_string(maker->arena, s, maker->span);
}

Node *tf_new_opaque(const TfNodeMaker *maker, const Hole *hole) {
  Node *node = hole ? node_new(maker->arena, NODE_OPAQUE, maker->span) : NULL;
  if (node)
    node->hole = hole;
  return node;
}

void tf_put(Node *map, Str key, Node *value) {
  map->members[map->count++] = (Member){.key = key, .key_span = map->span, .value = value};
}

void tf_append(Node *list, Node *item) {
  list->items[list->count++] = item;
}

size_t tf_count(const Node *list) {
  return list && list->kind == NODE_LIST ? list->count : 0;
}

bool tf_mark_true(const Node *mark) {
  return mark && mark->kind == NODE_BOOL && str_is(mark->str, "true");
}

const Node *tf_mark_of(const Node *marks, const char *key) {
  return tf_mark_true(marks) ? marks : node_get(marks, key);
}

const Node *tf_mark_at(const Node *marks, size_t i) {
  if (tf_mark_true(marks))
    return marks;
  return i < tf_count(marks) ? marks->items[i] : NULL;
}

/* No deeper than documents are. */
bool tf_any_mark(const Node *marks) {
  bool any = tf_mark_true(marks);
  for (size_t i = 0; marks && i < marks->count && !any; i++)
    any = tf_any_mark(marks->kind == NODE_MAP ? marks->members[i].value : marks->items[i]);
  return any;
}

Node *tf_collapse(Node *node) {
  bool one = tf_count(node) == 1 && node->items[0]->kind == NODE_STRING;
  return one ? node->items[0] : node;
}
