/* SPDX-License-Identifier: Apache-2.0
 *
 * Files that an expression names: file() and templatefile(). A path is relative to
 * the folder that the plan was made in, which is the root module's; only what is
 * in that folder, or in the folder of the module that names it, is read.
 */
#include <string.h>

#include "assumelint/utf8.h"
#include "parsers/terraform/world/scope.h"

/* A file that an expression names. */
struct TfNamedFile {
  HclNamedFile file;
  Str why; /* it was not read; empty: it was */
};

/* ---- Paths --------------------------------------------------------------- */

/* The path from the root module's folder, which path.cwd is. NULL where it is not known, or
 * leads from elsewhere. */
static const char *path_of(const TfPlan *tf, const Text *text) {
  Str path = {NULL, 0};
  bool from_cwd = text->count == 2 && text->pieces[0].hole && !text->pieces[1].hole &&
                  str_ends(text->pieces[0].hole->name, "path.cwd") &&
                  str_starts(text->pieces[1].literal, "/");
  if (from_cwd)
    path = str_slice(text->pieces[1].literal, 1, text->pieces[1].literal.len);
  else if (!text_known(text, &path))
    return NULL;
  bool plain = path.len > 0 && path.ptr[0] != '/' && path.ptr[0] != '~' && !str_has(path, '\0');
  return plain ? tf_join(tf->arena, tf->source->folder, path) : NULL;
}

/* Whether a path leads into a folder; both without "." and needless "..". */
static bool is_inside(const char *path, const char *folder) {
  size_t len = strlen(folder);
  bool climbs = strncmp(path, "../", 3) == 0;
  if (len == 0)
    return !climbs && path[0] != '/';
  if (strcmp(folder, "/") == 0)
    return path[0] == '/';
  return strncmp(path, folder, len) == 0 && path[len] == '/' && strncmp(path + len, "/../", 4) != 0;
}

/* The folder that the path may be read from; NULL: none. */
static const char *reach_of(const TfPlan *tf, const TfBlockInstance *where, const char *path) {
  const char *root = tf->source->folder;
  const TfModule *module = where->instance->site->module;
  if (is_inside(path, root))
    return root;
  return module && is_inside(path, module->folder) ? module->folder : NULL;
}

/* ---- Reading ------------------------------------------------------------- */

static TfNamedFile *new_file(TfPlan *tf, const char *path) {
  TfNamedFile *file = arena_alloc(tf->arena, sizeof *file);
  LIST_ADD(tf->arena, &tf->source->named, file);
  file->file.source.path = path;
  return file;
}

static void read_named(TfNamedFile *named, TfPlan *tf, const char *folder) {
  Source *source = &named->file.source;
  Error err = {.status = OK};
  NamedFile read = {.is_input = false};
  const FileAccess *files = tf->options->files;
  int status =
      folder ? files->read_inside(files->context, &read, tf->arena, folder, source->path,
                                  MAX_NAMED_FILE_BYTES, &err)
             : error_set(&err, ERR_IO, "it is outside the folder of the module that names it");
  if (status == ERR_MEMORY)
    out_of_memory();
  size_t bad;
  if (status == OK && tf->source->named.count > MAX_NAMED_FILES)
    status = error_set(&err, ERR_LIMIT, "the source names too many files");
  if (status == OK && !utf8_valid(read.bytes.ptr, read.bytes.len, &bad))
    status = error_set(&err, ERR_IO, "it is not text in UTF-8");
  if (status != OK) {
    named->why = str_printf(tf->arena, "%s", err.text);
    tf_add_unread(tf, source, 0, err.text);
    return;
  }
  source->bytes = read.bytes.ptr;
  source->len = read.bytes.len;
  source_index(source, tf->arena);
}

HclNamedFile *tf_find_file(HclEval *eval, const HclFrame *frame, const Text *text) {
  const TfScope *scope = eval->context;
  TfPlan *tf = scope->tf;
  TfSource *source = tf->source;
  const char *path = path_of(tf, text);
  if (!path || !tf->options->files->read_inside)
    return NULL;
  TfNamedFile *named = NULL;
  for (size_t i = 0; i < source->named.count && !named; i++) {
    if (strcmp(source->named.items[i]->file.source.path, path) == 0)
      named = source->named.items[i];
  }
  if (!named) {
    named = new_file(tf, path);
    read_named(named, tf, reach_of(tf, frame->context, path));
  }
  return named->why.ptr ? NULL : &named->file;
}
