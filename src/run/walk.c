/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists the inputs: walks folders, drops duplicates.
 *
 * A walk takes files by the extension of their names. It reads symbolic links to
 * files, but does not follow those to folders, so it always ends.
 */
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
#include "run/read_input.h"
#include "util/sorted.h"

struct walk {
  InputEntries *out;
  Arena *arena;
};

static void add_entry(struct walk *walk, InputEntry entry) {
  if (!entry.shown)
    entry.shown = entry.path;
  LIST_ADD(walk->arena, walk->out, entry);
}

static void add_failed(struct walk *walk, const char *path, const char *why) {
  add_entry(walk, (InputEntry){.path = path, .why = arena_copy(walk->arena, why, strlen(why))});
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

/* Paths in the current folder, "", get no "./". */
static const char *join(Arena *arena, const char *folder, const char *name) {
  size_t len = strlen(folder);
  const char *slash = len == 0 || folder[len - 1] == '/' ? "" : "/";
  return str_printf(arena, "%s%s%s", folder, slash, name).ptr;
}

static bool is_manifest(const char *name) {
  return strcmp(name, "manifest.json") == 0;
}

static void walk_folder(struct walk *walk, const char *folder, int depth);

static void visit(struct walk *walk, const char *folder, const char *name, int depth) {
  if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
    return;
  const char *path = join(walk->arena, folder, name);
  bool walked = front_end_is_walked(name);
  struct stat info;
  if (lstat(path, &info) != 0) {
    /* It may be a folder of templates, unless it was deleted meanwhile. */
    if (errno != ENOENT && (walked || !is_left_out(name)))
      add_errno(walk, path, errno);
  } else if (S_ISDIR(info.st_mode)) {
    if (!is_left_out(name))
      walk_folder(walk, path, depth + 1);
  } else if (walked) {
    if (S_ISLNK(info.st_mode) && stat(path, &info) != 0)
      add_errno(walk, path, errno);
    else if (S_ISREG(info.st_mode))
      add_entry(walk, (InputEntry){.path = path, .skip_not_ours = true});
  }
}

/* Takes the templates of a cloud assembly and nothing else of its folder. False if
 * the manifest is not that of an assembly. */
static bool walk_assembly(struct walk *walk, const char *folder, const char *manifest, int depth) {
  Assembly assembly;
  bool found = run_read_assembly(&assembly, walk->arena, manifest);
  for (size_t i = 0; i < assembly.stack_count; i++) {
    const char *path = join(walk->arena, folder, assembly.templates[i]);
    add_entry(walk,
              (InputEntry){.path = path, .skip_not_ours = true, .target = &assembly.targets[i]});
  }
  for (size_t i = 0; i < assembly.nested_count; i++)
    walk_folder(walk, join(walk->arena, folder, assembly.nested[i]), depth + 1);
  if (assembly.refused)
    add_failed(walk, manifest, "it names a template outside of its folder, or none");
  return found;
}

/* All names are read before the first is visited: a deep walk keeps one folder open. */
static void walk_folder(struct walk *walk, const char *folder, int depth) {
  Str *names;
  size_t count;
  Error err = {.status = OK};
  if (depth > MAX_DEPTH) {
    add_failed(walk, folder, "folders are nested too deeply");
    return;
  }
  if (run_list_folder(&names, &count, walk->arena, folder, &err) != OK)
    add_failed(walk, folder, err.text);
  for (size_t i = 0; i < count; i++) {
    if (is_manifest(names[i].ptr) &&
        walk_assembly(walk, folder, join(walk->arena, folder, names[i].ptr), depth))
      return;
  }
  for (size_t i = 0; i < count; i++)
    visit(walk, folder, names[i].ptr, depth);
}

static int by_path(const void *a, const void *b) {
  const InputEntry *x = a, *y = b;
  return strcmp(x->path, y->path);
}

/* A folder without inputs is a failure: the user expects something in it. */
static void list_folder(struct walk *walk, const char *named, bool lenient) {
  size_t first = walk->out->count, len = strlen(named);
  while (len > 1 && named[len - 1] == '/')
    len--;
  const char *folder = arena_copy(walk->arena, named, len);
  walk_folder(walk, strcmp(folder, ".") == 0 ? "" : folder, 0);
  size_t found = walk->out->count - first;
  if (found > 0)
    qsort(walk->out->items + first, found, sizeof *walk->out->items, by_path);
  else if (!lenient)
    add_failed(walk, named, "no .yaml, .yml, .json or .template file in this folder");
}

/* A named file. The manifest of a cloud assembly stands for the whole assembly. */
static void list_file(struct walk *walk, const char *path, bool lenient) {
  const char *slash = strrchr(path, '/');
  const char *folder = slash ? arena_copy(walk->arena, path, (size_t)(slash - path) + 1) : "";
  if (!is_manifest(slash ? slash + 1 : path) || !walk_assembly(walk, folder, path, 0))
    add_entry(walk, (InputEntry){.path = path, .skip_not_ours = lenient});
}

/* ---- All paths --------------------------------------------------------- */

/* Keeps the first of equal paths. A file that is named and walked counts as named. */
static void drop_duplicates(InputEntries *list, Arena *arena) {
  StrIndex ranked = {.items = NULL}; /* standard input is "-" */
  bool *dropped = arena_array(arena, list->count, sizeof *dropped);
  for (size_t i = 0; i < list->count; i++)
    LIST_ADD(arena, &ranked,
             ((StrEntry){str_of(list->items[i].path ? list->items[i].path : "-"), i}));
  str_index_sort(&ranked);
  for (size_t i = 1, kept = 0; i < list->count; i++) {
    if (!str_eq(ranked.items[i].key, ranked.items[kept].key)) {
      kept = i;
      continue;
    }
    InputEntry *first = &list->items[ranked.items[kept].index];
    const InputEntry *again = &list->items[ranked.items[i].index];
    if (!first->target)
      first->target = again->target;
    first->skip_not_ours = first->skip_not_ours && again->skip_not_ours;
    dropped[ranked.items[i].index] = true;
  }
  size_t n = 0;
  for (size_t i = 0; i < list->count; i++) {
    if (!dropped[i])
      list->items[n++] = list->items[i];
  }
  list->count = n;
}

static void list_argument(struct walk *walk, const char *path, const Settings *settings) {
  const char *name = settings->stdin_filename;
  struct stat info;
  if (strcmp(path, "-") == 0)
    add_entry(walk, (InputEntry){.shown = name ? name : "<stdin>",
                                 .skip_not_ours = settings->lenient || name});
  else if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
    list_folder(walk, path, settings->lenient);
  else
    list_file(walk, path, settings->lenient);
}

InputEntries run_list_inputs(const Settings *settings, Arena *arena) {
  InputEntries out = {.items = NULL};
  struct walk walk = {&out, arena};
  for (size_t i = 0; i < settings->arguments.count; i++)
    list_argument(&walk, settings->arguments.items[i], settings);
  drop_duplicates(&out, arena);
  for (size_t i = 0; i < settings->buffers.count; i++)
    add_entry(&walk, (InputEntry){.shown = settings->buffers.items[i].name,
                                  .bytes = settings->buffers.items[i].bytes,
                                  .skip_not_ours = settings->lenient});
  return out;
}
