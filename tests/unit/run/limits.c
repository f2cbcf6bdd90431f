/* SPDX-License-Identifier: Apache-2.0
 *
 * Files that are too large: what is an input, and what an input names.
 */
#include <fcntl.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "run/assembly.h"
#include "run/read_input.h"
#include "unit.h"

static void inputs_have_a_limit(void **state) {
  (void)state;
  FILE *file = tmpfile();
  Error err = {0};
  char *bytes;
  size_t len;
  assert_non_null(file);
  assert_int_equal(ftruncate(fileno(file), (off_t)MAX_FILE_BYTES + 1), 0);
  assert_int_equal(run_read_whole(&bytes, &len, fileno(file), MAX_FILE_BYTES, &err), ERR_LIMIT);
  assert_string_equal(err.text, "the file is larger than 256 MiB");
  fclose(file);
}

/* A manifest of one stack, with blanks behind up to `size` bytes: whether it is one. */
static bool is_assembly(size_t size) {
  static const char manifest[] =
      "{\"artifacts\":{\"S\":{\"type\":\"aws:cloudformation:stack\",\"properties\":"
      "{\"templateFile\":\"s.json\"}}}}";
  char path[] = "/tmp/assumelint-manifest-XXXXXX";
  Arena *arena = arena_new(MAX_ARENA_BYTES);
  Assembly assembly;
  int fd = mkstemp(path);
  char *blanks = malloc(size);
  assert_true(fd >= 0 && arena && blanks);
  memset(blanks, ' ', size);
  memcpy(blanks, manifest, sizeof manifest - 1);
  assert_int_equal(write(fd, blanks, size), size);
  bool found = run_read_assembly(&assembly, arena, path);
  close(fd);
  unlink(path);
  free(blanks);
  arena_free(arena);
  return found;
}

/* The folder is walked like any other then. */
static void manifests_have_a_limit(void **state) {
  (void)state;
  assert_true(is_assembly(4096));
  assert_false(is_assembly(MAX_MANIFEST_BYTES + 1));
}

TESTS(limits, TEST(inputs_have_a_limit), TEST(manifests_have_a_limit));
