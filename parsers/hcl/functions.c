/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls: of the functions in the tables, and of try() and can(), which look at
 * their arguments one by one.
 */
#include "functions.h"

bool alint_hcl_known_at(const struct alint_hcl_arguments *call, size_t i, struct alint_str *out) {
  return i < call->count && call->items[i]->kind == ALINT_HCL_V_TEXT &&
         alint_text_known(call->items[i]->text, out);
}

bool alint_hcl_is_plain(struct alint_str s) {
  for (size_t i = 0; i < s.len; i++) {
    if (((unsigned char)s.ptr[i] & 0x80) || s.ptr[i] == '\r')
      return false;
  }
  return true;
}

int alint_hcl_give(struct alint_hcl_value **out, struct alint_hcl_value *value) {
  *out = value;
  return value ? ALINT_OK : ALINT_ENOMEM;
}

int alint_hcl_give_bool(struct alint_hcl_value **out, const struct alint_hcl_arguments *call,
                        bool yes) {
  return alint_hcl_give(out, alint_hcl_value_bool(call->arena, yes));
}

int alint_hcl_give_texts(struct alint_hcl_value **out, const struct alint_hcl_arguments *call,
                         const struct alint_text **parts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!parts[i])
      return ALINT_OK;
  }
  return alint_hcl_give(
      out, alint_hcl_value_text(call->arena, alint_text_concat(call->arena, parts, count)));
}

/* ---- The tables ---------------------------------------------------------- */

/* Functions may be called as core::join() too. */
static const struct alint_hcl_function *find(struct alint_str name) {
  static const struct alint_hcl_function *const tables[] = {
      alint_hcl_string_functions, alint_hcl_collection_functions, alint_hcl_map_functions,
      alint_hcl_encoding_functions, alint_hcl_file_functions};
  if (alint_str_starts(name, "core::"))
    name = alint_str_slice(name, sizeof "core::" - 1, name.len);
  for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
    for (const struct alint_hcl_function *f = tables[i]; f->name; f++) {
      if (alint_str_is(name, f->name))
        return f;
    }
  }
  return NULL;
}

/* ---- Arguments ----------------------------------------------------------- */

/* f(a, list...) has the elements of the list as arguments; NULL in `*out` where
 * these are not known. */
static int expand(struct alint_hcl_value **out, struct alint_arena *arena,
                  const struct alint_hcl_value *arguments) {
  const struct alint_hcl_value *last =
      arguments->count > 0 ? arguments->items[arguments->count - 1] : NULL;
  *out = NULL;
  if (!last || last->kind != ALINT_HCL_V_LIST || last->loose)
    return ALINT_OK;
  struct alint_hcl_value *all =
      alint_hcl_value_container(arena, ALINT_HCL_V_LIST, arguments->count + last->count);
  if (!all)
    return ALINT_ENOMEM;
  for (size_t i = 0; i + 1 < arguments->count; i++)
    all->items[all->count++] = arguments->items[i];
  for (size_t i = 0; i < last->count; i++)
    all->items[all->count++] = last->items[i];
  *out = all;
  return ALINT_OK;
}

/* Whether an argument is of the kind that the letter asks for: functions.h. */
static bool accept(struct alint_hcl_arguments *call, size_t i, char letter) {
  const struct alint_hcl_value *value = call->items[i];
  bool list = value->kind == ALINT_HCL_V_LIST;
  bool kept = i < sizeof call->str / sizeof call->str[0];
  switch (letter) {
  case 's':
    return kept && alint_hcl_known_at(call, i, &call->str[i]);
  case 'a':
    return kept && alint_hcl_known_at(call, i, &call->str[i]) && alint_hcl_is_plain(call->str[i]);
  case 'i':
    return kept && alint_hcl_integer(&call->integer[i], value);
  case 't':
    return value->kind == ALINT_HCL_V_TEXT;
  case 'm':
    return value->kind == ALINT_HCL_V_MAP;
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

/* Whether the arguments are what a function takes: functions.h. */
static bool accept_all(struct alint_hcl_arguments *call, const char *takes) {
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

enum outcome { CERTAIN, FAILS, OPEN, NO_MEMORY };

/* Whether an expression certainly gives a value, or certainly fails. */
static enum outcome attempt(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                            const struct alint_hcl_frame *frame,
                            const struct alint_hcl_expr *expr) {
  size_t open = eval->open, failures = eval->failures;
  eval->attempts++;
  *out = alint_hcl_evaluate(eval, frame, expr);
  eval->attempts--;
  if (!*out)
    return NO_MEMORY;
  bool failed = eval->failures > failures, opened = eval->open > open;
  eval->open = open;
  eval->failures = failures;
  if (failed)
    return FAILS;
  return opened ? OPEN : CERTAIN;
}

static struct alint_hcl_value *evaluate_try(struct alint_hcl_eval *eval,
                                            const struct alint_hcl_frame *frame,
                                            const struct alint_hcl_expr *expr) {
  struct alint_hcl_value *out;
  for (size_t i = 0; i < expr->count; i++) {
    enum outcome outcome = attempt(&out, eval, frame, expr->items[i]);
    if (outcome == NO_MEMORY || outcome == CERTAIN)
      return out;
    if (outcome == OPEN)
      break;
  }
  return alint_hcl_open_expression(eval, frame, expr);
}

static struct alint_hcl_value *evaluate_can(struct alint_hcl_eval *eval,
                                            const struct alint_hcl_frame *frame,
                                            const struct alint_hcl_expr *expr) {
  struct alint_hcl_value *out;
  enum outcome outcome = attempt(&out, eval, frame, expr->items[0]);
  if (outcome == NO_MEMORY)
    return NULL;
  if (outcome == OPEN)
    return alint_hcl_open_expression(eval, frame, expr);
  return alint_hcl_value_bool(eval->arena, outcome == CERTAIN);
}

/* ---- The whole ----------------------------------------------------------- */

struct alint_hcl_value *alint_hcl_evaluate_call(struct alint_hcl_eval *eval,
                                                const struct alint_hcl_frame *frame,
                                                const struct alint_hcl_expr *expr) {
  struct alint_hcl_value *out = NULL;
  if (alint_str_is(expr->str, "try") && !expr->expand)
    return evaluate_try(eval, frame, expr);
  if (alint_str_is(expr->str, "can") && expr->count == 1 && !expr->expand)
    return evaluate_can(eval, frame, expr);
  struct alint_hcl_value *arguments = alint_hcl_evaluate_all(eval, frame, expr);
  if (!arguments)
    return NULL;
  bool fits = alint_hcl_afford(eval, arguments);
  if (fits && expr->expand && expand(&arguments, eval->arena, arguments) != ALINT_OK)
    return NULL;
  const struct alint_hcl_function *function = fits && arguments ? find(expr->str) : NULL;
  struct alint_hcl_arguments call = {
      .eval = eval, .frame = frame, .expr = expr, .arena = eval->arena};
  if (function) {
    call.items = arguments->items;
    call.count = arguments->count;
    call.name = function->name;
    if (accept_all(&call, function->takes) && function->evaluate(&out, &call) != ALINT_OK)
      return NULL;
  }
  return out ? out : alint_hcl_open_expression(eval, frame, expr);
}
