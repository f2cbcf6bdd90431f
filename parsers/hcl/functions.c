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

struct alint_hcl_value *alint_hcl_give_texts(const struct alint_hcl_arguments *call,
                                             const struct alint_text **parts, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (!parts[i])
      return NULL;
  }
  return alint_hcl_value_text(call->arena, alint_text_concat(call->arena, parts, count));
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

/* f(a, list...) has the elements of the list as arguments; NULL where these are not
 * known. */
static struct alint_hcl_value *expand(struct alint_arena *arena,
                                      const struct alint_hcl_value *arguments) {
  size_t own = arguments->count > 0 ? arguments->count - 1 : 0;
  const struct alint_hcl_value *last = arguments->count > 0 ? arguments->items[own] : NULL;
  if (!last || last->kind != ALINT_HCL_V_LIST || last->loose)
    return NULL;
  struct alint_hcl_value *all =
      alint_hcl_value_container(arena, ALINT_HCL_V_LIST, own + last->count);
  for (size_t i = 0; i < own; i++)
    alint_hcl_value_add(all, arguments->items[i]);
  for (size_t i = 0; i < last->count; i++)
    alint_hcl_value_add(all, last->items[i]);
  return all;
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

enum outcome { CERTAIN, FAILS, OPEN };

/* Whether an expression certainly gives a value, or certainly fails. */
static enum outcome attempt(struct alint_hcl_value **out, struct alint_hcl_eval *eval,
                            const struct alint_hcl_frame *frame,
                            const struct alint_hcl_expr *expr) {
  size_t open = eval->open, failures = eval->failures;
  eval->attempts++;
  *out = alint_hcl_evaluate(eval, frame, expr);
  eval->attempts--;
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
  enum outcome outcome = FAILS;
  for (size_t i = 0; i < expr->count && outcome == FAILS; i++)
    outcome = attempt(&out, eval, frame, expr->items[i]);
  return outcome == CERTAIN ? out : NULL;
}

static struct alint_hcl_value *evaluate_can(struct alint_hcl_eval *eval,
                                            const struct alint_hcl_frame *frame,
                                            const struct alint_hcl_expr *expr) {
  struct alint_hcl_value *out;
  enum outcome outcome = attempt(&out, eval, frame, expr->items[0]);
  return outcome == OPEN ? NULL : alint_hcl_value_bool(eval->arena, outcome == CERTAIN);
}

/* ---- The whole ----------------------------------------------------------- */

static struct alint_hcl_value *call_function(struct alint_hcl_eval *eval,
                                             const struct alint_hcl_frame *frame,
                                             const struct alint_hcl_expr *expr) {
  struct alint_hcl_value *arguments = alint_hcl_evaluate_all(eval, frame, expr);
  bool fits = alint_hcl_afford(eval, arguments);
  if (fits && expr->expand)
    arguments = expand(eval->arena, arguments);
  const struct alint_hcl_function *function = fits && arguments ? find(expr->str) : NULL;
  if (!function)
    return NULL;
  struct alint_hcl_arguments call = {
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

struct alint_hcl_value *alint_hcl_evaluate_call(struct alint_hcl_eval *eval,
                                                const struct alint_hcl_frame *frame,
                                                const struct alint_hcl_expr *expr) {
  if (alint_str_is(expr->str, "try") && !expr->expand)
    return evaluate_try(eval, frame, expr);
  if (alint_str_is(expr->str, "can") && expr->count == 1 && !expr->expand)
    return evaluate_can(eval, frame, expr);
  return call_function(eval, frame, expr);
}
