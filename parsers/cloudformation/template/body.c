/* SPDX-License-Identifier: Apache-2.0
 *
 * The text of a template that another one brings with it: a string, what
 * Fn::Sub makes of one, or a file beside the template.
 */
#include <string.h>

#include "assumelint/arena.h"
#include "assumelint/buf.h"
#include "assumelint/offsets.h"
#include "assumelint/readers.h"
#include "parsers/cloudformation/cfn.h"

/* Content never fails: what cannot be read gives NULL. */
static int forgive(int status) {
  return status == ERR_MEMORY ? status : OK;
}

int cfn_read_text(Node **out, Arena *arena, Str text, const Offsets *offsets, Span span) {
  Error ignored = {0};
  size_t documents;
  int status = ERR_SYNTAX;
  *out = NULL;
  if (starts_like_json(text))
    status = json_read_string(out, arena, text, offsets, span, &ignored);
  if (status == ERR_SYNTAX)
    status = yaml_read_string(out, &documents, arena, text, offsets, span, &ignored);
  return forgive(status);
}

/* Fn::ToJsonString of a map. */
static int read_map(Node **out, const CfnNesting *place, CfnTemplate *cfn, const Node *map) {
  Node *resolved;
  int status = cfn_resolve_fixed(&resolved, cfn, map);
  if (status != OK || !resolved)
    return status;
  cfn_pass_in(out, cfn, place->elsewhere, resolved);
  return OK;
}

int cfn_read_body(Node **out, CfnNesting *place, CfnTemplate *cfn, const Node *value) {
  const Member *function = cfn_intrinsic(value);
  Node *body, *passed;
  const Offsets *offsets;
  Str text;
  *out = NULL;
  /* The functions inside of it are the outer template's. */
  if (function && value->count == 1 && str_is(function->key, "Fn::ToJsonString"))
    return read_map(out, place, cfn, function->value);
  int status = cfn_resolve_fixed(&body, cfn, value);
  if (status != OK || !body || body->kind != NODE_STRING)
    return status;
  cfn_pass_in(&passed, cfn, place->elsewhere, body);
  if (!passed->text)
    return cfn_read_text(out, cfn->arena, passed->str, offsets_of(cfn->arena, passed), value->span);
  for (size_t i = 0; i < passed->text->count; i++) {
    const Piece *piece = &passed->text->pieces[i];
    if (!piece->hole && cfn_spells_mark(piece->literal))
      return OK;
  }
  cfn_set_marks(&text, &offsets, place, cfn->arena, passed);
  return cfn_read_text(out, cfn->arena, text, offsets, value->span);
}

/* ---- Files ------------------------------------------------------------------- */

/* A path that is neither an address nor a place of its own. */
static bool is_relative(Str path) {
  return path.len > 0 && path.ptr[0] != '/' && !str_has(path, '\0') &&
         str_find_str(path, STR("://")) == path.len;
}

/* `path`, beside the template. */
static const char *beside(CfnTemplate *cfn, Str path) {
  const char *slash = strrchr(cfn->path, '/');
  size_t folder = slash ? (size_t)(slash - cfn->path) + 1 : 0;
  Buf buf = buf_in(cfn->arena);
  buf_add_n(&buf, cfn->path, folder);
  buf_add_str(&buf, path);
  return buf.failed ? NULL : buf.ptr;
}

/* Whether a template around this one is that file. */
static bool is_around(const CfnTemplate *cfn, const NamedFile *file) {
  for (; cfn && cfn->place.outer; cfn = cfn->place.outer) {
    if (cfn->file[0] == file->id[0] && cfn->file[1] == file->id[1] && (file->id[0] || file->id[1]))
      return true;
  }
  return false;
}

int cfn_read_nested_file(Node **out, bool *is_input, CfnTemplate *inner, CfnTemplate *cfn,
                         const Node *value) {
  const ParseOptions *options = cfn->shared->options;
  Node *resolved;
  NamedFile file = {.is_input = false};
  Error ignored = {.status = OK};
  Str path;
  *out = NULL;
  *is_input = false;
  int status = cfn_resolve_fixed(&resolved, cfn, value);
  if (status != OK || !resolved || resolved->kind != NODE_STRING ||
      !cfn_node_known(resolved, &path) || !is_relative(path) || !options->files ||
      options->no_folder || !cfn->path)
    return status;
  inner->path = beside(cfn, path);
  if (!inner->path)
    out_of_memory();
  status = options->files->read(options->files->context, &file, cfn->arena, inner->path,
                                MAX_NESTED_BYTES, &ignored);
  *is_input = file.is_input;
  if (status != OK || file.is_input || is_around(cfn, &file))
    return forgive(status);
  memcpy(inner->file, file.id, sizeof inner->file);
  if (str_starts(file.bytes, "\xEF\xBB\xBF"))
    file.bytes = str_slice(file.bytes, 3, file.bytes.len);
  return cfn_read_text(out, cfn->arena, file.bytes, NULL, value->span);
}
