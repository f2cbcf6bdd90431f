/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls: of the functions in the tables, of those that read files, and of try() and can(),
 * which evaluate their arguments one by one.
 */
#include "parsers/hcl/functions.h"
#include "util/unicode.h"

bool hcl_known_at(const HclArguments *call, size_t i, Str *out) {
  return i < call->count && call->items[i]->kind == HCL_V_TEXT &&
         text_known(call->items[i]->text, out);
}

bool hcl_is_plain(Str s) {
  for (size_t i = 0; i < s.len; i++) {
    if (((unsigned char)s.ptr[i] & 0x80) || s.ptr[i] == '\r')
      return false;
  }
  return true;
}

/* ---- Files: the scope finds them, or does not let them be read ------------- */

/* The file that the first argument names; NULL where it cannot be read. */
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

/* The variables of a template, which knows nothing else. NULL where a name is not known. */
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
  /* A template that is just "${x}" gives x, of any type. */
  return hcl_evaluate(call->eval, &frame, file->template);
}

/* ---- The tables ---------------------------------------------------------- */

static const HclFunction file_functions[] = {
    {"file", "t", f_file},
    {"templatefile", "tm", f_templatefile},
    {NULL, NULL, NULL},
};

/* A function may be called as core::join() too. */
static const HclFunction *find(Str name) {
  static const HclFunction *const tables[] = {hcl_string_functions, hcl_collection_functions,
                                              hcl_encoding_functions, file_functions};
  if (str_starts(name, "core::"))
    name = str_slice(name, sizeof "core::" - 1, name.len);
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
    for (const HclFunction *f = tables[i]; f->name; f++) {
      if (str_is(name, f->name))
        return f;
    }
  }
  return NULL;
}

/* ---- Arguments ----------------------------------------------------------- */

/* f(a, list...) has the elements of the list as arguments; NULL where they are not known. */
static HclValue *expand(Arena *arena, const HclValue *arguments) {
  size_t own = arguments->count > 0 ? arguments->count - 1 : 0;
  const HclValue *last = arguments->count > 0 ? arguments->items[own] : NULL;
  if (!last || last->kind != HCL_V_LIST || last->loose)
    return NULL;
  HclValue *all = hcl_value_container(arena, HCL_V_LIST, own + last->count);
  for (size_t i = 0; i < own; i++)
    hcl_value_add(all, arguments->items[i]);
  for (size_t i = 0; i < last->count; i++)
    hcl_value_add(all, last->items[i]);
  return all;
}

/* Whether an argument is of the kind that the letter means: functions.h. */
static bool accept(HclArguments *call, size_t i, char letter) {
  const HclValue *value = call->items[i];
  bool list = value->kind == HCL_V_LIST;
  bool kept = i < sizeof call->str / sizeof call->str[0];
  switch (letter) {
  case 's':
    return kept && hcl_known_at(call, i, &call->str[i]);
  case 'a':
    return kept && hcl_known_at(call, i, &call->str[i]) && hcl_is_plain(call->str[i]);
  case 'i':
    return kept && hcl_integer(&call->integer[i], value);
  case 't':
    return value->kind == HCL_V_TEXT;
  case 'm':
    return value->kind == HCL_V_MAP;
  case 'l':
    return list;
  case 'f':
    return list && !value->loose;
  case 'o':
    return list && !value->loose && !value->set;
  default:
    return true;
  }
}

/* Whether a function takes these arguments: functions.h. */
static bool accept_all(HclArguments *call, const char *takes) {
  size_t i = 0;
  while (*takes) {
    char letter = *takes++, sign = *takes;
    bool repeats = sign == '*' || sign == '+', optional = sign == '*' || sign == '?';
    size_t first = i;
    takes += repeats || optional;
    while (i < call->count && (repeats || i == first)) {
      if (!accept(call, i++, letter))
        return false;
    }
    if (i == first && !optional)
      return false;
  }
  return i == call->count;
}

/* ---- try() and can() ----------------------------------------------------- */

enum outcome { CERTAIN, FAILS, OPEN };

/* Whether an expression certainly gives a value, or certainly fails. */
static enum outcome attempt(HclValue **out, HclEval *eval, const HclFrame *frame,
                            const HclExpr *expr) {
  size_t open = eval->open, failures = eval->failures;
  eval->attempts++;
  *out = hcl_evaluate(eval, frame, expr);
  eval->attempts--;
  bool failed = eval->failures > failures, opened = eval->open > open;
  eval->open = open;
  eval->failures = failures;
  if (failed)
    return FAILS;
  return opened ? OPEN : CERTAIN;
}

static HclValue *evaluate_try(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  HclValue *out;
  enum outcome outcome = FAILS;
  for (size_t i = 0; i < expr->count && outcome == FAILS; i++)
    outcome = attempt(&out, eval, frame, expr->items[i]);
  return outcome == CERTAIN ? out : NULL;
}

static HclValue *evaluate_can(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  HclValue *out;
  enum outcome outcome = attempt(&out, eval, frame, expr->items[0]);
  return outcome == OPEN ? NULL : hcl_value_bool(eval->arena, outcome == CERTAIN);
}

/* ---- The whole ----------------------------------------------------------- */

static HclValue *call_function(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  HclValue *arguments = hcl_evaluate_all(eval, frame, expr);
  bool fits = hcl_afford(eval, arguments);
  if (fits && expr->expand)
    arguments = expand(eval->arena, arguments);
  const HclFunction *function = fits && arguments ? find(expr->str) : NULL;
  if (!function)
    return NULL;
  HclArguments call = {
      .name = function->name,
      .eval = eval,
      .frame = frame,
      .expr = expr,
      .arena = eval->arena,
      .items = arguments->items,
      .count = arguments->count,
  };
  return accept_all(&call, function->takes) ? function->evaluate(&call) : NULL;
}

HclValue *hcl_evaluate_call(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  if (str_is(expr->str, "try") && !expr->expand)
    return evaluate_try(eval, frame, expr);
  if (str_is(expr->str, "can") && expr->count == 1 && !expr->expand)
    return evaluate_can(eval, frame, expr);
  return call_function(eval, frame, expr);
}
