/* SPDX-License-Identifier: Apache-2.0
 *
 * The document tree: making nodes and looking into them.
 *
 * Lookups are case-sensitive and give the first member of a key: who cares
 * about duplicates asks alint_node_is_duplicate().
 */
#include "assumelint/node.h"

#include "assumelint/arena.h"

struct alint_node *alint_node_new(struct alint_arena *arena, enum alint_node_kind kind,
                                  struct alint_span span) {
  struct alint_node *node = alint_arena_alloc(arena, sizeof *node);
  node->kind = kind;
  node->span = span;
  return node;
}

struct alint_node *alint_node_string(struct alint_arena *arena, struct alint_str s,
                                     struct alint_span span) {
  struct alint_node *node = alint_node_new(arena, ALINT_NODE_STRING, span);
  node->str = s;
  return node;
}

const struct alint_member *alint_node_member(const struct alint_node *map, const char *key) {
  if (!map || map->kind != ALINT_NODE_MAP)
    return NULL;
  struct alint_str wanted = alint_str(key);
  for (size_t i = 0; i < map->count; i++) {
    if (alint_str_eq(map->members[i].key, wanted))
      return &map->members[i];
  }
  return NULL;
}

struct alint_node *alint_node_get(const struct alint_node *map, const char *key) {
  const struct alint_member *member = alint_node_member(map, key);
  return member ? member->value : NULL;
}

bool alint_node_is_duplicate(const struct alint_node *map, size_t i) {
  if (!map || map->kind != ALINT_NODE_MAP || i >= map->count)
    return false;
  for (size_t k = 0; k < i; k++) {
    if (alint_str_eq(map->members[k].key, map->members[i].key))
      return true;
  }
  return false;
}

bool alint_node_is_scalar(const struct alint_node *node) {
  if (!node)
    return false;
  switch (node->kind) {
  case ALINT_NODE_NULL:
  case ALINT_NODE_BOOL:
  case ALINT_NODE_NUMBER:
  case ALINT_NODE_STRING:
    return true;
  case ALINT_NODE_LIST:
  case ALINT_NODE_MAP:
  case ALINT_NODE_OPAQUE:
    return false;
  }
  return false;
}

const struct alint_text *alint_node_text(struct alint_arena *arena, const struct alint_node *node) {
  if (!alint_node_is_scalar(node))
    return NULL;
  return node->text ? node->text : alint_text_literal(arena, node->str);
}

struct alint_str alint_node_get_str(const struct alint_node *map, const char *key) {
  const struct alint_node *value = alint_node_get(map, key);
  struct alint_str literal = {NULL, 0};
  if (!alint_node_is_scalar(value))
    return literal;
  if (!value->text)
    return value->str;
  /* Gives nothing where there is a hole. */
  if (!alint_text_known(value->text, &literal))
    literal = (struct alint_str){NULL, 0};
  return literal;
}
