/* SPDX-License-Identifier: Apache-2.0
 *
 * Terminals. Colour follows https://no-color.org/ and https://bixense.com/clicolors/;
 * an explicit --color wins over both. Progress needs no escape sequences.
 */
#include "cli/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool is_set(const char *variable) {
  const char *value = getenv(variable);
  return value && value[0] != '\0';
}

static bool is(const char *variable, const char *wanted) {
  const char *value = getenv(variable);
  return value && strcmp(value, wanted) == 0;
}

bool cli_want_color(Color when, int fd) {
  if (when != COLOR_AUTO)
    return when == COLOR_ALWAYS;
  if (is_set("NO_COLOR"))
    return false;
  if (is_set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0"))
    return true;
  if (is("CLICOLOR", "0") || is("TERM", "dumb"))
    return false;
  return isatty(fd);
}

void cli_hold_standard_files(void) {
  for (int fd = 0; fd <= 2; fd++) {
    if (fcntl(fd, F_GETFD) != -1 || errno != EBADF)
      continue;
    /* The wrong way round, so that reading 0 and writing 1 or 2 fail. open() takes the
     * lowest free number, which is `fd`. */
    if (open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) == -1)
      return;
  }
}

static long long now_ms(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
    return 0;
  return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(Progress *p, bool enabled) {
  *p = (Progress){.enabled = enabled && isatty(STDERR_FILENO), .begin_ms = now_ms()};
}

void progress_show(Progress *p, size_t done, size_t total) {
  enum { DELAY_MS = 1000, INTERVAL_MS = 100 };
  if (!p->enabled)
    return;
  long long now = now_ms();
  if (now - p->begin_ms < DELAY_MS || (p->started && now - p->shown_ms < INTERVAL_MS))
    return;
  int width = fprintf(stderr, "\rassumelint: %zu/%zu files", done, total);
  fflush(stderr);
  p->started = true;
  p->shown_ms = now;
  p->width = width > 1 ? (size_t)width - 1 : 0;
}

void progress_clear(Progress *p) {
  if (p->width == 0)
    return;
  fprintf(stderr, "\r%*s\r", (int)p->width, "");
  fflush(stderr);
  p->width = 0;
}
