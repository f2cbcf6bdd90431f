/* SPDX-License-Identifier: Apache-2.0
 *
 * Sorting and binary search.
 */
#include "util/sorted.h"

#include <stdlib.h>

size_t sorted_first_not_below(const void *key, const void *items, size_t count, size_t size,
                              int (*compare)(const void *key, const void *item)) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (compare(key, (const char *)items + middle * size) > 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static int compare_entries(const void *left, const void *right) {
  const StrEntry *a = left, *b = right;
  int order = str_cmp(a->key, b->key);
  return order != 0 ? order : (a->index > b->index) - (a->index < b->index);
}

void sorted_sort(void *items, size_t count, size_t size,
                 int (*compare)(const void *a, const void *b)) {
  if (count > 1)
    qsort(items, count, size, compare);
}

void str_index_sort(StrIndex *index) {
  sorted_sort(index->items, index->count, sizeof *index->items, compare_entries);
}

StrEntries str_index_find(const StrIndex *index, Str key) {
  const StrEntry lowest = {key, 0};
  size_t first =
      sorted_first_not_below(&lowest, index->items, index->count, sizeof lowest, compare_entries);
  size_t end = first;
  while (end < index->count && str_eq(index->items[end].key, key))
    end++;
  return (StrEntries){index->items + first, end - first};
}
