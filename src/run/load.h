/* SPDX-License-Identifier: Apache-2.0
 *
 * The loader: opens the inputs of a run and says what is wrong with them.
 */
#ifndef ASSUMELINT_RUN_LOAD_H
#define ASSUMELINT_RUN_LOAD_H

#include "run/files.h"
#include "run/inputs.h"
#include "run/parameters.h"

typedef struct Loader {
  const Settings *settings;
  ParseOptions parse_options; /* they point into the loader */
  UsedParameters parameters;
  Disk disk;
  bool failed; /* some input could not be analysed: a notice said so */
} Loader;

/* Reads what the settings say about inputs. OK, or a status with one line in `err`. */
int loader_begin(Loader *out, const Settings *settings, Error *err);
/* All inputs were opened: a parameter that no template declares is a failure. */
void loader_end(Loader *loader);

/* The inputs that the settings name. Another input that names one of them does not
 * read it again. */
InputEntries loader_list(Loader *loader);

/* Sends the notices of an input that was read; sets loader->failed. */
void loader_note(Loader *loader, Input *input, bool skip_not_ours);

/* Opens one file and notes it. False, and closed again, if there is no model. */
bool loader_open(Loader *loader, OpenedInput *out, const InputEntry *entry);

/* Open inputs; those without a model are left out. */
typedef struct LoadedInputs {
  OpenedInput *items;
  Input **inputs; /* parallel */
  size_t count;
} LoadedInputs;

/* Opens all inputs of one path. The lists are in the arena. */
LoadedInputs loader_open_path(Loader *loader, const char *path, Arena *arena);
void loader_close_all(LoadedInputs *loaded);

/* Says what is wrong with a file, and where if `err` has an offset. */
void notice_error(const Listener *to, Source *source, Arena *arena, const Error *err);

#endif
