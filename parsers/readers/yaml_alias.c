/* SPDX-License-Identifier: Apache-2.0
 *
 * YAML anchors, aliases and merge keys.
 *
 * CloudFormation refuses them, the AWS CLI expands them before it sends a
 * template: so they are expanded here, under a budget, and marked. Each alias
 * gets a copy of its own, because mappers rewrite trees in place.
 */
#include <stdlib.h>
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "parsers/readers/yaml_private.h"

int yaml_set_anchor(YamlBuilder *b, const char *name, Node *node, bool open, size_t offset) {
  if (b->anchor_count >= MAX_ANCHORS)
    return yaml_fail(b, ERR_LIMIT, offset, "more than %d YAML anchors", MAX_ANCHORS);
  b->anchors =
      arena_grow(b->arena, b->anchors, b->anchor_count, &b->anchor_cap, sizeof *b->anchors);
  size_t len = strlen(name);
  char *copy = arena_copy(b->arena, name, len);
  if (!b->anchors)
    out_of_memory();
  b->anchors[b->anchor_count++] = (YamlAnchor){{copy, len}, node, open};
  return OK;
}

static const YamlAnchor *find_anchor(const YamlBuilder *b, const char *name) {
  for (size_t i = b->anchor_count; i-- > 0;) {
    if (str_is(b->anchors[i].name, name))
      return &b->anchors[i];
  }
  return NULL;
}

/* Where an alias stands: in the bytes that are read, and in the file. */
struct alias {
  size_t offset;
  const Span *span;
};

/* The recursion is as deep as the tree, whose depth has a limit. */
static int copy_node(Node **out, YamlBuilder *b, const Node *node, size_t depth,
                     struct alias alias) {
  size_t offset = alias.offset;
  if (depth > MAX_DEPTH)
    return yaml_fail(b, ERR_LIMIT, offset, "nested more than %d levels deep", MAX_DEPTH);
  if (++b->alias_nodes > MAX_ALIAS_NODES)
    return yaml_fail(b, ERR_LIMIT, offset, "YAML aliases expand to more than %zu nodes",
                     MAX_ALIAS_NODES);
  Node *copy = yaml_node(b, node->kind, 0, 0);
  if (!copy)
    return b->err->status;
  *copy = *node;
  copy->alias = alias.span;
  int status = OK;
  if (node->kind == NODE_LIST) {
    copy->items = arena_array(b->arena, node->count, sizeof *copy->items);
    for (size_t i = 0; i < node->count && status == OK; i++)
      status = copy_node(&copy->items[i], b, node->items[i], depth + 1, alias);
  } else if (node->kind == NODE_MAP) {
    copy->members = arena_array(b->arena, node->count, sizeof *copy->members);
    for (size_t i = 0; i < node->count && status == OK; i++) {
      copy->members[i] = node->members[i];
      status = copy_node(&copy->members[i].value, b, node->members[i].value, depth + 1, alias);
    }
  }
  *out = copy;
  return status;
}

int yaml_expand(Node **out, YamlBuilder *b, const char *name, size_t depth, size_t begin,
                size_t end) {
  const YamlAnchor *anchor = find_anchor(b, name);
  if (!anchor)
    return yaml_fail(b, ERR_SYNTAX, begin, "the alias *%.80s has no anchor before it", name);
  if (anchor->open)
    return yaml_fail(b, ERR_SYNTAX, begin, "the alias *%.80s stands inside what it refers to",
                     name);
  Span *span = arena_alloc(b->arena, sizeof *span);
  *span = yaml_place(b, begin, end);
  return copy_node(out, b, anchor->node, depth, (struct alias){begin, span});
}

/* ---- Merge keys ---- */

/* A member that may become one of the merged map. Of equal keys those of the
 * lowest priority stay: 0 for what the map says itself, then the merged maps in
 * their order. */
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
  m->items = arena_grow(b->arena, m->items, m->count, &m->cap, sizeof *m->items);
  m->items[m->count] = (struct candidate){*member, priority, m->count, false};
  m->count++;
}

static int add_source(YamlBuilder *b, struct merge *m, const Node *source, const Span *key) {
  if (source->kind != NODE_MAP || source->from_tag)
    return error_set_at(b->err, ERR_SYNTAX, key->begin, "the merge key << needs a map");
  size_t priority = ++m->sources;
  for (size_t i = 0; i < source->count; i++) {
    if (!source->members[i].value->alias)
      source->members[i].value->alias = key;
    add_candidate(b, m, &source->members[i], priority);
  }
  return OK;
}

static int add_merged(YamlBuilder *b, struct merge *m, const Member *member) {
  const Node *value = member->value;
  Span *key = arena_alloc(b->arena, sizeof *key);
  *key = member->key_span;
  if (value->kind != NODE_LIST)
    return add_source(b, m, value, key);
  int status = OK;
  for (size_t i = 0; i < value->count && status == OK; i++)
    status = add_source(b, m, value->items[i], key);
  return status;
}

/* Marks of each key those that stay. */
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

int yaml_merge(YamlBuilder *b, YamlFrame *frame) {
  Node *map = frame->node;
  struct merge m = {0};
  size_t next = 0;
  int status = OK;
  for (size_t i = 0; i < map->count && status == OK; i++) {
    if (next < frame->merge_count && frame->merges[next] == i) {
      next++;
      status = add_merged(b, &m, &map->members[i]);
    } else {
      add_candidate(b, &m, &map->members[i], 0);
    }
  }
  if (status == OK && m.count > 0)
    select_kept(b, &m);
  if (status != OK)
    return status;
  Member *members = arena_array(b->arena, m.count, sizeof *members);
  size_t count = 0;
  for (size_t i = 0; i < m.count; i++) {
    if (m.items[i].keep)
      members[count++] = m.items[i].member;
  }
  map->members = members;
  map->count = count;
  return OK;
}
