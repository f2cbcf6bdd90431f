/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs: from the paths of the command line to files that are read.
 */
#ifndef ALINT_RUN_INPUTS_H
#define ALINT_RUN_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "assumelint/model.h"
#include "assumelint/parser.h"
#include "run/settings.h"

/* One file to read. */
struct alint_entry {
  const char *path;       /* to open; NULL: standard input, or bytes in memory */
  struct alint_str bytes; /* with a NUL behind; ptr NULL: there are none in memory */
  const char *shown;      /* as it is reported */
  bool skip_not_ours;     /* found in a walk, or leniency was asked for */
  const char *why;        /* a folder or file that could not be looked at; NULL otherwise */
  const struct alint_stack_target *target; /* a template of a cloud assembly; NULL otherwise */
};

struct alint_entries {
  struct alint_entry *items;
  size_t count, cap;
};

/* Lists the files of all paths: in the order of the command line, those of a
 * folder sorted by path, each only once; then those in memory. Fails for want of
 * memory only: what cannot be looked at is an entry with `why`. */
int alint_list_inputs(struct alint_entries *out, const struct alint_settings *settings,
                      struct alint_arena *arena);

/* A file that was read, or that could not be: see input->status. */
struct alint_opened {
  struct alint_arena *arena; /* of the input */
  char *bytes;               /* what source.bytes points to; NULL where nothing is held */
  struct alint_input *input;
};

/* Reads and parses one file. ALINT_OK whatever becomes of the file;
 * ALINT_ENOMEM when there is no memory even for saying so. Thread-safe. */
int alint_open_input(struct alint_opened *out, const struct alint_entry *entry,
                     const struct alint_parse_options *options);
void alint_close_input(struct alint_opened *opened);

struct alint_used_parameters;
struct alint_disk;

/* ---- load.c: inputs that are read one after the other --------------------- */

/* Tells that something is wrong with a file, and where. */
void alint_tell_error(const struct alint_listener *to, struct alint_source *source,
                      struct alint_arena *arena, const struct alint_error *err);
/* The same of an input that was not analysed, or not wholly. */
void alint_tell_input(const struct alint_listener *to, struct alint_input *input);
/* What is to be told beside the result: notes, and unless quiet that the input
 * does not tell all. */
void alint_tell_asides(const struct alint_listener *to, const struct alint_input *input,
                       bool quiet);

struct alint_loader {
  const struct alint_settings *settings;
  struct alint_parse_options parse_options;
  struct alint_used_parameters *parameters;
  struct alint_disk *disk;
  bool failed; /* something could not be analysed, and that was told */
};

/* Reads what the settings say of the inputs. ALINT_OK, or a status with one line in
 * `err`. The end tells which parameters no input has: that is a failure too. */
int alint_loader_begin(struct alint_loader *out, const struct alint_settings *settings,
                       struct alint_error *err);
void alint_loader_end(struct alint_loader *loader);

/* These are the inputs: what one of them names is not read once more. */
void alint_loader_list(struct alint_loader *loader, const struct alint_entries *entries);

/* Opens one file. False when there is nothing to look at: that was told, unless
 * the file was skipped. */
bool alint_load(struct alint_loader *loader, struct alint_opened *out,
                const struct alint_entry *entry);

/* All inputs of one path, kept open. */
struct alint_loaded {
  struct alint_opened *items;
  struct alint_input **inputs; /* parallel */
  size_t count;
};

int alint_load_path(struct alint_loader *loader, struct alint_loaded *out, const char *path,
                    struct alint_arena *arena);
void alint_unload(struct alint_loaded *loaded);

#endif
