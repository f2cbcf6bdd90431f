/* SPDX-License-Identifier: Apache-2.0
 *
 * Operators and conditionals. A conditional whose condition is not known is a
 * choice: the policy is evaluated once for each branch.
 */
#include "eval.h"
#include "types.h"

static enum alint_tri tri_of(const struct alint_hcl_value *value) {
  struct alint_str known = value->str;
  if (value->kind == ALINT_HCL_V_TEXT && !alint_text_known(value->text, &known))
    return ALINT_UNKNOWN;
  if (value->kind != ALINT_HCL_V_BOOL && value->kind != ALINT_HCL_V_TEXT)
    return ALINT_UNKNOWN;
  if (alint_str_is(known, "true"))
    return ALINT_YES;
  return alint_str_is(known, "false") ? ALINT_NO : ALINT_UNKNOWN;
}

bool alint_hcl_is_there(const struct alint_hcl_value *value) {
  return value->kind != ALINT_HCL_V_NULL && value->kind != ALINT_HCL_V_UNKNOWN &&
         (value->kind != ALINT_HCL_V_TEXT || !alint_text_only_hole(value->text));
}

/* ---- Equality ------------------------------------------------------------ */

/* Whether it is known what it is: no hole may be something of another type. */
static bool of_known_kind(const struct alint_hcl_value *value) {
  struct alint_str known;
  return value->kind == ALINT_HCL_V_TEXT
             ? alint_text_known(value->text, &known)
             : value->kind != ALINT_HCL_V_UNKNOWN && value->kind != ALINT_HCL_V_INSTANCE &&
                   value->kind != ALINT_HCL_V_DOCUMENT;
}

static bool is_hidden(const struct alint_text *text) {
  const struct alint_hole *hole = alint_text_first_hole(text);
  return hole && hole->sensitive;
}

/* What is hidden may have been a number, which equals no string. */
static enum alint_tri equal_texts(const struct alint_text *a, const struct alint_text *b) {
  enum alint_tri equal = alint_text_eq(a, b);
  return equal == ALINT_YES && is_hidden(a) != is_hidden(b) ? ALINT_UNKNOWN : equal;
}

/* Lists and maps of other types are never equal, and their types are not known:
 * at best they are not equal for certain. */
static enum alint_tri equal_containers(const struct alint_hcl_value *a,
                                       const struct alint_hcl_value *b) {
  if (a->loose || b->loose)
    return ALINT_UNKNOWN;
  if (a->count != b->count)
    return a->kind == ALINT_HCL_V_LIST ? ALINT_NO : ALINT_UNKNOWN;
  for (size_t i = 0; i < a->count && a->kind == ALINT_HCL_V_LIST; i++) {
    if (alint_hcl_equal(a->items[i], b->items[i]) == ALINT_NO)
      return ALINT_NO;
  }
  return ALINT_UNKNOWN;
}

/* Recurses no deeper than values are. */
enum alint_tri alint_hcl_equal(const struct alint_hcl_value *a, const struct alint_hcl_value *b) {
  if (a->kind == ALINT_HCL_V_NULL && b->kind == ALINT_HCL_V_NULL)
    return ALINT_YES;
  if (a->kind == ALINT_HCL_V_NULL || b->kind == ALINT_HCL_V_NULL)
    return alint_hcl_is_there(a) || alint_hcl_is_there(b) ? ALINT_NO : ALINT_UNKNOWN;
  if (a->kind == ALINT_HCL_V_TEXT && b->kind == ALINT_HCL_V_TEXT)
    return equal_texts(a->text, b->text);
  bool scalar = a->kind == ALINT_HCL_V_BOOL || a->kind == ALINT_HCL_V_NUMBER;
  if (a->kind == b->kind && scalar)
    return alint_str_eq(a->str, b->str) ? ALINT_YES : ALINT_NO;
  if (a->kind != b->kind) /* "1" is not 1 */
    return of_known_kind(a) && of_known_kind(b) ? ALINT_NO : ALINT_UNKNOWN;
  return a->kind == ALINT_HCL_V_LIST || a->kind == ALINT_HCL_V_MAP ? equal_containers(a, b)
                                                                   : ALINT_UNKNOWN;
}

/* ---- Counting ------------------------------------------------------------ */

enum {
  LARGE = 1000000000, /* products of such numbers are counted with exactly */
};

static bool is_small(long long number) {
  return number < LARGE && number > -LARGE;
}

/* NULL where the result is not whole, too large, or a zero below zero. */
static struct alint_hcl_value *count(struct alint_arena *arena, char operation, long long a,
                                     long long b) {
  long long result;
  bool divides = operation == '/' || operation == '%';
  if (!is_small(a) || !is_small(b) || (divides && b == 0) || (operation == '/' && a % b != 0))
    return NULL;
  if (divides)
    result = operation == '/' ? a / b : a % b;
  else if (operation == '*')
    result = a * b;
  else
    result = operation == '+' ? a + b : a - b;
  bool negative_zero = result == 0 && (divides || operation == '*') && (a < 0 || b < 0);
  return negative_zero ? NULL : alint_hcl_value_integer(arena, result);
}

/* A number with the other sign; NULL where it is none. */
static struct alint_hcl_value *negate(struct alint_arena *arena,
                                      const struct alint_hcl_value *value) {
  bool negative = alint_str_starts(value->str, "-");
  if (value->kind != ALINT_HCL_V_NUMBER)
    return NULL;
  return alint_hcl_value_number(
      arena, alint_str_printf(arena, "%s%.*s", negative ? "" : "-",
                              ALINT_FMT(alint_str_slice(value->str, negative, value->str.len))));
}

static bool is_counting(struct alint_str operation) {
  return operation.len == 1 && alint_str_has(ALINT_STR("+-*/%"), operation.ptr[0]);
}

static enum alint_tri compare(struct alint_str operation, const struct alint_hcl_value *left,
                              const struct alint_hcl_value *right) {
  long long a, b;
  if (!alint_hcl_integer(&a, left) || !alint_hcl_integer(&b, right))
    return ALINT_UNKNOWN;
  bool yes = (alint_str_has(operation, '<') && a < b) || (alint_str_has(operation, '>') && a > b) ||
             (alint_str_has(operation, '=') && a == b);
  return yes ? ALINT_YES : ALINT_NO;
}

/* ---- Operators ----------------------------------------------------------- */

static enum alint_tri decide(struct alint_str operation, struct alint_hcl_value *const *values) {
  if (alint_str_is(operation, "!"))
    return alint_tri_not(tri_of(values[0]));
  if (!values[1])
    return ALINT_UNKNOWN;
  if (alint_str_is(operation, "&&"))
    return alint_tri_and(tri_of(values[0]), tri_of(values[1]));
  if (alint_str_is(operation, "||"))
    return alint_tri_or(tri_of(values[0]), tri_of(values[1]));
  if (alint_str_is(operation, "=="))
    return alint_hcl_equal(values[0], values[1]);
  if (alint_str_is(operation, "!="))
    return alint_tri_not(alint_hcl_equal(values[0], values[1]));
  return compare(operation, values[0], values[1]);
}

/* Versions differ in whether they look at the right side of && and || where the
 * left one decides: an error there is none for certain. */
static void forgive(struct alint_hcl_eval *eval, size_t failures) {
  eval->open += eval->failures - failures;
  eval->failures = failures;
}

struct alint_hcl_value *alint_hcl_evaluate_operation(struct alint_hcl_eval *eval,
                                                     const struct alint_hcl_frame *frame,
                                                     const struct alint_hcl_expr *expr) {
  struct alint_hcl_value *values[2] = {NULL, NULL};
  bool logic = alint_str_is(expr->str, "&&") || alint_str_is(expr->str, "||");
  size_t failures = eval->failures;
  for (size_t i = 0; i < expr->count && i < 2; i++) {
    values[i] = alint_hcl_evaluate(eval, frame, expr->items[i]);
    if (!alint_hcl_afford(eval, values[i]))
      return NULL;
  }
  if (logic)
    forgive(eval, failures);
  for (size_t i = 0; logic && i < 2 && values[i]; i++)
    eval->open += tri_of(values[i]) == ALINT_UNKNOWN; /* not a bool, perhaps, which is an error */
  long long a, b;
  if (is_counting(expr->str)) {
    if (!values[1])
      return negate(eval->arena, values[0]);
    bool numbers = alint_hcl_integer(&a, values[0]) && alint_hcl_integer(&b, values[1]);
    return numbers ? count(eval->arena, expr->str.ptr[0], a, b) : NULL;
  }
  enum alint_tri result = decide(expr->str, values);
  return result == ALINT_UNKNOWN ? NULL : alint_hcl_value_bool(eval->arena, result == ALINT_YES);
}

/* ---- Conditionals -------------------------------------------------------- */

/* Whether the condition is taken for true; the same one is always the same. */
static bool choose(struct alint_hcl_eval *eval, struct alint_str name) {
  for (size_t i = 0; i < eval->choice_count; i++) {
    if (alint_str_eq(eval->choices[i].name, name))
      return !eval->choices[i].no;
  }
  if (eval->choice_count == ALINT_MAX_ALTERNATIVES)
    eval->many = true;
  else
    eval->choices[eval->choice_count++] = (struct alint_hcl_choice){.name = name};
  return true;
}

/* Holes of one name are one value, so a condition is named by its hole; without
 * what is the same for all that is asked. */
static struct alint_str name_of(const struct alint_hcl_frame *frame,
                                const struct alint_hcl_value *condition) {
  const struct alint_hole *hole = condition->hole;
  if (condition->kind == ALINT_HCL_V_TEXT)
    hole = alint_text_only_hole(condition->text);
  struct alint_str name = hole ? hole->name : (struct alint_str){NULL, 0};
  struct alint_str own[] = {frame->address, frame->prefix};
  for (size_t i = 0; i < 2 && frame->home; i++) {
    bool starts = own[i].len > 0 && own[i].len < name.len &&
                  alint_str_eq(alint_str_slice(name, 0, own[i].len), own[i]);
    if (starts)
      return alint_str_slice(name, own[i].len + (i == 0), name.len);
  }
  return name;
}

/* Whether the type of the other branch matters: among strings numbers are strings,
 * with a set a list is a set, and what has no type in common with it is an error,
 * which nobody sees but try(). */
static bool asks_for_type(const struct alint_hcl_eval *eval, const struct alint_hcl_value *value) {
  bool ordered = value->kind == ALINT_HCL_V_LIST && !value->set && value->count > 1;
  return ordered || eval->attempts > 0 || alint_hcl_has_scalar(value);
}

static struct alint_hcl_value *unify_branches(struct alint_hcl_eval *eval,
                                              const struct alint_hcl_frame *frame,
                                              struct alint_hcl_value *value,
                                              const struct alint_hcl_expr *other) {
  size_t open = eval->open, failures = eval->failures;
  bool one_branch = eval->one_branch;
  if (!alint_hcl_afford(eval, value))
    return NULL;
  if (!asks_for_type(eval, value))
    return value;
  eval->one_branch = true;
  struct alint_hcl_value *type = alint_hcl_evaluate(eval, frame, other);
  eval->one_branch = one_branch;
  eval->open = open;
  eval->failures = failures;
  bool set = value->kind == ALINT_HCL_V_LIST && type->set && !value->set;
  bool typed_null = type->kind == ALINT_HCL_V_NULL && other->kind != ALINT_HCL_NULL;
  bool fits = !set && !(typed_null && alint_hcl_has_scalar(value)) && alint_hcl_afford(eval, type);
  eval->open += alint_hcl_conflict(value, type);
  return fits ? alint_hcl_unify_with(eval->arena, value, type) : NULL;
}

struct alint_hcl_value *alint_hcl_evaluate_conditional(struct alint_hcl_eval *eval,
                                                       const struct alint_hcl_frame *frame,
                                                       const struct alint_hcl_expr *expr) {
  const struct alint_hcl_value *condition = alint_hcl_evaluate(eval, frame, expr->items[0]);
  enum alint_tri yes = tri_of(condition);
  if (yes == ALINT_UNKNOWN) {
    struct alint_str name = name_of(frame, condition);
    if (eval->one_branch || name.len == 0)
      return NULL;
    yes = choose(eval, name) ? ALINT_YES : ALINT_NO;
  }
  size_t taken = yes == ALINT_YES ? 1 : 2;
  struct alint_hcl_value *value = unify_branches(
      eval, frame, alint_hcl_evaluate(eval, frame, expr->items[taken]), expr->items[3 - taken]);
  if (!value || !value->tuple)
    return value;
  /* With a branch of another length it is a list. */
  value = alint_hcl_value_copy(eval->arena, value);
  value->tuple = false;
  return value;
}
