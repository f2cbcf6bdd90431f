/* SPDX-License-Identifier: Apache-2.0
 *
 * Terminals: colour, progress, the three standard files.
 */
#ifndef ASSUMELINT_CLI_TERMINAL_H
#define ASSUMELINT_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "run/settings.h"

/* Whether to colour what goes to `fd`. AUTO: NO_COLOR, then CLICOLOR_FORCE, then
 * CLICOLOR, TERM=dumb and whether it is a terminal. */
bool cli_want_color(Color when, int fd);

/* Opens those of the descriptors 0, 1, 2 that are closed, so that no other file gets the
 * number. Reading and writing there still fails. */
void cli_hold_standard_files(void);

/* Progress on standard error: appears after a second, and only on a terminal. */
typedef struct Progress {
  bool enabled, started;
  long long begin_ms, shown_ms;
  size_t width; /* of the line on the screen */
} Progress;

void progress_begin(Progress *progress, bool enabled);
void progress_show(Progress *progress, size_t done, size_t total);
void progress_clear(Progress *progress);

#endif
