/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs: from the paths of the command line to parsed files.
 */
#ifndef ASSUMELINT_RUN_INPUTS_H
#define ASSUMELINT_RUN_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/parser.h"
#include "run/settings.h"

/* One file to read. */
typedef struct InputEntry {
  const char *path;          /* NULL: standard input, or bytes in memory */
  Str bytes;                 /* of a buffer, with a NUL at the end; ptr NULL: none */
  const char *shown;         /* the path in reports */
  bool skip_not_ours;        /* from a walk, or --lenient */
  const char *why;           /* why it cannot be read, if that is known already; or NULL */
  const StackTarget *target; /* of a template in a cloud assembly; or NULL */
} InputEntry;

/* A named file; "-": standard input. */
InputEntry run_entry(const char *path);

typedef struct InputEntries {
  InputEntry *items;
  size_t count, cap;
} InputEntries;

/* Lists the files of all paths in the order of the command line, then the buffers.
 * The files of a folder are sorted by path; no file is listed twice. */
InputEntries run_list_inputs(const Settings *settings, Arena *arena);

/* A file that was read, successfully or not: see input->status. */
typedef struct OpenedInput {
  Arena *arena; /* of the input */
  char *bytes;  /* what source.bytes points to; NULL if the file was streamed */
  Input *input;
} OpenedInput;

/* Reads and parses one file. `out` must be closed even if memory runs out.
 * Thread-safe. */
void run_open_input(OpenedInput *out, const InputEntry *entry, const ParseOptions *options);
/* Does nothing if it is closed, or all zeros. */
void run_close_input(OpenedInput *opened);

#endif
