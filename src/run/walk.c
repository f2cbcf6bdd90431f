/* SPDX-License-Identifier: Apache-2.0
 *
 * Listing of inputs: folders are walked, doubles are left out.
 *
 * A walk takes files by the end of their names and looks at nothing else;
 * symbolic links to files are read, those to folders are not followed, so a
 * walk always ends.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "assumelint/arena.h"
#include "assumelint/limits.h"
#include "assumelint/parser.h"
#include "run/assembly.h"
#include "run/files.h"
#include "run/inputs.h"

struct walk {
  InputEntries *out;
  Arena *arena;
};

static void add_entry(struct walk *walk, InputEntry entry) {
  InputEntries *list = walk->out;
  if (!entry.shown)
    entry.shown = entry.path;
  list->items = arena_grow(walk->arena, list->items, list->count, &list->cap, sizeof *list->items);
  list->items[list->count++] = entry;
}

static void add_failed(struct walk *walk, const char *path, const char *why) {
  const char *copy = arena_copy(walk->arena, why, strlen(why));
  add_entry(walk, (InputEntry){.path = path, .why = copy});
}

static void add_errno(struct walk *walk, const char *path, int error) {
  Error err = {.status = OK};
  run_fail_errno(&err, error);
  add_failed(walk, path, err.text);
}

/* ---- Folders ----------------------------------------------------------- */

static bool is_left_out(const char *folder) {
  return folder[0] == '.' || strcmp(folder, "node_modules") == 0;
}

/* "" stands for the current folder, so that paths in it need no "./". */
static const char *join(Arena *arena, const char *folder, const char *name) {
  size_t len = strlen(folder);
  const char *slash = len == 0 || folder[len - 1] == '/' ? "" : "/";
  return str_printf(arena, "%s%s%s", folder, slash, name).ptr;
}

static bool is_manifest(const char *name) {
  return strcmp(name, "manifest.json") == 0;
}

static int walk_folder(struct walk *walk, const char *folder, int depth);

static int visit(struct walk *walk, const char *folder, const char *name, int depth) {
  if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
    return OK;
  const char *path = join(walk->arena, folder, name);
  struct stat info;
  if (lstat(path, &info) != 0) {
    /* It may be a folder of templates. What is gone by now is nothing. */
    bool unwanted = is_left_out(name) && !front_end_is_walked(name);
    if (!(errno == ENOENT || unwanted))
      add_errno(walk, path, errno);
    return OK;
  }
  if (S_ISDIR(info.st_mode))
    return is_left_out(name) ? OK : walk_folder(walk, path, depth + 1);
  if (!front_end_is_walked(name))
    return OK;
  if (S_ISLNK(info.st_mode) && stat(path, &info) != 0) {
    add_errno(walk, path, errno);
    return OK;
  }
  if (!S_ISREG(info.st_mode))
    return OK;
  add_entry(walk, (InputEntry){.path = path, .skip_not_ours = true});
  return OK;
}

/* Whether the manifest is that of a cloud assembly: then its templates are taken
 * and nothing else of the folder. */
static int walk_assembly(struct walk *walk, bool *found, const char *folder, const char *manifest,
                         int depth) {
  Assembly assembly;
  size_t refused = 0;
  int status = run_read_assembly(&assembly, found, &refused, walk->arena, manifest);
  for (size_t i = 0; *found && i < assembly.stack_count && status == OK; i++) {
    const char *path = join(walk->arena, folder, assembly.templates[i]);
    add_entry(walk,
              (InputEntry){.path = path, .skip_not_ours = true, .target = &assembly.targets[i]});
  }
  for (size_t i = 0; *found && i < assembly.nested_count && status == OK; i++) {
    const char *path = join(walk->arena, folder, assembly.nested[i]);
    status = walk_folder(walk, path, depth + 1);
  }
  if (refused > 0 && status == OK)
    add_failed(walk, manifest, "it names a template outside of its folder, or none");
  return status;
}

struct folder {
  struct walk *walk;
  const char *path;
  DIR *dir;
  Strings names;
};

static int read_names(void *context) {
  struct folder *folder = context;
  Arena *arena = folder->walk->arena;
  Strings *names = &folder->names;
  for (;;) {
    errno = 0;
    const struct dirent *next = readdir(folder->dir);
    if (!next) {
      if (errno != 0)
        add_errno(folder->walk, folder->path, errno);
      return OK;
    }
    strings_add(names, arena, arena_copy(arena, next->d_name, strlen(next->d_name)));
  }
}

/* Names are read first and the folder is closed, so that depth costs no
 * descriptors. */
static int walk_folder(struct walk *walk, const char *folder, int depth) {
  if (depth > MAX_DEPTH) {
    add_failed(walk, folder, "folders are nested too deeply");
    return OK;
  }
  DIR *dir = opendir(folder[0] == '\0' ? "." : folder);
  if (!dir) {
    add_errno(walk, folder, errno);
    return OK;
  }
  struct folder reading = {.walk = walk, .path = folder, .dir = dir};
  int status = protect(read_names, &reading);
  closedir(dir);
  if (status == ERR_MEMORY)
    out_of_memory();
  Strings names = reading.names;
  bool assembly = false;
  for (size_t i = 0; i < names.count && status == OK && !assembly; i++) {
    const char *manifest =
        is_manifest(names.items[i]) ? join(walk->arena, folder, names.items[i]) : NULL;
    if (manifest)
      status = walk_assembly(walk, &assembly, folder, manifest, depth);
  }
  if (assembly)
    return status;
  for (size_t i = 0; i < names.count && status == OK; i++)
    status = visit(walk, folder, names.items[i], depth);
  return status;
}

static int by_path(const void *a, const void *b) {
  const InputEntry *x = a, *y = b;
  return strcmp(x->path, y->path);
}

/* A folder that was named and holds nothing is the wrong folder, as a file that is not
 * there is the wrong file: nothing of it was found to be safe. */
static int list_folder(struct walk *walk, const char *named, bool lenient) {
  size_t first = walk->out->count, len = strlen(named);
  while (len > 1 && named[len - 1] == '/')
    len--;
  const char *folder = arena_copy(walk->arena, named, len);
  int status = walk_folder(walk, strcmp(folder, ".") == 0 ? "" : folder, 0);
  size_t found = walk->out->count - first;
  if (found > 1)
    qsort(walk->out->items + first, found, sizeof *walk->out->items, by_path);
  if (found == 0 && status == OK && !lenient) {
    add_failed(walk, named, "no .yaml, .yml, .json or .template file in this folder");
    return OK;
  }
  return status;
}

/* A file that was named; the manifest of a cloud assembly stands for the assembly. */
static int list_file(struct walk *walk, const char *path, bool lenient) {
  const char *slash = strrchr(path, '/');
  bool assembly = false;
  if (is_manifest(slash ? slash + 1 : path)) {
    const char *folder = slash ? arena_copy(walk->arena, path, (size_t)(slash - path) + 1) : "";
    int status = walk_assembly(walk, &assembly, folder, path, 0);
    if (status != OK || assembly)
      return status;
  }
  /* What cannot be opened is told when it is opened. */
  add_entry(walk, (InputEntry){.path = path, .skip_not_ours = lenient});
  return OK;
}

/* ---- All paths --------------------------------------------------------- */

struct ranked {
  const char *path; /* "-" for standard input */
  size_t index;
};

static int by_path_and_index(const void *a, const void *b) {
  const struct ranked *x = a, *y = b;
  int order = strcmp(x->path, y->path);
  return order != 0 ? order : x->index < y->index ? -1 : x->index > y->index;
}

/* Keeps the first of equal paths. A file that was also named is not skipped. */
static void drop_doubles(InputEntries *list, Arena *arena) {
  struct ranked *ranked = arena_array(arena, list->count, sizeof *ranked);
  bool *dropped = arena_array(arena, list->count, sizeof *dropped);
  for (size_t i = 0; i < list->count; i++)
    ranked[i] = (struct ranked){list->items[i].path ? list->items[i].path : "-", i};
  if (list->count > 1)
    qsort(ranked, list->count, sizeof *ranked, by_path_and_index);
  for (size_t i = 1, kept = 0; i < list->count; i++) {
    if (strcmp(ranked[i].path, ranked[kept].path) != 0) {
      kept = i;
      continue;
    }
    InputEntry *first = &list->items[ranked[kept].index];
    if (!first->target)
      first->target = list->items[ranked[i].index].target;
    first->skip_not_ours = first->skip_not_ours && list->items[ranked[i].index].skip_not_ours;
    dropped[ranked[i].index] = true;
  }
  size_t n = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (!dropped[i])
      list->items[n++] = list->items[i];
  }
  list->count = n;
}

int run_list_inputs(InputEntries *out, const Settings *settings, Arena *arena) {
  *out = (InputEntries){.items = NULL};
  struct walk walk = {out, arena};
  for (size_t i = 0; i < settings->arguments.count; i++) {
    const char *path = settings->arguments.items[i];
    struct stat info;
    int status;
    if (strcmp(path, "-") == 0) {
      const char *name = settings->stdin_filename;
      add_entry(&walk, (InputEntry){.shown = name ? name : "<stdin>",
                                    .skip_not_ours = settings->lenient || name});
      status = OK;
    } else if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
      status = list_folder(&walk, path, settings->lenient);
    } else {
      status = list_file(&walk, path, settings->lenient);
    }
    if (status != OK)
      return status;
  }
  drop_doubles(out, arena);
  for (size_t i = 0; i < settings->buffer_count; i++)
    add_entry(&walk, (InputEntry){.shown = settings->buffers[i].name,
                                  .bytes = settings->buffers[i].bytes,
                                  .skip_not_ours = settings->lenient});
  return OK;
}
