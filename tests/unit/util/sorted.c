/* SPDX-License-Identifier: Apache-2.0
 *
 * Sorted lists, and the index of items by a string.
 */
#include "util/sorted.h"
#include "arena_of_test.h"

static void add(StrIndex *index, const char *key, size_t item) {
  LIST_ADD(arena, index, ((StrEntry){str_of(key), item}));
}

static void entries_of_a_key_are_found_in_order(void **state) {
  (void)state;
  StrIndex index = {.items = NULL};
  add(&index, "b", 3);
  add(&index, "c", 0);
  add(&index, "b", 1);
  add(&index, "a", 2);
  str_index_sort(&index);
  StrEntries found = str_index_find(&index, STR("b"));
  assert_int_equal(found.count, 2);
  assert_int_equal(found.items[0].index, 1);
  assert_int_equal(found.items[1].index, 3);
  assert_int_equal(str_index_find(&index, STR("c")).count, 1);
  assert_int_equal(str_index_find(&index, STR("bb")).count, 0);
  assert_int_equal(str_index_find(&index, STR("d")).count, 0);
}

static void an_empty_list_is_sorted(void **state) {
  (void)state;
  StrIndex index = {.items = NULL};
  str_index_sort(&index);
  assert_int_equal(str_index_find(&index, STR("")).count, 0);
}

TESTS(sorted, FRESH(entries_of_a_key_are_found_in_order), FRESH(an_empty_list_is_sorted));
