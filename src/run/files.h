/* SPDX-License-Identifier: Apache-2.0
 *
 * Files on disk: those that the user names, and those that inputs name, which
 * are hostile.
 */
#ifndef ASSUMELINT_RUN_FILES_H
#define ASSUMELINT_RUN_FILES_H

#include "assumelint/parser.h"
#include "run/inputs.h"

/* Records and returns ERR_IO, with what the system says of an errno. */
int run_fail_errno(Error *err, int error);

/* The bytes of what the user names, with a NUL behind: a file of any kind, or
 * standard input where `path` is NULL. */
int run_read_given(Str *bytes, Arena *arena, const char *path, Error *err);

/* The same of what an input names: a regular file of at most `most` bytes. */
int run_read_regular(Str *bytes, Arena *arena, const char *path, size_t most, Error *err);

typedef struct FileId {
  unsigned long long parts[2]; /* device and number on it */
} FileId;

/* The files that front ends see. */
typedef struct Disk {
  FileAccess files; /* its context is the disk */
  FileId *inputs;   /* those of the run, sorted */
  size_t input_count;
} Disk;

/* Lets inputs name files: templates of nested stacks, and the source of plans in
 * the folder that the settings name. ERR_IO, with one line in `err`, when
 * there is no such folder. */
int run_allow_files(ParseOptions *out, Disk *disk, const Settings *settings, Error *err);
/* These are the inputs of the run. */
void run_disk_inputs(Disk *disk, const InputEntries *entries, Arena *arena);

#endif
