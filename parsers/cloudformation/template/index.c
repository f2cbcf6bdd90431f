/* SPDX-License-Identifier: Apache-2.0
 *
 * Sections of a template, looked up by name. A template may hold a section, or
 * a name in it, more than once: all are kept, so that nobody has to guess which
 * one CloudFormation takes.
 */
#include <stdlib.h>

#include "parsers/cloudformation/cfn.h"
#include "util/sorted.h"

static int compare_entries(const void *a, const void *b) {
  const CfnEntry *x = a, *y = b;
  int order = str_cmp(x->key, y->key);
  if (order != 0)
    return order;
  return x->order < y->order ? -1 : x->order > y->order;
}

void cfn_index_section(CfnSection *out, Arena *arena, const Node *root, const char *section) {
  Str wanted = str_of(section);
  size_t total = 0;
  for (size_t i = 0; i < root->count; i++) {
    const Member *member = &root->members[i];
    if (str_eq(member->key, wanted) && member->value->kind == NODE_MAP)
      total += member->value->count;
  }
  out->count = 0;
  out->entries = arena_array(arena, total, sizeof *out->entries);
  for (size_t i = 0; i < root->count; i++) {
    const Node *map = root->members[i].value;
    if (!str_eq(root->members[i].key, wanted) || map->kind != NODE_MAP)
      continue;
    for (size_t k = 0; k < map->count; k++) {
      CfnEntry *entry = &out->entries[out->count];
      entry->key = map->members[k].key;
      entry->member = &map->members[k];
      entry->order = out->count++;
    }
  }
  qsort(out->entries, out->count, sizeof *out->entries, compare_entries);
}

static int compare_key(const void *key, const void *item) {
  const Str *name = key;
  const CfnEntry *entry = item;
  return str_cmp(*name, entry->key);
}

size_t cfn_find(const CfnSection *index, Str key, size_t *at) {
  size_t low = sorted_first_not_below(&key, index->entries, index->count, sizeof *index->entries,
                                      compare_key);
  size_t count = 0;
  while (low + count < index->count && str_eq(index->entries[low + count].key, key))
    count++;
  *at = low;
  return count;
}

int cfn_each_resource(CfnTemplate *cfn, CfnVisitResource *visit) {
  int status = OK;
  for (size_t i = 0; i < cfn->root->count; i++) {
    const Node *section = cfn->root->members[i].value;
    if (!str_is(cfn->root->members[i].key, "Resources") || section->kind != NODE_MAP)
      continue;
    for (size_t k = 0; k < section->count && status == OK; k++)
      status = visit(cfn, &section->members[k]);
  }
  return status;
}
