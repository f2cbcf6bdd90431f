/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls: the table of functions that policies are written with, and try() and
 * can(), which look at their arguments one by one.
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

/* ---- The table ----------------------------------------------------------- */

enum { ANY_NUMBER = 1000 };

static const struct function {
  const char *name;
  size_t least, most; /* arguments */
  alint_hcl_function *evaluate;
} functions[] = {
    {"alltrue", 1, 1, alint_hcl_f_alltrue},
    {"anytrue", 1, 1, alint_hcl_f_anytrue},
    {"base64decode", 1, 1, alint_hcl_f_base64decode},
    {"base64encode", 1, 1, alint_hcl_f_base64encode},
    {"chomp", 1, 1, alint_hcl_f_chomp},
    {"coalesce", 1, ANY_NUMBER, alint_hcl_f_coalesce},
    {"coalescelist", 1, ANY_NUMBER, alint_hcl_f_coalescelist},
    {"compact", 1, 1, alint_hcl_f_compact},
    {"concat", 1, ANY_NUMBER, alint_hcl_f_concat},
    {"contains", 2, 2, alint_hcl_f_contains},
    {"distinct", 1, 1, alint_hcl_f_distinct},
    {"element", 2, 2, alint_hcl_f_element},
    {"endswith", 2, 2, alint_hcl_f_endswith},
    {"file", 1, 1, alint_hcl_f_file},
    {"flatten", 1, 1, alint_hcl_f_flatten},
    {"format", 1, ANY_NUMBER, alint_hcl_f_format},
    {"formatlist", 2, ANY_NUMBER, alint_hcl_f_formatlist},
    {"indent", 2, 2, alint_hcl_f_indent},
    {"join", 2, ANY_NUMBER, alint_hcl_f_join},
    {"jsondecode", 1, 1, alint_hcl_f_jsondecode},
    {"jsonencode", 1, 1, alint_hcl_f_jsonencode},
    {"keys", 1, 1, alint_hcl_f_keys},
    {"length", 1, 1, alint_hcl_f_length},
    {"lookup", 2, 3, alint_hcl_f_lookup},
    {"lower", 1, 1, alint_hcl_f_lower},
    {"merge", 1, ANY_NUMBER, alint_hcl_f_merge},
    {"nonsensitive", 1, 1, alint_hcl_f_nonsensitive},
    {"one", 1, 1, alint_hcl_f_one},
    {"replace", 3, 3, alint_hcl_f_replace},
    {"reverse", 1, 1, alint_hcl_f_reverse},
    {"sensitive", 1, 1, alint_hcl_f_sensitive},
    {"setunion", 1, ANY_NUMBER, alint_hcl_f_setunion},
    {"slice", 3, 3, alint_hcl_f_slice},
    {"sort", 1, 1, alint_hcl_f_sort},
    {"split", 2, 2, alint_hcl_f_split},
    {"startswith", 2, 2, alint_hcl_f_startswith},
    {"strcontains", 2, 2, alint_hcl_f_strcontains},
    {"substr", 3, 3, alint_hcl_f_substr},
    {"templatefile", 2, 2, alint_hcl_f_templatefile},
    {"title", 1, 1, alint_hcl_f_title},
    {"tobool", 1, 1, alint_hcl_f_tobool},
    {"tolist", 1, 1, alint_hcl_f_tolist},
    {"tomap", 1, 1, alint_hcl_f_tomap},
    {"tonumber", 1, 1, alint_hcl_f_tonumber},
    {"toset", 1, 1, alint_hcl_f_toset},
    {"tostring", 1, 1, alint_hcl_f_tostring},
    {"trim", 2, 2, alint_hcl_f_trim},
    {"trimprefix", 2, 2, alint_hcl_f_trimprefix},
    {"trimspace", 1, 1, alint_hcl_f_trimspace},
    {"trimsuffix", 2, 2, alint_hcl_f_trimsuffix},
    {"upper", 1, 1, alint_hcl_f_upper},
    {"values", 1, 1, alint_hcl_f_values},
    {"zipmap", 2, 2, alint_hcl_f_zipmap},
};

/* Functions may be called as core::join() too. */
static const struct function *find(struct alint_str name, size_t count) {
  if (alint_str_starts(name, "core::"))
    name = alint_str_slice(name, sizeof "core::" - 1, name.len);
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
    const struct function *f = &functions[i];
    if (alint_str_is(name, f->name) && count >= f->least && count <= f->most)
      return f;
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

/* Evaluated, and in a row; NULL when out of memory. */
static struct alint_hcl_value *evaluate_all(struct alint_hcl_eval *eval,
                                            const struct alint_hcl_frame *frame,
                                            const struct alint_hcl_expr *expr) {
  struct alint_hcl_value *all =
      alint_hcl_value_container(eval->arena, ALINT_HCL_V_LIST, expr->count);
  for (size_t i = 0; all && i < expr->count; i++) {
    all->items[i] = alint_hcl_evaluate(eval, frame, expr->items[i]);
    if (!all->items[i])
      return NULL;
    all->count++;
  }
  return all;
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
  struct alint_hcl_value *arguments = evaluate_all(eval, frame, expr);
  if (!arguments)
    return NULL;
  bool fits = alint_hcl_afford(eval, arguments);
  if (fits && expr->expand && expand(&arguments, eval->arena, arguments) != ALINT_OK)
    return NULL;
  const struct function *function = fits && arguments ? find(expr->str, arguments->count) : NULL;
  if (function) {
    struct alint_hcl_arguments call = {
        eval, frame, expr, eval->arena, arguments->items, arguments->count};
    if (function->evaluate(&out, &call) != ALINT_OK)
      return NULL;
  }
  return out ? out : alint_hcl_open_expression(eval, frame, expr);
}
