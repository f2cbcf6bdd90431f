/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions that read a file: the scope finds it, or does not let it be read.
 */
#include "functions.h"
#include "util/unicode.h"

/* The file that the first argument names; NULL where it is not read. */
static struct alint_hcl_named_file *named_file(const struct alint_hcl_arguments *call) {
  struct alint_hcl_named_file *file =
      call->eval->scope->file(call->eval, call->frame, call->items[0]->text);
  bool fits = file && alint_hcl_take_steps(call->eval, file->source.len / 64);
  return fits ? file : NULL;
}

static struct alint_hcl_value *f_file(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_named_file *file = named_file(call);
  if (!file)
    return NULL;
  struct alint_str text = alint_str_n(file->source.bytes, file->source.len);
  return alint_unicode_is_normal(text) ? alint_hcl_value_literal(call->arena, text) : NULL;
}

/* The variables of a template: all it knows. NULL where one has no known name. */
static const struct alint_hcl_binding *bind(const struct alint_hcl_arguments *call) {
  const struct alint_hcl_value *variables = call->items[1];
  if (variables->sensitive)
    return NULL;
  struct alint_hcl_binding *all = alint_arena_array(call->arena, variables->count + 1, sizeof *all);
  for (size_t i = 0; i < variables->count; i++) {
    if (!alint_text_known(variables->keys[i], &all[i + 1].name))
      return NULL;
    all[i + 1].value = variables->items[i];
    all[i + 1].up = &all[i];
  }
  return &all[variables->count]; /* the first one has no name */
}

static struct alint_hcl_value *f_templatefile(const struct alint_hcl_arguments *call) {
  const struct alint_source *caller = call->frame->source;
  const struct alint_hcl_binding *bindings = bind(call);
  /* Templates do not call each other. */
  struct alint_hcl_named_file *file =
      bindings && !call->frame->template_file ? named_file(call) : NULL;
  if (!file)
    return NULL;
  if (!file->template)
    alint_hcl_template_file(&file->template, call->arena, &file->source);
  struct alint_position at = alint_source_position(caller, call->expr->span.begin);
  struct alint_str outer = call->frame->turn;
  struct alint_hcl_frame frame = *call->frame;
  frame.source = &file->source;
  frame.bindings = bindings;
  frame.template_file = true;
  frame.turn = alint_str_printf(call->arena, "%s:%zu:%zu%s%.*s", caller->path, at.line, at.column,
                                outer.len > 0 ? ", " : "", ALINT_FMT(outer));
  /* One that is "${x}" and nothing else gives x, of whatever type. */
  return alint_hcl_evaluate(call->eval, &frame, file->template);
}

/* ---- The table ----------------------------------------------------------- */

const struct alint_hcl_function alint_hcl_file_functions[] = {
    {"file", "t", f_file},
    {"templatefile", "tm", f_templatefile},
    {NULL, NULL, NULL},
};
