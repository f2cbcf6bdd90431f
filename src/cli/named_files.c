/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of files that templates name. Templates are hostile: nothing but
 * regular files of a moderate size is opened, and nothing of what is in a file
 * that is no template is ever told.
 */
#include "cli/named_files.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "cli/read_input.h"

static struct alint_file_id id_of(const struct stat *info) {
  return (struct alint_file_id){
      {(unsigned long long)info->st_dev, (unsigned long long)info->st_ino}};
}

static int compare_ids(const void *left, const void *right) {
  const struct alint_file_id *a = left, *b = right;
  for (size_t i = 0; i < 2; i++) {
    if (a->parts[i] != b->parts[i])
      return a->parts[i] < b->parts[i] ? -1 : 1;
  }
  return 0;
}

static bool is_input(const struct alint_named_files *files, struct alint_file_id id) {
  return files->count > 0 &&
         bsearch(&id, files->inputs, files->count, sizeof *files->inputs, compare_ids) != NULL;
}

static int read_open_file(struct alint_named_file *out, struct alint_arena *arena, int fd) {
  struct alint_error ignored = {0};
  char *bytes = NULL;
  size_t len = 0;
  int status = alint_read_whole(&bytes, &len, fd, &ignored);
  if (status == ALINT_OK && len > ALINT_MAX_NESTED_BYTES)
    status = ALINT_ELIMIT; /* it has grown meanwhile */
  if (status == ALINT_OK) {
    const char *copy = alint_arena_copy(arena, bytes, len);
    out->bytes = alint_str_n(copy, len);
    status = copy ? ALINT_OK : ALINT_ENOMEM;
  }
  free(bytes);
  return status;
}

static int read_named_file(struct alint_named_file *out, void *context, struct alint_arena *arena,
                           const char *path) {
  const struct alint_named_files *files = context;
  struct stat info;
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  int status = ALINT_EIO;
  *out = (struct alint_named_file){.is_input = false};
  if (fd < 0)
    return status;
  if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) {
    struct alint_file_id id = id_of(&info);
    out->id[0] = id.parts[0];
    out->id[1] = id.parts[1];
    out->is_input = is_input(files, id);
    if (out->is_input)
      status = ALINT_OK;
    else if ((unsigned long long)info.st_size <= ALINT_MAX_NESTED_BYTES)
      status = read_open_file(out, arena, fd);
  }
  close(fd);
  return status;
}

int alint_allow_named_files(struct alint_parse_options *out, struct alint_named_files *files,
                            const struct alint_entries *entries, struct alint_arena *arena) {
  files->inputs = alint_arena_array(arena, entries->count, sizeof *files->inputs);
  files->count = 0;
  if (!files->inputs)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < entries->count; i++) {
    struct stat info;
    if (entries->items[i].path && stat(entries->items[i].path, &info) == 0)
      files->inputs[files->count++] = id_of(&info);
  }
  if (files->count > 1)
    qsort(files->inputs, files->count, sizeof *files->inputs, compare_ids);
  out->read_file = read_named_file;
  out->file_context = files;
  return ALINT_OK;
}
