/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of inputs. The first bytes mostly show whether the rest can be streamed
 * (a plan) or must be in memory as a whole (a template). If they do not, more is
 * read until they do.
 */
#include "run/read_input.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assumelint/limits.h"
#include "util/window.h"

int run_fail_errno(Error *err, int error) {
  char text[128];
  if (strerror_r(error, text, sizeof text) != 0)
    return error_set(err, ERR_IO, "error %d", error);
  return error_set(err, ERR_IO, "%s", text);
}

/* ---- Bytes --------------------------------------------------------------- */

/* The bytes read so far, and the descriptor that has the rest. */
struct incoming {
  int fd;
  char *bytes; /* from malloc, with room for a NUL after `cap` bytes */
  size_t len, cap;
  size_t given; /* bytes that a reader has got */
  bool ended;
  int error; /* errno of the first failure; 0 if there is none */
};

/* Like read(), but waits on non-blocking descriptors and goes on after signals. */
static ssize_t read_some(struct incoming *in, char *buffer, size_t size) {
  for (;;) {
    ssize_t n = read(in->fd, buffer, size);
    if (n >= 0)
      return n;
    if (errno == EAGAIN || errno == EWOULDBLOCK) {
      struct pollfd wait = {.fd = in->fd, .events = POLLIN};
      if (poll(&wait, 1, -1) >= 0)
        continue;
    }
    if (errno == EINTR)
      continue;
    in->error = errno;
    return -1;
  }
}

/* The size of a regular file and one byte more, which shows the end; a pipe starts small. */
static size_t expected(int fd) {
  enum { PIPE_START = 64 * 1024 };
  struct stat info;
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size < 0 ||
      (unsigned long long)info.st_size >= MAX_FILE_BYTES)
    return PIPE_START;
  return (size_t)info.st_size + 1;
}

/* Reads until `want` bytes are in memory, or the end. */
static int read_up_to(struct incoming *in, size_t want, Error *err) {
  while (in->len < want && !in->ended) {
    if (in->len == in->cap) {
      size_t cap = in->cap == 0 ? expected(in->fd) : in->cap * 2;
      cap = cap < want ? cap : want;
      char *grown = realloc(in->bytes, cap + 1);
      if (!grown)
        return error_memory(err);
      in->bytes = grown;
      in->cap = cap;
    }
    ssize_t n = read_some(in, in->bytes + in->len, in->cap - in->len);
    if (n < 0)
      return run_fail_errno(err, in->error);
    in->ended = n == 0;
    in->len += (size_t)n;
  }
  in->bytes[in->len] = '\0';
  return OK;
}

static int too_large(Error *err, size_t most) {
  return error_set(err, ERR_LIMIT, "the file is larger than %zu MiB", most >> 20);
}

int run_read_whole(char **bytes, size_t *len, int fd, size_t most, Error *err) {
  struct incoming in = {.fd = fd};
  int status = read_up_to(&in, most + 1, err);
  if (status == OK && in.len > most)
    status = too_large(err, most);
  if (status != OK) {
    free(in.bytes);
    return status;
  }
  *bytes = in.bytes;
  *len = in.len;
  return OK;
}

/* ---- Inputs -------------------------------------------------------------- */

/* Gives the bytes in memory first and frees them, then reads on. */
static ptrdiff_t read_on(void *context, char *buffer, size_t size) {
  struct incoming *in = context;
  size_t left = in->len - in->given;
  if (left == 0)
    return in->ended ? 0 : read_some(in, buffer, size);
  size_t n = left < size ? left : size;
  memcpy(buffer, in->bytes + in->given, n);
  in->given += n;
  if (n == left) {
    free(in->bytes);
    in->bytes = NULL;
  }
  return (ptrdiff_t)n;
}

static int stream(Input *input, struct incoming *in, InputHead head, const ParseOptions *options,
                  size_t window) {
  Reader reader = {.read = read_on, .context = in};
  int status = front_end_read_stream(input, head, options, &reader, window);
  if (status != ERR_IO || in->error == 0)
    return status;
  input->error = (Error){.status = OK}; /* the reader knows the reason, the window does not */
  return run_fail_errno(&input->error, in->error);
}

static int hold(Input *input, char **bytes, struct incoming *in, const ParseOptions *options) {
  *bytes = in->bytes;
  in->bytes = NULL;
  input->source.bytes = *bytes;
  input->source.len = in->len;
  return front_end_read(input, options);
}

int run_read_input(Input *input, char **bytes, int fd, const ParseOptions *options, size_t window) {
  struct incoming in = {.fd = fd};
  int status;
  size_t want = window;
  InputHead head = {.front_end = NULL};
  *bytes = NULL;
  for (;; want *= 2) {
    if (want > MAX_FILE_BYTES)
      want = MAX_FILE_BYTES + 1;
    status = read_up_to(&in, want, &input->error);
    if (status != OK || in.ended || in.len > MAX_FILE_BYTES)
      break;
    head = front_end_look_at_head(in.bytes, in.len);
    if (head.front_end)
      break;
  }
  if (status == OK && in.ended)
    status = hold(input, bytes, &in, options);
  else if (status == OK && in.len > MAX_FILE_BYTES)
    status = too_large(&input->error, MAX_FILE_BYTES);
  else if (status == OK)
    status = stream(input, &in, head, options, window);
  free(in.bytes);
  return input->status = status;
}
