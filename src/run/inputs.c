/* SPDX-License-Identifier: Apache-2.0
 *
 * Opens and closes inputs.
 */
#include "run/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "run/read_input.h"

InputEntry run_entry(const char *path) {
  bool is_stdin = strcmp(path, "-") == 0;
  return (InputEntry){.path = is_stdin ? NULL : path, .shown = is_stdin ? "<stdin>" : path};
}

static int read_file(OpenedInput *out, const char *path, const ParseOptions *options) {
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    return run_fail_errno(&out->input->error, errno);
  int status = run_read_input(out->input, &out->bytes, fd, options, WINDOW_BYTES);
  close(fd);
  return status;
}

void run_open_input(OpenedInput *out, const InputEntry *entry, const ParseOptions *options) {
  *out = (OpenedInput){.arena = arena_new(MAX_ARENA_BYTES)};
  if (!out->arena)
    out_of_memory();
  Input *input = out->input = arena_alloc(out->arena, sizeof *input);
  *input = (Input){.arena = out->arena, .source = {.path = entry->shown}};
  ParseOptions own = *options;
  own.target = entry->target;
  own.no_folder = !entry->path;
  if (entry->bytes.ptr) {
    input->source.bytes = entry->bytes.ptr;
    input->source.len = entry->bytes.len;
    front_end_read(input, &own);
  } else if (entry->why) {
    input->status = error_set(&input->error, ERR_IO, "%s", entry->why);
  } else if (entry->path) {
    input->status = read_file(out, entry->path, &own);
  } else {
    run_read_input(input, &out->bytes, STDIN_FILENO, &own, WINDOW_BYTES);
  }
}

void run_close_input(OpenedInput *opened) {
  arena_free(opened->arena);
  free(opened->bytes);
  *opened = (OpenedInput){.arena = NULL};
}
