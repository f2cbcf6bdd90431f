/* SPDX-License-Identifier: Apache-2.0
 *
 * YAML anchors, aliases and merge keys.
 *
 * CloudFormation refuses them; the AWS CLI expands them before it sends a template. So
 * they are expanded here, under a budget, and marked. Each alias gets a copy of its own,
 * because mappers rewrite trees in place.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "parsers/readers/yaml_private.h"

struct YamlAnchor {
  Str name;
  Node *node;
};

void yaml_set_anchor(YamlBuilder *b, const char *name, Node *node, size_t offset) {
  if (b->anchor_count >= MAX_ANCHORS)
    yaml_fail(b, ERR_LIMIT, offset, "more than %d YAML anchors", MAX_ANCHORS);
  size_t len = strlen(name);
  ARRAY_ADD(b->arena, b->anchors, b->anchor_count, b->anchor_cap,
            (YamlAnchor){{arena_copy(b->arena, name, len), len}, node});
}

const Node *yaml_anchored(const YamlBuilder *b, const char *name) {
  for (size_t i = b->anchor_count; i-- > 0;) {
    if (str_is(b->anchors[i].name, name))
      return b->anchors[i].node;
  }
  return NULL;
}

/* Where an alias stands: in the bytes that are read, and in the file. */
struct alias {
  size_t offset;
  const Span *span;
};

/* Recurses as deep as the tree, whose depth has a limit. */
static Node *copy_node(YamlBuilder *b, const Node *node, size_t depth, struct alias alias) {
  Node *copy = yaml_node(b, node->kind, alias.offset, alias.offset);
  if (depth > MAX_DEPTH)
    yaml_fail(b, ERR_LIMIT, alias.offset, "nested more than %d levels deep", MAX_DEPTH);
  if (++b->alias_nodes > MAX_ALIAS_NODES)
    yaml_fail(b, ERR_LIMIT, alias.offset, "YAML aliases expand to more than %zu nodes",
              MAX_ALIAS_NODES);
  if (b->status != OK)
    return copy;
  *copy = *node;
  copy->alias = alias.span;
  if (node->kind == NODE_LIST)
    copy->items = arena_array(b->arena, node->count, sizeof *copy->items);
  else if (node->kind == NODE_MAP)
    copy->members = arena_array(b->arena, node->count, sizeof *copy->members);
  for (size_t i = 0; i < node->count && b->status == OK; i++) {
    if (node->kind == NODE_LIST) {
      copy->items[i] = copy_node(b, node->items[i], depth + 1, alias);
    } else {
      copy->members[i] = node->members[i];
      copy->members[i].value = copy_node(b, node->members[i].value, depth + 1, alias);
    }
  }
  return copy;
}

Node *yaml_copy(YamlBuilder *b, const Node *node, size_t depth, size_t begin, size_t end) {
  Span *span = arena_alloc(b->arena, sizeof *span);
  *span = yaml_span(b, begin, end);
  return copy_node(b, node, depth, (struct alias){begin, span});
}

/* ---- Merge keys ---- */

/* A member that may stay in the merged map. Of equal keys those of the lowest priority
 * stay: 0 for the map's own, then the merged maps in their order. */
struct candidate {
  Member member;
  size_t priority, order;
  bool keep;
};

static int by_key_and_priority(const void *left, const void *right) {
  const struct candidate *a = *(const struct candidate *const *)left;
  const struct candidate *b = *(const struct candidate *const *)right;
  int order = str_cmp(a->member.key, b->member.key);
  if (order != 0)
    return order;
  if (a->priority != b->priority)
    return a->priority < b->priority ? -1 : 1;
  return a->order < b->order ? -1 : a->order > b->order;
}

struct merge {
  struct candidate *items;
  size_t count, cap;
  size_t sources;
};

static void add_candidate(YamlBuilder *b, struct merge *m, const Member *member, size_t priority) {
  LIST_ADD(b->arena, m, (struct candidate){*member, priority, m->count, false});
}

static void add_source(YamlBuilder *b, struct merge *m, const Node *source, const Span *key) {
  if (source->kind != NODE_MAP || source->from_tag) {
    b->status = error_set_at(b->err, ERR_SYNTAX, key->begin, "the merge key << needs a map");
    return;
  }
  m->sources++;
  for (size_t i = 0; i < source->count; i++) {
    if (!source->members[i].value->alias)
      source->members[i].value->alias = key;
    add_candidate(b, m, &source->members[i], m->sources);
  }
}

static void add_merged(YamlBuilder *b, struct merge *m, const Member *member) {
  const Node *value = member->value;
  Span *key = arena_alloc(b->arena, sizeof *key);
  *key = member->key_span;
  if (value->kind != NODE_LIST)
    add_source(b, m, value, key);
  for (size_t i = 0; value->kind == NODE_LIST && i < value->count; i++)
    add_source(b, m, value->items[i], key);
}

/* Decides for each key which members stay. */
static void select_kept(YamlBuilder *b, struct merge *m) {
  struct candidate **sorted = arena_array(b->arena, m->count, sizeof *sorted);
  for (size_t i = 0; i < m->count; i++)
    sorted[i] = &m->items[i];
  qsort(sorted, m->count, sizeof *sorted, by_key_and_priority);
  const struct candidate *first = NULL;
  for (size_t i = 0; i < m->count; i++) {
    if (!first || !str_eq(first->member.key, sorted[i]->member.key))
      first = sorted[i];
    sorted[i]->keep = sorted[i]->priority == first->priority;
  }
}

void yaml_merge(YamlBuilder *b, Node *map, const size_t *merges, size_t merge_count) {
  struct merge m = {0};
  size_t next = 0, kept = 0;
  for (size_t i = 0; i < map->count; i++) {
    if (next < merge_count && merges[next] == i) {
      next++;
      add_merged(b, &m, &map->members[i]);
    } else {
      add_candidate(b, &m, &map->members[i], 0);
    }
  }
  if (m.count > 0)
    select_kept(b, &m);
  map->members = arena_array(b->arena, m.count, sizeof *map->members);
  for (size_t i = 0; i < m.count; i++) {
    if (m.items[i].keep)
      map->members[kept++] = m.items[i].member;
  }
  map->count = kept;
}
