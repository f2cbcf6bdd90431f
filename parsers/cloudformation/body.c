/* SPDX-License-Identifier: Apache-2.0
 *
 * The text of a template that another one brings with it: a string, what
 * Fn::Sub makes of one, or a file beside the template.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "cfn.h"

/* Content never fails: what cannot be read gives NULL. */
static int forgive(int status) {
  return status == ALINT_ENOMEM ? status : ALINT_OK;
}

int alint_cfn_read_text(struct alint_node **out, struct alint_arena *arena, struct alint_str text,
                        const struct alint_offsets *offsets, struct alint_span span) {
  struct alint_error ignored = {0};
  size_t documents;
  int status = ALINT_ESYNTAX;
  *out = NULL;
  if (alint_starts_like_json(text))
    status = alint_json_read_string(out, arena, text, offsets, span, &ignored);
  if (status == ALINT_ESYNTAX)
    status = alint_yaml_read_string(out, &documents, arena, text, offsets, span, &ignored);
  return forgive(status);
}

/* Fn::ToJsonString of a map. */
static int read_map(struct alint_node **out, const struct alint_cfn_place *place,
                    struct alint_cfn *cfn, const struct alint_node *map) {
  struct alint_node *resolved;
  int status = alint_cfn_resolve_fixed(&resolved, cfn, map);
  if (status != ALINT_OK || !resolved)
    return status;
  alint_cfn_pass(out, cfn, place->elsewhere, resolved);
  return ALINT_OK;
}

int alint_cfn_read_body(struct alint_node **out, struct alint_cfn_place *place,
                        struct alint_cfn *cfn, const struct alint_node *value) {
  const struct alint_member *function = alint_cfn_intrinsic(value);
  struct alint_node *body, *passed;
  const struct alint_offsets *offsets;
  struct alint_str text;
  *out = NULL;
  /* The functions inside of it are the outer template's. */
  if (function && value->count == 1 && alint_str_is(function->key, "Fn::ToJsonString"))
    return read_map(out, place, cfn, function->value);
  int status = alint_cfn_resolve_fixed(&body, cfn, value);
  if (status != ALINT_OK || !body || body->kind != ALINT_NODE_STRING)
    return status;
  alint_cfn_pass(&passed, cfn, place->elsewhere, body);
  if (!passed->text)
    return alint_cfn_read_text(out, cfn->arena, passed->str, alint_offsets_of(cfn->arena, passed),
                               value->span);
  for (size_t i = 0; i < passed->text->count; i++) {
    const struct alint_piece *piece = &passed->text->pieces[i];
    if (!piece->hole && alint_cfn_spells_mark(piece->literal))
      return ALINT_OK;
  }
  alint_cfn_set_marks(&text, &offsets, place, cfn->arena, passed);
  return alint_cfn_read_text(out, cfn->arena, text, offsets, value->span);
}

/* ---- Files ------------------------------------------------------------------- */

/* A path that is neither an address nor a place of its own. */
static bool is_relative(struct alint_str path) {
  return path.len > 0 && path.ptr[0] != '/' && !alint_str_has(path, '\0') &&
         alint_str_find_str(path, ALINT_STR("://")) == path.len;
}

/* `path`, beside the template. */
static const char *beside(struct alint_cfn *cfn, struct alint_str path) {
  const char *slash = strrchr(cfn->path, '/');
  size_t folder = slash ? (size_t)(slash - cfn->path) + 1 : 0;
  struct alint_buf buf = alint_buf(cfn->arena);
  alint_buf_add_n(&buf, cfn->path, folder);
  alint_buf_add_str(&buf, path);
  return buf.failed ? NULL : buf.ptr;
}

/* Whether a template around this one is that file. */
static bool is_around(const struct alint_cfn *cfn, const struct alint_file *file) {
  for (; cfn && cfn->place.outer; cfn = cfn->place.outer) {
    if (cfn->file[0] == file->id[0] && cfn->file[1] == file->id[1] && (file->id[0] || file->id[1]))
      return true;
  }
  return false;
}

int alint_cfn_read_nested_file(struct alint_node **out, bool *is_input, struct alint_cfn *inner,
                               struct alint_cfn *cfn, const struct alint_node *value) {
  const struct alint_parse_options *options = cfn->shared->options;
  struct alint_node *resolved;
  struct alint_file file = {.is_input = false};
  struct alint_error ignored = {.status = ALINT_OK};
  struct alint_str path;
  *out = NULL;
  *is_input = false;
  int status = alint_cfn_resolve_fixed(&resolved, cfn, value);
  if (status != ALINT_OK || !resolved || resolved->kind != ALINT_NODE_STRING ||
      !alint_cfn_node_known(resolved, &path) || !is_relative(path) || !options->files ||
      options->no_folder || !cfn->path)
    return status;
  inner->path = beside(cfn, path);
  if (!inner->path)
    alint_out_of_memory();
  status = options->files->read(options->files->context, &file, cfn->arena, inner->path,
                                ALINT_MAX_NESTED_BYTES, &ignored);
  *is_input = file.is_input;
  if (status != ALINT_OK || file.is_input || is_around(cfn, &file))
    return forgive(status);
  memcpy(inner->file, file.id, sizeof inner->file);
  if (alint_str_starts(file.bytes, "\xEF\xBB\xBF"))
    file.bytes = alint_str_slice(file.bytes, 3, file.bytes.len);
  return alint_cfn_read_text(out, cfn->arena, file.bytes, NULL, value->span);
}
