/* SPDX-License-Identifier: Apache-2.0
 *
 * Builds the trees of documents.
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
  Node *node = node_new(maker->arena, NODE_OPAQUE, maker->span);
  node->hole = hole;
  return node;
}

void tf_put(Node *map, Str key, Node *value) {
  map->members[map->count++] = (Member){.key = key, .key_span = map->span, .value = value};
}

void tf_append(Node *list, Node *item) {
  list->items[list->count++] = item;
}

Node *tf_collapse(Node *node) {
  bool one = tf_count(node) == 1 && node->items[0]->kind == NODE_STRING;
  return one ? node->items[0] : node;
}
