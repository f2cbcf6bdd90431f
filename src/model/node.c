/* SPDX-License-Identifier: Apache-2.0
 *
 * The document tree: making nodes and looking into them.
 *
 * Lookups are case-sensitive and give the first member of a key: who cares
 * about duplicates asks node_is_duplicate().
 */
#include "assumelint/node.h"

#include "assumelint/arena.h"

Node *node_new(Arena *arena, NodeKind kind, Span span) {
  Node *node = arena_alloc(arena, sizeof *node);
  node->kind = kind;
  node->span = span;
  return node;
}

Node *node_string(Arena *arena, Str s, Span span) {
  Node *node = node_new(arena, NODE_STRING, span);
  node->str = s;
  return node;
}

Node *node_copy(Arena *arena, const Node *node, Span span) {
  Node *copy = node_new(arena, node->kind, span);
  *copy = *node;
  copy->span = span;
  return copy;
}

const Member *node_member(const Node *map, const char *key) {
  if (!map || map->kind != NODE_MAP)
    return NULL;
  Str wanted = str_of(key);
  for (size_t i = 0; i < map->count; i++) {
    if (str_eq(map->members[i].key, wanted))
      return &map->members[i];
  }
  return NULL;
}

Node *node_get(const Node *map, const char *key) {
  const Member *member = node_member(map, key);
  return member ? member->value : NULL;
}

Node *node_child(const Node *node, size_t i) {
  return node->kind == NODE_MAP ? node->members[i].value : node->items[i];
}

bool node_is_duplicate(const Node *map, size_t i) {
  if (!map || map->kind != NODE_MAP || i >= map->count)
    return false;
  for (size_t k = 0; k < i; k++) {
    if (str_eq(map->members[k].key, map->members[i].key))
      return true;
  }
  return false;
}

bool node_is_scalar(const Node *node) {
  if (!node)
    return false;
  switch (node->kind) {
  case NODE_NULL:
  case NODE_BOOL:
  case NODE_NUMBER:
  case NODE_STRING:
    return true;
  case NODE_LIST:
  case NODE_MAP:
  case NODE_OPAQUE:
    return false;
  }
  return false;
}

const Text *node_text(Arena *arena, const Node *node) {
  if (!node_is_scalar(node))
    return NULL;
  return node->text ? node->text : text_literal(arena, node->str);
}

Str node_get_str(const Node *map, const char *key) {
  const Node *value = node_get(map, key);
  Str literal = {NULL, 0};
  if (!node_is_scalar(value))
    return literal;
  if (!value->text)
    return value->str;
  /* Gives nothing where there is a hole. */
  if (!text_known(value->text, &literal))
    literal = (Str){NULL, 0};
  return literal;
}
