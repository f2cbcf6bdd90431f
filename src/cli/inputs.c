/* SPDX-License-Identifier: Apache-2.0
 *
 * Opening of inputs. alint_open_input is the only place that knows how the
 * bytes of a file come to its parser.
 */
#include "cli/inputs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"

static int fail_errno(struct alint_error *err, int error) {
  char text[128];
  if (strerror_r(error, text, sizeof text) != 0)
    return alint_fail(err, ALINT_EIO, "error %d", error);
  return alint_fail(err, ALINT_EIO, "%s", text);
}

/* Room for what a regular file says it holds; a pipe starts small. */
static size_t first_capacity(int fd) {
  enum { PIPE_START = 64 * 1024 };
  struct stat info;
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size < 0 ||
      (unsigned long long)info.st_size > ALINT_MAX_FILE_BYTES)
    return PIPE_START;
  return (size_t)info.st_size + 2; /* the NUL, and one byte to see the end */
}

/* Reads until the end, into memory of malloc, with a NUL behind. */
static int read_all(char **bytes, size_t *len, int fd, struct alint_error *err) {
  size_t cap = first_capacity(fd), n = 0;
  char *buffer = malloc(cap);
  int status = ALINT_OK;
  while (buffer) {
    ssize_t got = read(fd, buffer + n, cap - 1 - n);
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      status = fail_errno(err, errno);
    if (got <= 0)
      break;
    n += (size_t)got;
    if (n > ALINT_MAX_FILE_BYTES) {
      status = alint_fail(err, ALINT_ELIMIT, "the file is larger than %zu MiB",
                          ALINT_MAX_FILE_BYTES >> 20);
      break;
    }
    if (n + 1 < cap)
      continue;
    char *grown = realloc(buffer, cap * 2);
    if (!grown)
      free(buffer);
    buffer = grown;
    cap *= 2;
  }
  if (!buffer)
    return alint_no_memory(err);
  if (status != ALINT_OK) {
    free(buffer);
    return status;
  }
  buffer[n] = '\0';
  *bytes = buffer;
  *len = n;
  return ALINT_OK;
}

static int read_file(char **bytes, size_t *len, const struct alint_entry *entry,
                     struct alint_error *err) {
  if (entry->why)
    return alint_fail(err, ALINT_EIO, "%s", entry->why);
  if (!entry->path)
    return read_all(bytes, len, STDIN_FILENO, err);
  int fd = open(entry->path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0)
    return fail_errno(err, errno);
  int status = read_all(bytes, len, fd, err);
  close(fd);
  return status;
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
  size_t len = 0;
  status = read_file(&out->bytes, &len, entry, &input->error);
  if (status != ALINT_OK) {
    input->status = status;
    return ALINT_OK;
  }
  input->source.bytes = out->bytes;
  input->source.len = len;
  alint_parse(input, options);
  return ALINT_OK;
}

void alint_close_input(struct alint_opened *opened) {
  alint_arena_free(opened->arena);
  free(opened->bytes);
  *opened = (struct alint_opened){.arena = NULL};
}
