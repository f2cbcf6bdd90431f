/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading of whole files and folders. A hostile input may name any path, so of
 * what inputs name only regular files of a moderate size are read.
 */
#define _XOPEN_SOURCE 700 /* realpath */

#include "run/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "run/read_input.h"
#include "util/sorted.h"

/* ---- Bytes --------------------------------------------------------------- */

/* A copy in the arena of bytes that must be freed. */
struct copying {
  Str *out;
  Arena *arena;
  Str held;
};

static int copy_protected(void *context) {
  struct copying *c = context;
  *c->out = str_n(arena_copy(c->arena, c->held.ptr, c->held.len), c->held.len);
  return OK;
}

static int read_descriptor(Str *bytes, Arena *arena, int fd, size_t most, Error *err) {
  char *held;
  struct copying c = {.out = bytes, .arena = arena};
  int status = run_read_whole(&held, &c.held.len, fd, most, err);
  if (status != OK)
    return status;
  c.held.ptr = held;
  status = protect(copy_protected, &c);
  free(held);
  return status == OK ? OK : error_memory(err);
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

/* `*info` is all zeros if the file cannot be opened. */
static int read_regular(Str *bytes, struct stat *info, Arena *arena, const char *path, size_t most,
                        Error *err) {
  memset(info, 0, sizeof *info);
  /* O_NONBLOCK: opening a named pipe does not wait for its writer. */
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return run_fail_errno(err, errno);
  int status = OK;
  if (fstat(fd, info) != 0)
    status = run_fail_errno(err, errno);
  else if (!S_ISREG(info->st_mode))
    status = error_set(err, ERR_IO, "it is not a regular file");
  else
    status = read_descriptor(bytes, arena, fd, most, err);
  close(fd);
  return status;
}

int run_read_regular(Str *bytes, Arena *arena, const char *path, size_t most, Error *err) {
  struct stat info;
  return read_regular(bytes, &info, arena, path, most, err);
}

/* ---- Folders ------------------------------------------------------------- */

struct listing {
  DIR *dir;
  Arena *arena;
  struct {
    Str *items;
    size_t count, cap;
  } names;
  Error *err;
};

static int read_names(void *context) {
  struct listing *l = context;
  for (;;) {
    errno = 0;
    const struct dirent *entry = readdir(l->dir);
    if (!entry)
      return errno != 0 ? run_fail_errno(l->err, errno) : OK;
    LIST_ADD(l->arena, &l->names,
             str_of(arena_copy(l->arena, entry->d_name, strlen(entry->d_name))));
  }
}

int run_list_folder(Str **names, size_t *count, Arena *arena, const char *folder, Error *err) {
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
  *names = listing.names.items;
  *count = listing.names.count;
  return status;
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
  char real[PATH_MAX];
  if (status == OK && realpath(path, real))
    out->real = str_of(arena_copy(arena, real, strlen(real)));
  return status;
}

static bool is_below(const char *path, const char *folder) {
  size_t len = strlen(folder);
  return strncmp(path, folder, len) == 0 && (path[len] == '/' || strcmp(folder, "/") == 0);
}

static int read_inside(void *context, NamedFile *out, Arena *arena, const char *folder,
                       const char *path, size_t most, Error *err) {
  char real_folder[PATH_MAX], real_path[PATH_MAX];
  *out = (NamedFile){.is_input = false};
  if (!realpath(folder[0] ? folder : ".", real_folder) || !realpath(path, real_path))
    return run_fail_errno(err, errno);
  if (!is_below(real_path, real_folder))
    return error_set(err, ERR_IO, "a link leads out of the module's folder");
  return read_file(context, out, arena, real_path, most, err);
}

static int list_folder(void *context, Str **names, size_t *count, Arena *arena, const char *folder,
                       Error *err) {
  (void)context;
  return run_list_folder(names, count, arena, folder, err);
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
  if (dir) {
    closedir(dir);
    return OK;
  }
  Error why = {.status = OK};
  run_fail_errno(&why, errno);
  return error_set(err, ERR_IO, "--source-root %.200s: %s", out->source_root, why.text);
}

void run_disk_inputs(Disk *disk, const InputEntries *entries, Arena *arena) {
  FileId *ids = arena_array(arena, entries->count, sizeof *ids);
  size_t count = 0;
  for (size_t i = 0; i < entries->count; i++) {
    struct stat info;
    if (entries->items[i].path && stat(entries->items[i].path, &info) == 0)
      ids[count++] = id_of(&info);
  }
  sorted_sort(ids, count, sizeof *ids, compare_ids);
  disk->inputs = ids;
  disk->input_count = count;
}
