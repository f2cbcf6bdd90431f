/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of whole files. Inputs are hostile, and name files and folders: of
 * what they name nothing but regular files of a moderate size is opened.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "run/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "run/read_input.h"

int run_fail_errno(Error *err, int error) {
  char text[128];
  if (strerror_r(error, text, sizeof text) != 0)
    return error_set(err, ERR_IO, "error %d", error);
  return error_set(err, ERR_IO, "%s", text);
}

/* ---- Bytes --------------------------------------------------------------- */

static int too_large(Error *err, size_t most) {
  return error_set(err, ERR_LIMIT, "the file is larger than %zu MiB", most >> 20);
}

/* A copy in the arena while something is held that is none of its: returns. */
struct copying {
  Str *out;
  Arena *arena;
  const char *bytes;
  size_t len;
};

static int copy_protected(void *context) {
  struct copying *c = context;
  *c->out = str_n(arena_copy(c->arena, c->bytes, c->len), c->len);
  return OK;
}

static int copy(Str *out, Arena *arena, const char *bytes, size_t len, Error *err) {
  struct copying c = {out, arena, bytes, len};
  return protect(copy_protected, &c) == OK ? OK : error_memory(err);
}

static int read_descriptor(Str *bytes, Arena *arena, int fd, size_t most, Error *err) {
  char *buffer = NULL;
  size_t len = 0;
  int status = run_read_whole(&buffer, &len, fd, err);
  if (status == OK && len > most) /* it may have grown meanwhile */
    status = too_large(err, most);
  if (status == OK)
    status = copy(bytes, arena, buffer, len, err);
  free(buffer);
  return status;
}

int run_read_given(Str *bytes, Arena *arena, const char *path, Error *err) {
  int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
  if (fd < 0)
    return run_fail_errno(err, errno);
  int status = read_descriptor(bytes, arena, fd, MAX_FILE_BYTES, err);
  if (path)
    close(fd);
  return status;
}

/* `*info` is all zeros where the file cannot be opened. */
static int read_regular(Str *bytes, struct stat *info, Arena *arena, const char *path, size_t most,
                        Error *err) {
  memset(info, 0, sizeof *info);
  /* O_NONBLOCK: what is no regular file does not keep us waiting. */
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return run_fail_errno(err, errno);
  int status = OK;
  if (fstat(fd, info) != 0)
    status = run_fail_errno(err, errno);
  else if (!S_ISREG(info->st_mode))
    status = error_set(err, ERR_IO, "it is no regular file");
  else if (info->st_size < 0 || (unsigned long long)info->st_size > most)
    status = too_large(err, most);
  else
    status = read_descriptor(bytes, arena, fd, most, err);
  close(fd);
  return status;
}

int run_read_regular(Str *bytes, Arena *arena, const char *path, size_t most, Error *err) {
  struct stat info;
  return read_regular(bytes, &info, arena, path, most, err);
}

/* ---- What front ends see ------------------------------------------------- */

static FileId id_of(const struct stat *info) {
  return (FileId){{(unsigned long long)info->st_dev, (unsigned long long)info->st_ino}};
}

static int compare_ids(const void *left, const void *right) {
  const FileId *a = left, *b = right;
  for (size_t i = 0; i < 2; i++) {
    if (a->parts[i] != b->parts[i])
      return a->parts[i] < b->parts[i] ? -1 : 1;
  }
  return 0;
}

static bool is_input(const Disk *disk, FileId id) {
  return disk->input_count > 0 &&
         bsearch(&id, disk->inputs, disk->input_count, sizeof *disk->inputs, compare_ids) != NULL;
}

static int read_file(void *context, NamedFile *out, Arena *arena, const char *path, size_t most,
                     Error *err) {
  struct stat info;
  *out = (NamedFile){.is_input = false};
  int status = read_regular(&out->bytes, &info, arena, path, most, err);
  FileId id = id_of(&info);
  memcpy(out->id, id.parts, sizeof out->id);
  out->is_input = is_input(context, id);
  char *real = status == OK ? realpath(path, NULL) : NULL;
  if (real)
    status = copy(&out->real, arena, real, strlen(real), err);
  free(real);
  return status;
}

static bool is_below(const char *path, const char *folder) {
  size_t len = strlen(folder);
  return strncmp(path, folder, len) == 0 && (path[len] == '/' || strcmp(folder, "/") == 0);
}

static int read_inside(void *context, NamedFile *out, Arena *arena, const char *folder,
                       const char *path, size_t most, Error *err) {
  char *real_folder = realpath(folder[0] ? folder : ".", NULL);
  char *real_path = real_folder ? realpath(path, NULL) : NULL;
  int status = OK;
  *out = (NamedFile){.is_input = false};
  if (!real_path)
    status = run_fail_errno(err, errno);
  else if (!is_below(real_path, real_folder))
    status = error_set(err, ERR_IO, "a link leads out of the module's folder");
  else
    status = read_file(context, out, arena, real_path, most, err);
  free(real_folder);
  free(real_path);
  return status;
}

struct listing {
  DIR *dir;
  Arena *arena;
  Str *names;
  size_t count, cap;
  Error *err;
};

static int read_names(void *context) {
  struct listing *l = context;
  for (;;) {
    errno = 0;
    const struct dirent *entry = readdir(l->dir);
    if (!entry)
      return errno != 0 ? run_fail_errno(l->err, errno) : OK;
    size_t len = strlen(entry->d_name);
    l->names = arena_grow(l->arena, l->names, l->count, &l->cap, sizeof *l->names);
    l->names[l->count++] = str_n(arena_copy(l->arena, entry->d_name, len), len);
  }
}

static int list_folder(void *context, Str **names, size_t *count, Arena *arena, const char *folder,
                       Error *err) {
  (void)context;
  *names = NULL;
  *count = 0;
  DIR *dir = opendir(folder[0] ? folder : ".");
  if (!dir)
    return run_fail_errno(err, errno);
  struct listing listing = {.dir = dir, .arena = arena, .err = err};
  int status = protect(read_names, &listing);
  closedir(dir);
  if (status == ERR_MEMORY)
    out_of_memory();
  *names = listing.names;
  *count = listing.count;
  return status;
}

int run_allow_files(ParseOptions *out, Disk *disk, const Settings *settings, Error *err) {
  *disk = (Disk){
      .files = {
          .context = disk, .list = list_folder, .read = read_file, .read_inside = read_inside}};
  out->files = &disk->files;
  out->source_root = settings->source_root;
  if (!out->source_root)
    return OK;
  DIR *dir = opendir(out->source_root);
  if (!dir) {
    Error why = {.status = OK};
    run_fail_errno(&why, errno);
    return error_set(err, ERR_IO, "--source-root %.200s: %s", out->source_root, why.text);
  }
  closedir(dir);
  return OK;
}

void run_disk_inputs(Disk *disk, const InputEntries *entries, Arena *arena) {
  FileId *ids = arena_array(arena, entries->count, sizeof *ids);
  size_t count = 0;
  for (size_t i = 0; i < entries->count; i++) {
    struct stat info;
    if (entries->items[i].path && stat(entries->items[i].path, &info) == 0)
      ids[count++] = id_of(&info);
  }
  if (count > 1)
    qsort(ids, count, sizeof *ids, compare_ids);
  disk->inputs = ids;
  disk->input_count = count;
}
