/* SPDX-License-Identifier: Apache-2.0
 *
 * What each file of unit tests includes: cmocka, with the headers it needs, and
 * the list by which main.c finds the tests of the file.
 */
#ifndef ASSUMELINT_TESTS_UNIT_UNIT_H
#define ASSUMELINT_TESTS_UNIT_UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The tests of one file. */
struct unit_group {
  const char *name; /* the file's */
  const struct CMUnitTest *tests;
  size_t count;
  CMFixtureFunction set_up, tear_down; /* once, around all of them; NULL: none */
};

#define TEST(function) cmocka_unit_test(function)
/* With set_up() and tear_down() of the file around this one test. */
#define FRESH(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

/* Leaves the test; tests/run prints the reason, a string literal. */
#define SKIP(reason)                                                                               \
  do {                                                                                             \
    fputs("skipped: " reason "\n", stderr);                                                        \
    skip();                                                                                        \
  } while (false)

/* The last line of FILE.c: TESTS(FILE, TEST(f), TEST(g)); */
#define TESTS(file, ...) TESTS_BETWEEN(file, NULL, NULL, __VA_ARGS__)
#define TESTS_BETWEEN(file, set_up, tear_down, ...)                                                \
  static const struct CMUnitTest tests_of_file[] = {__VA_ARGS__};                                  \
  extern const struct unit_group unit_##file;                                                      \
  const struct unit_group unit_##file = {                                                          \
      #file, tests_of_file, sizeof tests_of_file / sizeof *tests_of_file, set_up, tear_down}

#endif
