/* SPDX-License-Identifier: Apache-2.0
 *
 * Files that an expression names: file() and templatefile(). A path is relative to
 * the folder that the plan was made in, which is the root module's; only what is
 * in that folder, or in the folder of the module that names it, is read.
 */
#include <string.h>

#include "view.h"

/* ---- Paths --------------------------------------------------------------- */

/* The path from the root module's folder: without path.cwd in front, which is that
 * folder. NULL where it is not known, or from elsewhere. */
static const char *path_of(const struct alint_tf *tf, const struct alint_text *text) {
  struct alint_str path = {NULL, 0};
  bool from_cwd = text->count == 2 && text->pieces[0].hole && !text->pieces[1].hole &&
                  alint_str_ends(text->pieces[0].hole->name, "path.cwd") &&
                  alint_str_starts(text->pieces[1].literal, "/");
  if (from_cwd)
    path = alint_str_slice(text->pieces[1].literal, 1, text->pieces[1].literal.len);
  else if (!alint_text_known(text, &path))
    return NULL;
  bool plain =
      path.len > 0 && path.ptr[0] != '/' && path.ptr[0] != '~' && !alint_str_has(path, '\0');
  return plain ? alint_tf_join(tf->arena, tf->source->folder, path) : NULL;
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

/* The folder whose reach it is in; NULL: none. */
static const char *reach_of(const struct alint_tf *tf, const struct alint_tf_stand *stand,
                            const char *path) {
  const char *root = tf->source->folder;
  const struct alint_tf_module *module = stand->instance->site->module;
  if (is_inside(path, root))
    return root;
  return module && is_inside(path, module->folder) ? module->folder : NULL;
}

/* ---- Reading ------------------------------------------------------------- */

static struct alint_tf_named_file *new_file(struct alint_tf *tf, const char *path) {
  struct alint_tf_source *source = tf->source;
  struct alint_tf_named_file **named =
      alint_arena_grow(tf->arena, (void *)source->named, source->named_count, &source->named_cap,
                       sizeof(struct alint_tf_named_file *));
  struct alint_tf_named_file *file = alint_arena_alloc(tf->arena, sizeof *file);
  source->named = named;
  named[source->named_count++] = file;
  file->file.source.path = path;
  return file;
}

static int read_named(struct alint_tf_named_file *named, struct alint_tf *tf, const char *folder) {
  struct alint_source *source = &named->file.source;
  struct alint_error err = {.status = ALINT_OK};
  struct alint_file read = {.is_input = false};
  const struct alint_files *files = tf->options->files;
  size_t bad;
  int status = folder
                   ? files->read_inside(files->context, &read, tf->arena, folder, source->path,
                                        ALINT_MAX_NAMED_FILE_BYTES, &err)
                   : alint_fail(&err, ALINT_EIO, "it is in no folder of the module that names it");
  if (status == ALINT_OK && tf->source->named_count > ALINT_MAX_NAMED_FILES)
    status = alint_fail(&err, ALINT_ELIMIT, "the source names too many files");
  if (status == ALINT_OK && !alint_utf8_valid(read.bytes.ptr, read.bytes.len, &bad))
    status = alint_fail(&err, ALINT_EIO, "it is no text in UTF-8");
  if (status == ALINT_ENOMEM)
    return status;
  if (status != ALINT_OK) {
    named->why = alint_str_printf(tf->arena, "%s", err.text);
    alint_tf_add_unread(tf, source, 0, err.text);
    return ALINT_OK;
  }
  source->bytes = read.bytes.ptr;
  source->len = read.bytes.len;
  alint_source_index(source, tf->arena);
  return ALINT_OK;
}

/* NULL where it is not read. Each is read once. */
struct alint_hcl_named_file *alint_tf_find_file(struct alint_hcl_eval *eval,
                                                const struct alint_hcl_frame *frame,
                                                const struct alint_text *text) {
  const struct alint_tf_view *view = eval->context;
  struct alint_tf *tf = view->tf;
  struct alint_tf_source *source = tf->source;
  const char *path = path_of(tf, text);
  if (!path || !tf->options->files->read_inside)
    return NULL;
  struct alint_tf_named_file *named = NULL;
  for (size_t i = 0; i < source->named_count && !named; i++) {
    if (strcmp(source->named[i]->file.source.path, path) == 0)
      named = source->named[i];
  }
  if (!named) {
    named = new_file(tf, path);
    if (read_named(named, tf, reach_of(tf, frame->place, path)) != ALINT_OK)
      return NULL;
  }
  return named->why.ptr ? NULL : &named->file;
}
