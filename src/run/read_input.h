/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of a file, a pipe or a terminal, by one path.
 */
#ifndef ALINT_RUN_READ_INPUT_H
#define ALINT_RUN_READ_INPUT_H

#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/parser.h"

/* Reads until the end, into memory of malloc, with a NUL behind. ALINT_ELIMIT
 * past ALINT_MAX_FILE_BYTES. */
int alint_read_whole(char **bytes, size_t *len, int fd, struct alint_error *err);

/* Reads and parses what `fd` gives. What fits in `window` bytes
 * (ALINT_WINDOW_BYTES) is held whole, and so is what turns out to need it; plans
 * and states go by, whatever their size. `*bytes`: what input->source.bytes
 * points to, NULL where nothing is held; of malloc. Returns input->status. */
int alint_read_input(struct alint_input *input, char **bytes, int fd,
                     const struct alint_parse_options *options, size_t window);

#endif
