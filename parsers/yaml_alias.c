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
#include "yaml_private.h"

int alint_yaml_set_anchor(struct alint_yaml_builder *b, const char *name, struct alint_node *node,
                          bool open, size_t offset) {
  if (b->anchor_count >= ALINT_MAX_ANCHORS)
    return alint_yaml_fail(b, ALINT_ELIMIT, offset, "more than %d YAML anchors", ALINT_MAX_ANCHORS);
  b->anchors =
      alint_arena_grow(b->arena, b->anchors, b->anchor_count, &b->anchor_cap, sizeof *b->anchors);
  size_t len = strlen(name);
  char *copy = alint_arena_copy(b->arena, name, len);
  if (!b->anchors)
    alint_out_of_memory();
  b->anchors[b->anchor_count++] = (struct alint_yaml_anchor){{copy, len}, node, open};
  return ALINT_OK;
}

static const struct alint_yaml_anchor *find_anchor(const struct alint_yaml_builder *b,
                                                   const char *name) {
  for (size_t i = b->anchor_count; i-- > 0;) {
    if (alint_str_is(b->anchors[i].name, name))
      return &b->anchors[i];
  }
  return NULL;
}

/* Where an alias stands: in the bytes that are read, and in the file. */
struct alias {
  size_t offset;
  const struct alint_span *span;
};

/* The recursion is as deep as the tree, whose depth has a limit. */
static int copy_node(struct alint_node **out, struct alint_yaml_builder *b,
                     const struct alint_node *node, size_t depth, struct alias alias) {
  size_t offset = alias.offset;
  if (depth > ALINT_MAX_DEPTH)
    return alint_yaml_fail(b, ALINT_ELIMIT, offset, "nested more than %d levels deep",
                           ALINT_MAX_DEPTH);
  if (++b->alias_nodes > ALINT_MAX_ALIAS_NODES)
    return alint_yaml_fail(b, ALINT_ELIMIT, offset, "YAML aliases expand to more than %zu nodes",
                           ALINT_MAX_ALIAS_NODES);
  struct alint_node *copy = alint_yaml_node(b, node->kind, 0, 0);
  if (!copy)
    return b->err->status;
  *copy = *node;
  copy->alias = alias.span;
  int status = ALINT_OK;
  if (node->kind == ALINT_NODE_LIST) {
    copy->items = alint_arena_array(b->arena, node->count, sizeof *copy->items);
    for (size_t i = 0; i < node->count && status == ALINT_OK; i++)
      status = copy_node(&copy->items[i], b, node->items[i], depth + 1, alias);
  } else if (node->kind == ALINT_NODE_MAP) {
    copy->members = alint_arena_array(b->arena, node->count, sizeof *copy->members);
    for (size_t i = 0; i < node->count && status == ALINT_OK; i++) {
      copy->members[i] = node->members[i];
      status = copy_node(&copy->members[i].value, b, node->members[i].value, depth + 1, alias);
    }
  }
  *out = copy;
  return status;
}

int alint_yaml_expand(struct alint_node **out, struct alint_yaml_builder *b, const char *name,
                      size_t depth, size_t begin, size_t end) {
  const struct alint_yaml_anchor *anchor = find_anchor(b, name);
  if (!anchor)
    return alint_yaml_fail(b, ALINT_ESYNTAX, begin, "the alias *%.80s has no anchor before it",
                           name);
  if (anchor->open)
    return alint_yaml_fail(b, ALINT_ESYNTAX, begin,
                           "the alias *%.80s stands inside what it refers to", name);
  struct alint_span *span = alint_arena_alloc(b->arena, sizeof *span);
  *span = alint_yaml_place(b, begin, end);
  return copy_node(out, b, anchor->node, depth, (struct alias){begin, span});
}

/* ---- Merge keys ---- */

/* A member that may become one of the merged map. Of equal keys those of the
 * lowest priority stay: 0 for what the map says itself, then the merged maps in
 * their order. */
struct candidate {
  struct alint_member member;
  size_t priority, order;
  bool keep;
};

static int by_key_and_priority(const void *left, const void *right) {
  const struct candidate *a = *(const struct candidate *const *)left;
  const struct candidate *b = *(const struct candidate *const *)right;
  int order = alint_str_cmp(a->member.key, b->member.key);
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

static void add_candidate(struct alint_yaml_builder *b, struct merge *m,
                          const struct alint_member *member, size_t priority) {
  m->items = alint_arena_grow(b->arena, m->items, m->count, &m->cap, sizeof *m->items);
  m->items[m->count] = (struct candidate){*member, priority, m->count, false};
  m->count++;
}

static int add_source(struct alint_yaml_builder *b, struct merge *m,
                      const struct alint_node *source, const struct alint_span *key) {
  if (source->kind != ALINT_NODE_MAP || source->from_tag)
    return alint_fail_at(b->err, ALINT_ESYNTAX, key->begin, "the merge key << needs a map");
  size_t priority = ++m->sources;
  for (size_t i = 0; i < source->count; i++) {
    if (!source->members[i].value->alias)
      source->members[i].value->alias = key;
    add_candidate(b, m, &source->members[i], priority);
  }
  return ALINT_OK;
}

static int add_merged(struct alint_yaml_builder *b, struct merge *m,
                      const struct alint_member *member) {
  const struct alint_node *value = member->value;
  struct alint_span *key = alint_arena_alloc(b->arena, sizeof *key);
  *key = member->key_span;
  if (value->kind != ALINT_NODE_LIST)
    return add_source(b, m, value, key);
  int status = ALINT_OK;
  for (size_t i = 0; i < value->count && status == ALINT_OK; i++)
    status = add_source(b, m, value->items[i], key);
  return status;
}

/* Marks of each key those that stay. */
static void select_kept(struct alint_yaml_builder *b, struct merge *m) {
  struct candidate **sorted = alint_arena_array(b->arena, m->count, sizeof *sorted);
  for (size_t i = 0; i < m->count; i++)
    sorted[i] = &m->items[i];
  qsort(sorted, m->count, sizeof *sorted, by_key_and_priority);
  const struct candidate *first = NULL;
  for (size_t i = 0; i < m->count; i++) {
    if (!first || !alint_str_eq(first->member.key, sorted[i]->member.key))
      first = sorted[i];
    sorted[i]->keep = sorted[i]->priority == first->priority;
  }
}

int alint_yaml_merge(struct alint_yaml_builder *b, struct alint_yaml_frame *frame) {
  struct alint_node *map = frame->node;
  struct merge m = {0};
  size_t next = 0;
  int status = ALINT_OK;
  for (size_t i = 0; i < map->count && status == ALINT_OK; i++) {
    if (next < frame->merge_count && frame->merges[next] == i) {
      next++;
      status = add_merged(b, &m, &map->members[i]);
    } else {
      add_candidate(b, &m, &map->members[i], 0);
    }
  }
  if (status == ALINT_OK && m.count > 0)
    select_kept(b, &m);
  if (status != ALINT_OK)
    return status;
  struct alint_member *members = alint_arena_array(b->arena, m.count, sizeof *members);
  size_t count = 0;
  for (size_t i = 0; i < m.count; i++) {
    if (m.items[i].keep)
      members[count++] = m.items[i].member;
  }
  map->members = members;
  map->count = count;
  return ALINT_OK;
}
