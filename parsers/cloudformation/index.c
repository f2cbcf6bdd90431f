/* SPDX-License-Identifier: Apache-2.0
 *
 * Sections of a template, looked up by name. A template may hold a section, or
 * a name in it, more than once: all are kept, so that nobody has to guess which
 * one CloudFormation takes.
 */
#include <stdlib.h>

#include "cfn.h"

static int compare_entries(const void *a, const void *b) {
  const struct alint_cfn_entry *x = a, *y = b;
  int order = alint_str_cmp(x->key, y->key);
  if (order != 0)
    return order;
  return x->order < y->order ? -1 : x->order > y->order;
}

int alint_cfn_index_section(struct alint_cfn_index *out, struct alint_arena *arena,
                            const struct alint_node *root, const char *section) {
  struct alint_str wanted = alint_str(section);
  size_t total = 0;
  for (size_t i = 0; i < root->count; i++) {
    const struct alint_member *member = &root->members[i];
    if (alint_str_eq(member->key, wanted) && member->value->kind == ALINT_NODE_MAP)
      total += member->value->count;
  }
  out->count = 0;
  out->entries = alint_arena_array(arena, total, sizeof *out->entries);
  if (!out->entries)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < root->count; i++) {
    const struct alint_node *map = root->members[i].value;
    if (!alint_str_eq(root->members[i].key, wanted) || map->kind != ALINT_NODE_MAP)
      continue;
    for (size_t k = 0; k < map->count; k++) {
      struct alint_cfn_entry *entry = &out->entries[out->count];
      entry->key = map->members[k].key;
      entry->member = &map->members[k];
      entry->order = out->count++;
    }
  }
  qsort(out->entries, out->count, sizeof *out->entries, compare_entries);
  return ALINT_OK;
}

size_t alint_cfn_find(const struct alint_cfn_index *index, struct alint_str key, size_t *at) {
  size_t low = 0, high = index->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (alint_str_cmp(index->entries[middle].key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  size_t count = 0;
  while (low + count < index->count && alint_str_eq(index->entries[low + count].key, key))
    count++;
  *at = low;
  return count;
}
