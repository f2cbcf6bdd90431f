/* SPDX-License-Identifier: Apache-2.0
 *
 * Files that an expression names: file() and templatefile(). A path is relative to
 * the folder that the plan was made in, which is the root module's; only what is
 * in that folder, or in the folder of the module that names it, is read.
 */
#include <string.h>

#include "../hcl/functions.h"
#include "source.h"
#include "util/unicode.h"

/* ---- Paths --------------------------------------------------------------- */

/* The path from the root module's folder: without path.cwd in front, which is that
 * folder. NULL where it is not known, or from elsewhere. */
static const char *path_of(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *value = call->items[0];
  struct alint_str path = {NULL, 0};
  if (value->kind != ALINT_HCL_V_TEXT)
    return NULL;
  const struct alint_text *text = value->text;
  bool from_cwd = text->count == 2 && text->pieces[0].hole && !text->pieces[1].hole &&
                  alint_str_ends(text->pieces[0].hole->name, "path.cwd") &&
                  alint_str_starts(text->pieces[1].literal, "/");
  if (from_cwd)
    path = alint_str_slice(text->pieces[1].literal, 1, text->pieces[1].literal.len);
  else if (!alint_text_known(text, &path))
    return NULL;
  bool plain =
      path.len > 0 && path.ptr[0] != '/' && path.ptr[0] != '~' && !alint_str_has(path, '\0');
  return plain ? alint_tf_join(call->arena, call->eval->tf->source->folder, path) : NULL;
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
static const char *reach_of(const struct alint_hcl_arguments *call, const char *path) {
  const char *root = call->eval->tf->source->folder;
  const struct alint_tf_module *module = call->frame->instance->site->module;
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
  if (!named || !file)
    return NULL;
  source->named = named;
  named[source->named_count++] = file;
  file->file.source.path = path;
  return file;
}

static int read_named(struct alint_tf_named_file *named, const struct alint_hcl_arguments *call,
                      const char *folder) {
  struct alint_tf *tf = call->eval->tf;
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
    return named->why.ptr ? alint_tf_add_unread(tf, source, 0, err.text) : ALINT_ENOMEM;
  }
  source->bytes = read.bytes.ptr;
  source->len = read.bytes.len;
  return alint_source_index(source, tf->arena);
}

/* The file that the first argument names; `*out` is NULL where it is not read. Each
 * is read once. */
static int named_file(struct alint_tf_file **out, const struct alint_hcl_arguments *call) {
  struct alint_tf_source *source = call->eval->tf->source;
  const char *path = path_of(call);
  *out = NULL;
  if (!path || !call->eval->tf->options->files->read_inside)
    return ALINT_OK;
  struct alint_tf_named_file *named = NULL;
  for (size_t i = 0; i < source->named_count && !named; i++) {
    if (strcmp(source->named[i]->file.source.path, path) == 0)
      named = source->named[i];
  }
  if (!named) {
    named = new_file(call->eval->tf, path);
    if (!named || read_named(named, call, reach_of(call, path)) != ALINT_OK)
      return ALINT_ENOMEM;
  }
  if (named->why.ptr || !alint_hcl_take_steps(call->eval, named->file.source.len / 64))
    return ALINT_OK;
  *out = &named->file;
  return ALINT_OK;
}

/* ---- Functions ----------------------------------------------------------- */

int alint_hcl_f_file(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_tf_file *file;
  int status = named_file(&file, call);
  if (status != ALINT_OK || !file)
    return status;
  struct alint_str text = alint_str_n(file->source.bytes, file->source.len);
  if (!alint_unicode_is_normal(text))
    return ALINT_OK;
  return alint_hcl_give(out, alint_hcl_value_literal(call->arena, text));
}

/* The variables of a template: all it knows. NULL where one has no known name. */
static int bind(const struct alint_hcl_binding **out, const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *variables = call->items[1];
  *out = NULL;
  if (variables->kind != ALINT_HCL_V_MAP || variables->sensitive)
    return ALINT_OK;
  struct alint_hcl_binding *all = alint_arena_array(call->arena, variables->count + 1, sizeof *all);
  if (!all)
    return ALINT_ENOMEM;
  for (size_t i = 0; i < variables->count; i++) {
    if (!alint_text_known(variables->keys[i], &all[i + 1].name))
      return ALINT_OK;
    all[i + 1].value = variables->items[i];
    all[i + 1].up = &all[i];
  }
  *out = &all[variables->count]; /* the first one has no name */
  return ALINT_OK;
}

int alint_hcl_f_templatefile(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  const struct alint_hcl_binding *bindings = NULL;
  struct alint_tf_file *file = NULL;
  struct alint_hcl_expr *expr;
  const struct alint_source *caller = &call->frame->file->source;
  if (call->frame->template_file) /* templates do not call each other */
    return ALINT_OK;
  int status = bind(&bindings, call);
  if (status == ALINT_OK && bindings)
    status = named_file(&file, call);
  if (status != ALINT_OK || !bindings || !file)
    return status;
  if (alint_hcl_template_file(&expr, call->arena, &file->source) != ALINT_OK)
    return ALINT_ENOMEM;
  struct alint_position at = alint_source_position(caller, call->expr->span.begin);
  struct alint_str outer = call->frame->turn;
  struct alint_hcl_frame frame = {
      .instance = call->frame->instance,
      .file = file,
      .address = call->frame->address,
      .bindings = bindings,
      .template_file = true,
      .turn = alint_str_printf(call->arena, "%s:%zu:%zu%s%.*s", caller->path, at.line, at.column,
                               outer.len > 0 ? ", " : "", ALINT_FMT(outer)),
  };
  if (!frame.turn.ptr)
    return ALINT_ENOMEM;
  /* One that is "${x}" and nothing else gives x, of whatever type. */
  return alint_hcl_give(out, alint_hcl_evaluate(call->eval, &frame, expr));
}
