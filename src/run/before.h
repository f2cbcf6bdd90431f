/* SPDX-License-Identifier: Apache-2.0
 *
 * --before: the template as it was.
 */
#ifndef ALINT_RUN_BEFORE_H
#define ALINT_RUN_BEFORE_H

#include "run/inputs.h"

/* Reads `path` ("-": standard input) and makes it the world before `input`, which
 * was read. An empty file is a world without roles: the template is new. What
 * goes wrong is told by input->status and input->error. ALINT_OK or ALINT_ENOMEM.
 * `*out` is to be closed after the input. */
int alint_open_before(struct alint_opened *out, struct alint_input *input, const char *path,
                      const struct alint_parse_options *options);

#endif
