/* SPDX-License-Identifier: Apache-2.0
 *
 * Sections of a template, looked up by name. A template may hold a section, or
 * a name in it, more than once: all are kept, so that nobody has to guess which
 * one CloudFormation takes.
 */
#include <stdlib.h>

#include "cfn.h"
#include "util/sorted.h"

static int compare_entries(const void *a, const void *b) {
  const struct alint_cfn_entry *x = a, *y = b;
  int order = alint_str_cmp(x->key, y->key);
  if (order != 0)
    return order;
  return x->order < y->order ? -1 : x->order > y->order;
}

void alint_cfn_index_section(struct alint_cfn_index *out, struct alint_arena *arena,
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
}

static int compare_key(const void *key, const void *item) {
  const struct alint_str *name = key;
  const struct alint_cfn_entry *entry = item;
  return alint_str_cmp(*name, entry->key);
}

size_t alint_cfn_find(const struct alint_cfn_index *index, struct alint_str key, size_t *at) {
  size_t low = alint_first_not_below(&key, index->entries, index->count, sizeof *index->entries,
                                     compare_key);
  size_t count = 0;
  while (low + count < index->count && alint_str_eq(index->entries[low + count].key, key))
    count++;
  *at = low;
  return count;
}

int alint_cfn_each_resource(struct alint_cfn *cfn, alint_cfn_visit_resource *visit) {
  int status = ALINT_OK;
  for (size_t i = 0; i < cfn->root->count; i++) {
    const struct alint_node *section = cfn->root->members[i].value;
    if (!alint_str_is(cfn->root->members[i].key, "Resources") || section->kind != ALINT_NODE_MAP)
      continue;
    for (size_t k = 0; k < section->count && status == ALINT_OK; k++)
      status = visit(cfn, &section->members[k]);
  }
  return status;
}
