/* SPDX-License-Identifier: Apache-2.0
 *
 * Files that inputs name: templates of nested stacks.
 */
#ifndef ALINT_CLI_NAMED_FILES_H
#define ALINT_CLI_NAMED_FILES_H

#include "assumelint/parser.h"
#include "cli/inputs.h"

struct alint_file_id {
  unsigned long long parts[2]; /* device and number on it */
};

/* The inputs of a run, as files. */
struct alint_named_files {
  struct alint_file_id *inputs; /* sorted */
  size_t count;
};

/* Lets templates name files; what is an input itself is not read for another.
 * ALINT_OK or ALINT_ENOMEM. */
int alint_allow_named_files(struct alint_parse_options *out, struct alint_named_files *files,
                            const struct alint_entries *entries, struct alint_arena *arena);

#endif
