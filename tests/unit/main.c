/* SPDX-License-Identifier: Apache-2.0
 *
 * The main() of every test program, one a folder:
 *
 *   unit-FOLDER             runs all tests
 *   unit-FOLDER PATTERN     runs those whose file, name or FILE.NAME the pattern (* and ?) fits
 *   unit-FOLDER --files     names the files with tests, one a line
 *
 * FILES comes from the Makefile and is a FILE(name) for each file.
 */
#include <fnmatch.h>

#include "unit.h"

#define FILE(name) extern const struct unit_group unit_##name;
FILES
#undef FILE
#define FILE(name) &unit_##name,
static const struct unit_group *const groups[] = {FILES};
#undef FILE

enum { MAX_TESTS = 64, MAX_NAME = 128 };

/* Runs the tests of one file that fit the pattern; NULL fits all. Adds how many there were,
 * and returns how many failed. */
static int run_group(size_t *run, const struct unit_group *group, const char *pattern) {
  struct CMUnitTest chosen[MAX_TESTS];
  char names[MAX_TESTS][MAX_NAME];
  size_t count = 0;
  for (size_t i = 0; i < group->count && count < MAX_TESTS; i++) {
    const char *name = group->tests[i].name;
    snprintf(names[count], MAX_NAME, "%s.%s", group->name, name);
    if (pattern && fnmatch(pattern, names[count], 0) != 0 && fnmatch(pattern, name, 0) != 0 &&
        fnmatch(pattern, group->name, 0) != 0)
      continue;
    chosen[count] = group->tests[i];
    chosen[count].name = names[count];
    count++;
  }
  *run += count;
  return count == 0
             ? 0
             : _cmocka_run_group_tests(group->name, chosen, count, group->set_up, group->tear_down);
}

int main(int argc, char **argv) {
  const char *pattern = argc > 1 ? argv[1] : NULL;
  int failed = 0;
  size_t run = 0;
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
    if (pattern && strcmp(pattern, "--files") == 0)
      run += printf("%s\n", groups[i]->name) > 0;
    else
      failed += run_group(&run, groups[i], pattern);
  }
  if (run == 0)
    fprintf(stderr, "no test fits %s\n", pattern ? pattern : "");
  return failed != 0 || run == 0;
}
