/* SPDX-License-Identifier: Apache-2.0
 *
 * Operators and conditionals. A conditional whose condition is not known is a
 * choice: the policy is evaluated once for each branch.
 */
#include "parsers/hcl/eval.h"
#include "parsers/hcl/types.h"

static Tri tri_of(const HclValue *value) {
  Str known = value->str;
  if (value->kind == HCL_V_TEXT && !text_known(value->text, &known))
    return TRI_UNKNOWN;
  if (value->kind != HCL_V_BOOL && value->kind != HCL_V_TEXT)
    return TRI_UNKNOWN;
  if (str_is(known, "true"))
    return TRI_YES;
  return str_is(known, "false") ? TRI_NO : TRI_UNKNOWN;
}

bool hcl_is_there(const HclValue *value) {
  return value->kind != HCL_V_NULL && value->kind != HCL_V_UNKNOWN &&
         (value->kind != HCL_V_TEXT || !text_only_hole(value->text));
}

/* ---- Equality ------------------------------------------------------------ */

/* Whether the type is known: a hole may have any. */
static bool of_known_kind(const HclValue *value) {
  Str known;
  return value->kind == HCL_V_TEXT
             ? text_known(value->text, &known)
             : value->kind != HCL_V_UNKNOWN && value->kind != HCL_V_INSTANCE &&
                   value->kind != HCL_V_DOCUMENT;
}

static bool is_hidden(const Text *text) {
  const Hole *hole = text_first_hole(text);
  return hole && hole->sensitive;
}

/* A hidden value may be a number, which equals no string. */
static Tri equal_texts(const Text *a, const Text *b) {
  Tri equal = text_eq(a, b);
  return equal == TRI_YES && is_hidden(a) != is_hidden(b) ? TRI_UNKNOWN : equal;
}

/* Lists and maps of different types are never equal. Their types are not known, so they
 * are never equal for certain. */
static Tri equal_containers(const HclValue *a, const HclValue *b) {
  if (a->loose || b->loose)
    return TRI_UNKNOWN;
  if (a->count != b->count)
    return a->kind == HCL_V_LIST ? TRI_NO : TRI_UNKNOWN;
  for (size_t i = 0; i < a->count && a->kind == HCL_V_LIST; i++) {
    if (hcl_equal(a->items[i], b->items[i]) == TRI_NO)
      return TRI_NO;
  }
  return TRI_UNKNOWN;
}

/* Recurses as deep as values are. */
Tri hcl_equal(const HclValue *a, const HclValue *b) {
  if (a->kind == HCL_V_NULL && b->kind == HCL_V_NULL)
    return TRI_YES;
  if (a->kind == HCL_V_NULL || b->kind == HCL_V_NULL)
    return hcl_is_there(a) || hcl_is_there(b) ? TRI_NO : TRI_UNKNOWN;
  if (a->kind == HCL_V_TEXT && b->kind == HCL_V_TEXT)
    return equal_texts(a->text, b->text);
  bool scalar = a->kind == HCL_V_BOOL || a->kind == HCL_V_NUMBER;
  if (a->kind == b->kind && scalar)
    return str_eq(a->str, b->str) ? TRI_YES : TRI_NO;
  if (a->kind != b->kind) /* "1" is not 1 */
    return of_known_kind(a) && of_known_kind(b) ? TRI_NO : TRI_UNKNOWN;
  return a->kind == HCL_V_LIST || a->kind == HCL_V_MAP ? equal_containers(a, b) : TRI_UNKNOWN;
}

/* ---- Arithmetic ------------------------------------------------------------ */

enum {
  LARGE = 1000000000, /* products of smaller numbers are exact */
};

static bool is_small(long long number) {
  return number < LARGE && number > -LARGE;
}

/* NULL where the result is not whole, too large, or a zero below zero. */
static HclValue *count(Arena *arena, char operation, long long a, long long b) {
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
  return negative_zero ? NULL : hcl_value_integer(arena, result);
}

/* A number with the other sign; NULL where it is none. */
static HclValue *negate(Arena *arena, const HclValue *value) {
  bool negative = str_starts(value->str, "-");
  if (value->kind != HCL_V_NUMBER)
    return NULL;
  return hcl_value_number(arena,
                          str_printf(arena, "%s%.*s", negative ? "" : "-",
                                     STR_FMT(str_slice(value->str, negative, value->str.len))));
}

static bool is_counting(Str operation) {
  return operation.len == 1 && str_has(STR("+-*/%"), operation.ptr[0]);
}

static Tri compare(Str operation, const HclValue *left, const HclValue *right) {
  long long a, b;
  if (!hcl_integer(&a, left) || !hcl_integer(&b, right))
    return TRI_UNKNOWN;
  bool yes = (str_has(operation, '<') && a < b) || (str_has(operation, '>') && a > b) ||
             (str_has(operation, '=') && a == b);
  return yes ? TRI_YES : TRI_NO;
}

/* ---- Operators ----------------------------------------------------------- */

static Tri decide(Str operation, HclValue *const *values) {
  if (str_is(operation, "!"))
    return tri_not(tri_of(values[0]));
  if (!values[1])
    return TRI_UNKNOWN;
  if (str_is(operation, "&&"))
    return tri_and(tri_of(values[0]), tri_of(values[1]));
  if (str_is(operation, "||"))
    return tri_or(tri_of(values[0]), tri_of(values[1]));
  if (str_is(operation, "=="))
    return hcl_equal(values[0], values[1]);
  if (str_is(operation, "!="))
    return tri_not(hcl_equal(values[0], values[1]));
  return compare(operation, values[0], values[1]);
}

/* Versions of Terraform differ in whether they evaluate the right side of && and || where
 * the left one decides, so an error there is not certain. */
static void forgive(HclEval *eval, size_t failures) {
  eval->open += eval->failures - failures;
  eval->failures = failures;
}

HclValue *hcl_evaluate_operation(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  HclValue *values[2] = {NULL, NULL};
  bool logic = str_is(expr->str, "&&") || str_is(expr->str, "||");
  size_t failures = eval->failures;
  for (size_t i = 0; i < expr->count && i < 2; i++) {
    values[i] = hcl_evaluate(eval, frame, expr->items[i]);
    if (!hcl_afford(eval, values[i]))
      return NULL;
  }
  if (logic)
    forgive(eval, failures);
  for (size_t i = 0; logic && i < 2 && values[i]; i++)
    eval->open += tri_of(values[i]) == TRI_UNKNOWN; /* it may not be a bool, which is an error */
  long long a, b;
  if (is_counting(expr->str)) {
    if (!values[1])
      return negate(eval->arena, values[0]);
    bool numbers = hcl_integer(&a, values[0]) && hcl_integer(&b, values[1]);
    return numbers ? count(eval->arena, expr->str.ptr[0], a, b) : NULL;
  }
  Tri result = decide(expr->str, values);
  return result == TRI_UNKNOWN ? NULL : hcl_value_bool(eval->arena, result == TRI_YES);
}

/* ---- Conditionals -------------------------------------------------------- */

/* Whether the condition is taken for true; the same one is always the same. */
static bool choose(HclEval *eval, Str name) {
  for (size_t i = 0; i < eval->choice_count; i++) {
    if (str_eq(eval->choices[i].name, name))
      return !eval->choices[i].no;
  }
  if (eval->choice_count == MAX_ALTERNATIVES)
    eval->many = true;
  else
    eval->choices[eval->choice_count++] = (HclChoice){.name = name};
  return true;
}

/* Holes of one name are one value, so a condition has the name of its hole; without what
 * is the same in the whole policy. */
static Str name_of(const HclFrame *frame, const HclValue *condition) {
  const Hole *hole = condition->hole;
  if (condition->kind == HCL_V_TEXT)
    hole = text_only_hole(condition->text);
  Str name = hole ? hole->name : (Str){NULL, 0};
  Str own[] = {frame->address, frame->prefix};
  for (size_t i = 0; i < 2 && frame->home; i++) {
    bool starts =
        own[i].len > 0 && own[i].len < name.len && str_eq(str_slice(name, 0, own[i].len), own[i]);
    if (starts)
      return str_slice(name, own[i].len + (i == 0), name.len);
  }
  return name;
}

/* Whether the type of the other branch matters. Among strings numbers are strings, and
 * with a set a list is a set. Branches without a common type are an error, which only
 * try() and can() notice. */
static bool asks_for_type(const HclEval *eval, const HclValue *value) {
  bool ordered = value->kind == HCL_V_LIST && !value->set && value->count > 1;
  return ordered || eval->attempts > 0 || hcl_has_scalar(value);
}

static HclValue *unify_branches(HclEval *eval, const HclFrame *frame, HclValue *value,
                                const HclExpr *other) {
  size_t open = eval->open, failures = eval->failures;
  bool one_branch = eval->one_branch;
  if (!hcl_afford(eval, value))
    return NULL;
  if (!asks_for_type(eval, value))
    return value;
  eval->one_branch = true;
  HclValue *type = hcl_evaluate(eval, frame, other);
  eval->one_branch = one_branch;
  eval->open = open;
  eval->failures = failures;
  bool set = value->kind == HCL_V_LIST && type->set && !value->set;
  bool typed_null = type->kind == HCL_V_NULL && other->kind != HCL_NULL;
  bool fits = !set && !(typed_null && hcl_has_scalar(value)) && hcl_afford(eval, type);
  eval->open += hcl_conflict(value, type);
  return fits ? hcl_unify_with(eval->arena, value, type) : NULL;
}

HclValue *hcl_evaluate_conditional(HclEval *eval, const HclFrame *frame, const HclExpr *expr) {
  const HclValue *condition = hcl_evaluate(eval, frame, expr->items[0]);
  Tri yes = tri_of(condition);
  if (yes == TRI_UNKNOWN) {
    Str name = name_of(frame, condition);
    if (eval->one_branch || name.len == 0)
      return NULL;
    yes = choose(eval, name) ? TRI_YES : TRI_NO;
  }
  size_t taken = yes == TRI_YES ? 1 : 2;
  HclValue *value = unify_branches(eval, frame, hcl_evaluate(eval, frame, expr->items[taken]),
                                   expr->items[3 - taken]);
  if (!value || !value->tuple)
    return value;
  /* With a branch of another length it is a list. */
  value = hcl_value_copy(eval->arena, value);
  value->tuple = false;
  return value;
}
