/* SPDX-License-Identifier: Apache-2.0
 *
 * Sorted lists in which several items may have the same key: bsearch() finds any of
 * them, these functions find the first.
 */
#ifndef ASSUMELINT_UTIL_SORTED_H
#define ASSUMELINT_UTIL_SORTED_H

#include <stddef.h>

#include "assumelint/str.h"

/* ---- By a string ------------------------------------------------------------------ */

/* A key, and the index in another list of the item that has it. */
typedef struct StrEntry {
  Str key;
  size_t index;
} StrEntry;

/* Fill it with LIST_ADD, sort it once, then look up. Keys are borrowed. */
typedef struct StrIndex {
  StrEntry *items;
  size_t count, cap;
} StrIndex;

typedef struct StrEntries {
  const StrEntry *items;
  size_t count;
} StrEntries;

/* By key, entries of the same key by index. */
void str_index_sort(StrIndex *index);

/* All entries of the key, in the order of their indexes. */
StrEntries str_index_find(const StrIndex *index, Str key);

/* ---- By anything ------------------------------------------------------------------ */

/* qsort() of a list that may be empty, and NULL then. */
void sorted_sort(void *items, size_t count, size_t size,
                 int (*compare)(const void *a, const void *b));

/* The index of the first item that is not below the key; `count` if there is none.
 * `compare` is as for bsearch(): the key comes first. */
size_t sorted_first_not_below(const void *key, const void *items, size_t count, size_t size,
                              int (*compare)(const void *key, const void *item));

#endif
