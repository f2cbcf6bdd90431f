/* SPDX-License-Identifier: Apache-2.0
 *
 * An arena for the tests of a file: for each its own (FRESH), or one for all
 * (TESTS_BETWEEN).
 */
#ifndef ASSUMELINT_TESTS_UNIT_ARENA_OF_TEST_H
#define ASSUMELINT_TESTS_UNIT_ARENA_OF_TEST_H

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "unit.h"

static Arena *arena;

static int set_up(void **state) {
  (void)state;
  arena = arena_new(MAX_ARENA_BYTES);
  return arena ? 0 : -1;
}

static int tear_down(void **state) {
  (void)state;
  arena_free(arena);
  return 0;
}

#endif
