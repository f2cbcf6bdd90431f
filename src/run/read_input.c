/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of inputs. The beginning is read first; it mostly tells whether the
 * rest can go by (a plan) or must be held (a template). While it does not, more
 * is read.
 */
#include "run/read_input.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assumelint/limits.h"
#include "run/files.h"
#include "util/window.h"

/* Bytes that were read and are held, and where more come from. */
struct incoming {
  int fd;
  char *bytes; /* of malloc, with room for a NUL behind `cap` of them */
  size_t len, cap;
  size_t given; /* of these bytes, to a reader */
  bool ended;
  int error; /* errno of what failed; 0 while nothing did */
};

/* Like read(), for descriptors that do not wait and calls that are interrupted too. */
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

static bool reserve(struct incoming *in, size_t cap) {
  char *grown = realloc(in->bytes, cap + 1);
  if (!grown)
    return false;
  in->bytes = grown;
  in->cap = cap;
  return true;
}

/* What is left of a regular file, and a byte to see its end by; a pipe starts small. */
static size_t expected(int fd) {
  enum { PIPE_START = 64 * 1024 };
  struct stat info;
  if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode) || info.st_size < 0 ||
      (unsigned long long)info.st_size >= MAX_FILE_BYTES)
    return PIPE_START;
  return (size_t)info.st_size + 1;
}

/* Reads until `want` bytes are held, or all there are. */
static int read_up_to(struct incoming *in, size_t want, Error *err) {
  while (in->len < want && !in->ended) {
    if (in->len == in->cap) {
      size_t cap = in->cap == 0 ? expected(in->fd) : in->cap * 2;
      if (!reserve(in, cap < want ? cap : want))
        return error_memory(err);
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

static int too_large(Error *err) {
  return error_set(err, ERR_LIMIT, "the file is larger than %zu MiB", MAX_FILE_BYTES >> 20);
}

int run_read_whole(char **bytes, size_t *len, int fd, Error *err) {
  struct incoming in = {.fd = fd};
  int status = read_up_to(&in, MAX_FILE_BYTES + 1, err);
  if (status == OK && in.len > MAX_FILE_BYTES)
    status = too_large(err);
  if (status != OK) {
    free(in.bytes);
    return status;
  }
  *bytes = in.bytes;
  *len = in.len;
  return OK;
}

/* ---- Going by ------------------------------------------------------------ */

/* First what is held, which is then let go, then what comes. */
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
  input->error = (Error){.status = OK};
  return run_fail_errno(&input->error, in->error); /* the window does not know why */
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
    status = too_large(&input->error);
  else if (status == OK)
    status = stream(input, &in, head, options, window);
  free(in.bytes);
  return input->status = status;
}
