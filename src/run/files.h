/* SPDX-License-Identifier: Apache-2.0
 *
 * Files on disk, which the user or an input names. Inputs may be hostile.
 */
#ifndef ASSUMELINT_RUN_FILES_H
#define ASSUMELINT_RUN_FILES_H

#include "assumelint/parser.h"
#include "run/inputs.h"

/* Reads a file that the user names, of any kind; NULL: standard input. The bytes
 * end with a NUL. ERR_IO, ERR_LIMIT, ERR_MEMORY. */
int run_read_given(Str *bytes, Arena *arena, const char *path, Error *err);

/* Reads a file that an input names: a regular file of at most `most` bytes. */
int run_read_regular(Str *bytes, Arena *arena, const char *path, size_t most, Error *err);

/* The names in a folder, "." and ".." included, in no order; "": the current
 * folder. ERR_IO: `names` are those before the failure. */
int run_list_folder(Str **names, size_t *count, Arena *arena, const char *folder, Error *err);

typedef struct FileId {
  unsigned long long parts[2]; /* device and inode */
} FileId;

/* File access for front ends. */
typedef struct Disk {
  FileAccess files; /* its context is this Disk */
  FileId *inputs;   /* the inputs of the run, sorted */
  size_t input_count;
} Disk;

/* Lets inputs name files: templates of nested stacks, and the source of plans in
 * settings->source_root. ERR_IO if there is no such folder. */
int run_allow_files(ParseOptions *out, Disk *disk, const Settings *settings, Error *err);
/* Lets front ends see which files are inputs of the run. */
void run_disk_inputs(Disk *disk, const InputEntries *entries, Arena *arena);

#endif
