/* SPDX-License-Identifier: Apache-2.0
 *
 * Opening of inputs; read_input.c knows how their bytes come to a parser.
 */
#include "run/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "run/files.h"
#include "run/read_input.h"

/* `*fd` is to be closed unless it is standard input's. */
static int open_entry(int *fd, const InputEntry *entry, Error *err) {
  *fd = -1;
  if (entry->why)
    return error_set(err, ERR_IO, "%s", entry->why);
  *fd = STDIN_FILENO;
  if (entry->path)
    *fd = open(entry->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  return *fd < 0 ? run_fail_errno(err, errno) : OK;
}

static void close_entry(int fd, const InputEntry *entry) {
  if (entry->path)
    close(fd);
}

static int new_input(OpenedInput *out, const InputEntry *entry) {
  *out = (OpenedInput){.arena = arena_new(MAX_ARENA_BYTES)};
  if (out->arena)
    out->input = arena_alloc(out->arena, sizeof *out->input);
  if (!out->input) {
    run_close_input(out);
    return ERR_MEMORY;
  }
  *out->input = (Input){.arena = out->arena, .source = {.path = entry->shown}};
  return OK;
}

int run_open_input(OpenedInput *out, const InputEntry *entry, const ParseOptions *options) {
  int status = new_input(out, entry);
  if (status != OK)
    return status;
  Input *input = out->input;
  ParseOptions own = *options;
  own.target = entry->target;
  own.no_folder = !entry->path;
  if (entry->bytes.ptr) {
    input->source.bytes = entry->bytes.ptr;
    input->source.len = entry->bytes.len;
    front_end_read(input, &own);
    return OK;
  }
  int fd;
  input->status = open_entry(&fd, entry, &input->error);
  if (input->status != OK)
    return OK;
  run_read_input(input, &out->bytes, fd, &own, WINDOW_BYTES);
  close_entry(fd, entry);
  return OK;
}

void run_close_input(OpenedInput *opened) {
  arena_free(opened->arena);
  free(opened->bytes);
  *opened = (OpenedInput){.arena = NULL};
}
