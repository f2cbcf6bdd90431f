/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading from a file, a pipe or a terminal.
 */
#ifndef ASSUMELINT_RUN_READ_INPUT_H
#define ASSUMELINT_RUN_READ_INPUT_H

#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/parser.h"

/* Sets `err` to the system's text for an errno. Returns ERR_IO. */
int run_fail_errno(Error *err, int error);

/* Reads to the end. The bytes are from malloc and end with a NUL. ERR_IO, or
 * ERR_LIMIT if there are more than `most`. */
int run_read_whole(char **bytes, size_t *len, int fd, size_t most, Error *err);

/* Reads and parses an input from `fd`. Inputs up to `window` bytes (WINDOW_BYTES)
 * are kept in memory, and so are larger templates; larger plans and states are
 * streamed, whatever their size. `*bytes`: what input->source.bytes points to, from
 * malloc; NULL if the input was streamed. Returns input->status. */
int run_read_input(Input *input, char **bytes, int fd, const ParseOptions *options, size_t window);

#endif
