/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions that read a file: the scope finds it, or does not let it be read.
 */
#include "parsers/hcl/functions.h"
#include "util/unicode.h"

/* The file that the first argument names; NULL where it is not read. */
static HclNamedFile *named_file(const HclArguments *call) {
  HclNamedFile *file = call->eval->scope->file(call->eval, call->frame, call->items[0]->text);
  bool fits = file && hcl_take_steps(call->eval, file->source.len / 64);
  return fits ? file : NULL;
}

static HclValue *f_file(const HclArguments *call) {
  const HclNamedFile *file = named_file(call);
  if (!file)
    return NULL;
  Str text = str_n(file->source.bytes, file->source.len);
  return unicode_is_normal(text) ? hcl_value_literal(call->arena, text) : NULL;
}

/* The variables of a template: all it knows. NULL where one has no known name. */
static const HclBinding *bind(const HclArguments *call) {
  const HclValue *variables = call->items[1];
  if (variables->sensitive)
    return NULL;
  HclBinding *all = arena_array(call->arena, variables->count + 1, sizeof *all);
  for (size_t i = 0; i < variables->count; i++) {
    if (!text_known(variables->keys[i], &all[i + 1].name))
      return NULL;
    all[i + 1].value = variables->items[i];
    all[i + 1].up = &all[i];
  }
  return &all[variables->count]; /* the first one has no name */
}

static HclValue *f_templatefile(const HclArguments *call) {
  const Source *caller = call->frame->source;
  const HclBinding *bindings = bind(call);
  /* Templates do not call each other. */
  HclNamedFile *file = bindings && !call->frame->template_file ? named_file(call) : NULL;
  if (!file)
    return NULL;
  if (!file->template)
    file->template = hcl_template_file(call->arena, &file->source);
  Position at = source_position(caller, call->expr->span.begin);
  Str outer = call->frame->turn;
  HclFrame frame = *call->frame;
  frame.source = &file->source;
  frame.bindings = bindings;
  frame.template_file = true;
  frame.turn = str_printf(call->arena, "%s:%zu:%zu%s%.*s", caller->path, at.line, at.column,
                          outer.len > 0 ? ", " : "", STR_FMT(outer));
  /* One that is "${x}" and nothing else gives x, of whatever type. */
  return hcl_evaluate(call->eval, &frame, file->template);
}

/* ---- The table ----------------------------------------------------------- */

const HclFunction hcl_file_functions[] = {
    {"file", "t", f_file},
    {"templatefile", "tm", f_templatefile},
    {NULL, NULL, NULL},
};
