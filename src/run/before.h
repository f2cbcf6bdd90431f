/* SPDX-License-Identifier: Apache-2.0
 *
 * --before: the template as it was.
 */
#ifndef ASSUMELINT_RUN_BEFORE_H
#define ASSUMELINT_RUN_BEFORE_H

#include "run/inputs.h"

/* Reads `path` ("-": standard input) and makes it the world before `input`, which
 * was read. An empty file is a world without roles: the template is new. What
 * goes wrong is told by input->status and input->error. OK or ERR_MEMORY.
 * `*out` is to be closed after the input. */
int run_open_before(OpenedInput *out, Input *input, const char *path, const ParseOptions *options);

#endif
