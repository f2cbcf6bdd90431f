/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs: from the paths of the command line to files that are read.
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
  const char *path;          /* to open; NULL: standard input, or bytes in memory */
  Str bytes;                 /* with a NUL behind; ptr NULL: there are none in memory */
  const char *shown;         /* as it is reported */
  bool skip_not_ours;        /* found in a walk, or leniency was asked for */
  const char *why;           /* a folder or file that could not be looked at; NULL otherwise */
  const StackTarget *target; /* a template of a cloud assembly; NULL otherwise */
} InputEntry;

typedef struct InputEntries {
  InputEntry *items;
  size_t count, cap;
} InputEntries;

/* Lists the files of all paths: in the order of the command line, those of a
 * folder sorted by path, each only once; then those in memory. Fails for want of
 * memory only: what cannot be looked at is an entry with `why`. */
int run_list_inputs(InputEntries *out, const Settings *settings, Arena *arena);

/* A file that was read, or that could not be: see input->status. */
typedef struct OpenedInput {
  Arena *arena; /* of the input */
  char *bytes;  /* what source.bytes points to; NULL where nothing is held */
  Input *input;
} OpenedInput;

/* Reads and parses one file. OK whatever becomes of the file;
 * ERR_MEMORY when there is no memory even for saying so. Thread-safe. */
int run_open_input(OpenedInput *out, const InputEntry *entry, const ParseOptions *options);
void run_close_input(OpenedInput *opened);

typedef struct UsedParameters UsedParameters;
typedef struct Disk Disk;

/* ---- load.c: inputs that are read one after the other --------------------- */

/* Tells that something is wrong with a file, and where. */
void notice_error(const Listener *to, Source *source, Arena *arena, const Error *err);
/* The same of an input that was not analysed, or not wholly. */
void notice_input(const Listener *to, Input *input);
/* What is to be told beside the result: notes, and unless quiet that the input
 * does not tell all. */
void notice_asides(const Listener *to, const Input *input, bool quiet);

typedef struct Loader {
  const Settings *settings;
  ParseOptions parse_options;
  UsedParameters *parameters;
  Disk *disk;
  bool failed; /* something could not be analysed, and that was told */
} Loader;

/* Reads what the settings say of the inputs. OK, or a status with one line in
 * `err`. The end tells which parameters no input has: that is a failure too. */
int loader_begin(Loader *out, const Settings *settings, Error *err);
void loader_end(Loader *loader);

/* These are the inputs: what one of them names is not read once more. */
void loader_list(Loader *loader, const InputEntries *entries);

/* Opens one file. False when there is nothing to look at: that was told, unless
 * the file was skipped. */
bool run_load(Loader *loader, OpenedInput *out, const InputEntry *entry);

/* All inputs of one path, kept open. */
typedef struct LoadedInputs {
  OpenedInput *items;
  Input **inputs; /* parallel */
  size_t count;
} LoadedInputs;

int run_load_path(Loader *loader, LoadedInputs *out, const char *path, Arena *arena);
void run_unload(LoadedInputs *loaded);

#endif
