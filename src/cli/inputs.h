/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs: from the paths of the command line to files that are read.
 */
#ifndef ALINT_CLI_INPUTS_H
#define ALINT_CLI_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/parser.h"
#include "cli/options.h"

/* One file to read. */
struct alint_entry {
  const char *path;   /* to open; NULL: standard input */
  const char *shown;  /* as it is reported */
  bool skip_not_ours; /* found in a walk, or leniency was asked for */
  const char *why;    /* a folder or file that could not be looked at; NULL otherwise */
};

struct alint_entries {
  struct alint_entry *items;
  size_t count, cap;
};

/* Lists the files of all paths: in the order of the command line, those of a
 * folder sorted by path, each only once. Folders without any file of ours are
 * told on standard error unless --quiet. Fails for want of memory only: what
 * cannot be looked at is an entry with `why`. */
int alint_list_inputs(struct alint_entries *out, const struct alint_settings *settings,
                      struct alint_arena *arena);

/* A file that was read, or that could not be: see input->status. */
struct alint_opened {
  struct alint_arena *arena; /* of the input */
  char *bytes;               /* what source.bytes points to */
  struct alint_input *input;
};

/* Reads and parses one file. ALINT_OK whatever becomes of the file;
 * ALINT_ENOMEM when there is no memory even for saying so. Thread-safe. */
int alint_open_input(struct alint_opened *out, const struct alint_entry *entry,
                     const struct alint_parse_options *options);
void alint_close_input(struct alint_opened *opened);

#endif
