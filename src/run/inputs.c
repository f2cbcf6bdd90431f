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
static int open_entry(int *fd, const struct alint_entry *entry, struct alint_error *err) {
  *fd = -1;
  if (entry->why)
    return alint_fail(err, ALINT_EIO, "%s", entry->why);
  *fd = STDIN_FILENO;
  if (entry->path)
    *fd = open(entry->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  return *fd < 0 ? alint_fail_errno(err, errno) : ALINT_OK;
}

static void close_entry(int fd, const struct alint_entry *entry) {
  if (entry->path)
    close(fd);
}

static int new_input(struct alint_opened *out, const struct alint_entry *entry) {
  *out = (struct alint_opened){.arena = alint_arena_new(ALINT_MAX_ARENA_BYTES)};
  if (out->arena)
    out->input = alint_arena_alloc(out->arena, sizeof *out->input);
  if (!out->input) {
    alint_close_input(out);
    return ALINT_ENOMEM;
  }
  *out->input = (struct alint_input){.arena = out->arena, .source = {.path = entry->shown}};
  return ALINT_OK;
}

int alint_open_input(struct alint_opened *out, const struct alint_entry *entry,
                     const struct alint_parse_options *options) {
  int status = new_input(out, entry);
  if (status != ALINT_OK)
    return status;
  struct alint_input *input = out->input;
  struct alint_parse_options own = *options;
  own.target = entry->target;
  own.no_folder = !entry->path;
  if (entry->bytes.ptr) {
    input->source.bytes = entry->bytes.ptr;
    input->source.len = entry->bytes.len;
    alint_parse(input, &own);
    return ALINT_OK;
  }
  int fd;
  input->status = open_entry(&fd, entry, &input->error);
  if (input->status != ALINT_OK)
    return ALINT_OK;
  alint_read_input(input, &out->bytes, fd, &own, ALINT_WINDOW_BYTES);
  close_entry(fd, entry);
  return ALINT_OK;
}

void alint_close_input(struct alint_opened *opened) {
  alint_arena_free(opened->arena);
  free(opened->bytes);
  *opened = (struct alint_opened){.arena = NULL};
}
