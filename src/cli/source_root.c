/* SPDX-License-Identifier: Apache-2.0
 *
 * Folders and files of a plan's source. Plans are hostile, and name folders:
 * only names that end as Terraform's do are ever asked for, and nothing but
 * regular files of a moderate size is opened.
 */
#include "cli/source_root.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "cli/read_input.h"

static int add_name(struct alint_str **names, size_t *count, size_t *cap, struct alint_arena *arena,
                    const char *name) {
  size_t len = strlen(name);
  struct alint_str *grown = alint_arena_grow(arena, *names, *count, cap, sizeof **names);
  const char *copy = alint_arena_copy(arena, name, len);
  if (!grown || !copy)
    return ALINT_ENOMEM;
  *names = grown;
  grown[(*count)++] = alint_str_n(copy, len);
  return ALINT_OK;
}

static int list_folder(void *context, struct alint_str **names, size_t *count,
                       struct alint_arena *arena, const char *folder, struct alint_error *err) {
  size_t cap = 0;
  int status = ALINT_OK;
  (void)context;
  *names = NULL;
  *count = 0;
  DIR *dir = opendir(folder[0] ? folder : ".");
  if (!dir)
    return alint_fail_errno(err, errno);
  while (status == ALINT_OK) {
    errno = 0;
    const struct dirent *entry = readdir(dir);
    if (!entry) {
      status = errno != 0 ? alint_fail_errno(err, errno) : ALINT_OK;
      break;
    }
    if (add_name(names, count, &cap, arena, entry->d_name) != ALINT_OK)
      status = alint_no_memory(err);
  }
  closedir(dir);
  return status;
}

static int read_descriptor(struct alint_str *bytes, struct alint_arena *arena, int fd, size_t most,
                           struct alint_error *err) {
  char *buffer = NULL;
  size_t len = 0;
  int status = alint_read_whole(&buffer, &len, fd, err);
  if (status == ALINT_OK && len > most) /* it has grown meanwhile */
    status = alint_fail(err, ALINT_ELIMIT, "the file is larger than %zu MiB", most >> 20);
  if (status == ALINT_OK) {
    *bytes = alint_str_n(alint_arena_copy(arena, buffer, len), len);
    status = bytes->ptr ? ALINT_OK : alint_no_memory(err);
  }
  free(buffer);
  return status;
}

static int read_file(void *context, struct alint_str *bytes, struct alint_arena *arena,
                     const char *path, size_t most, struct alint_error *err) {
  struct stat info;
  (void)context;
  /* O_NONBLOCK: what is no regular file does not keep us waiting. */
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return alint_fail_errno(err, errno);
  int status = ALINT_OK;
  if (fstat(fd, &info) != 0)
    status = alint_fail_errno(err, errno);
  else if (!S_ISREG(info.st_mode))
    status = alint_fail(err, ALINT_EIO, "it is no regular file");
  else if (info.st_size < 0 || (unsigned long long)info.st_size > most)
    status = alint_fail(err, ALINT_ELIMIT, "the file is larger than %zu MiB", most >> 20);
  else
    status = read_descriptor(bytes, arena, fd, most, err);
  close(fd);
  return status;
}

int alint_allow_source_root(struct alint_parse_options *out, const struct alint_settings *settings,
                            struct alint_error *err) {
  static const struct alint_files files = {NULL, list_folder, read_file};
  const char *folder = settings->source_root;
  if (!folder)
    return ALINT_OK;
  DIR *dir = opendir(folder);
  if (!dir) {
    struct alint_error why = {.status = ALINT_OK};
    alint_fail_errno(&why, errno);
    return alint_fail(err, ALINT_EIO, "--source-root %.200s: %s", folder, why.text);
  }
  closedir(dir);
  out->source_root = folder;
  out->files = &files;
  return ALINT_OK;
}
