/* SPDX-License-Identifier: Apache-2.0
 *
 * Files on disk: those that the user names, and those that inputs name, which
 * are hostile.
 */
#ifndef ALINT_RUN_FILES_H
#define ALINT_RUN_FILES_H

#include "assumelint/parser.h"
#include "run/inputs.h"

/* Records and returns ALINT_EIO, with what the system says of an errno. */
int alint_fail_errno(struct alint_error *err, int error);

/* The bytes of what the user names, with a NUL behind: a file of any kind, or
 * standard input where `path` is NULL. */
int alint_read_given(struct alint_str *bytes, struct alint_arena *arena, const char *path,
                     struct alint_error *err);

/* The same of what an input names: a regular file of at most `most` bytes. */
int alint_read_regular(struct alint_str *bytes, struct alint_arena *arena, const char *path,
                       size_t most, struct alint_error *err);

struct alint_file_id {
  unsigned long long parts[2]; /* device and number on it */
};

/* The files that front ends see. */
struct alint_disk {
  struct alint_files files;     /* its context is the disk */
  struct alint_file_id *inputs; /* those of the run, sorted */
  size_t input_count;
};

/* Lets inputs name files: templates of nested stacks, and the source of plans in
 * the folder that the settings name. ALINT_EIO, with one line in `err`, when
 * there is no such folder. */
int alint_allow_files(struct alint_parse_options *out, struct alint_disk *disk,
                      const struct alint_settings *settings, struct alint_error *err);
/* These are the inputs of the run. */
void alint_disk_inputs(struct alint_disk *disk, const struct alint_entries *entries,
                       struct alint_arena *arena);

#endif
