/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of a file, a pipe or a terminal, by one path.
 */
#ifndef ASSUMELINT_RUN_READ_INPUT_H
#define ASSUMELINT_RUN_READ_INPUT_H

#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/parser.h"

/* Reads until the end, into memory of malloc, with a NUL behind. ERR_LIMIT
 * past MAX_FILE_BYTES. */
int run_read_whole(char **bytes, size_t *len, int fd, Error *err);

/* Reads and parses what `fd` gives. What fits in `window` bytes
 * (WINDOW_BYTES) is held whole, and so is what turns out to need it; plans
 * and states go by, whatever their size. `*bytes`: what input->source.bytes
 * points to, NULL where nothing is held; of malloc. Returns input->status. */
int run_read_input(Input *input, char **bytes, int fd, const ParseOptions *options, size_t window);

#endif
