/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions that read a file: the scope finds it, or does not let it be read.
 */
#include "functions.h"
#include "util/unicode.h"

/* The file that the first argument names; `*out` is NULL where it is not read. */
static int named_file(struct alint_hcl_named_file **out, const struct alint_hcl_arguments *call) {
  int status = call->eval->scope->file(out, call->eval, call->frame, call->items[0]->text);
  if (*out && !alint_hcl_take_steps(call->eval, (*out)->source.len / 64))
    *out = NULL;
  return status;
}

static int f_file(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  struct alint_hcl_named_file *file;
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
  if (variables->sensitive)
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

static int f_templatefile(struct alint_hcl_value **out, const struct alint_hcl_arguments *call) {
  const struct alint_hcl_binding *bindings = NULL;
  struct alint_hcl_named_file *file = NULL;
  const struct alint_source *caller = call->frame->source;
  if (call->frame->template_file) /* templates do not call each other */
    return ALINT_OK;
  int status = bind(&bindings, call);
  if (status == ALINT_OK && bindings)
    status = named_file(&file, call);
  if (status != ALINT_OK || !bindings || !file)
    return status;
  if (!file->template &&
      alint_hcl_template_file(&file->template, call->arena, &file->source) != ALINT_OK)
    return ALINT_ENOMEM;
  struct alint_position at = alint_source_position(caller, call->expr->span.begin);
  struct alint_str outer = call->frame->turn;
  struct alint_hcl_frame frame = *call->frame;
  frame.source = &file->source;
  frame.bindings = bindings;
  frame.template_file = true;
  frame.turn = alint_str_printf(call->arena, "%s:%zu:%zu%s%.*s", caller->path, at.line, at.column,
                                outer.len > 0 ? ", " : "", ALINT_FMT(outer));
  if (!frame.turn.ptr)
    return ALINT_ENOMEM;
  /* One that is "${x}" and nothing else gives x, of whatever type. */
  return alint_hcl_give(out, alint_hcl_evaluate(call->eval, &frame, file->template));
}

/* ---- The table ----------------------------------------------------------- */

const struct alint_hcl_function alint_hcl_file_functions[] = {
    {"file", "t", f_file},
    {"templatefile", "tm", f_templatefile},
    {NULL, NULL, NULL},
};
