/* SPDX-License-Identifier: Apache-2.0
 *
 * Evaluation of expressions. Literals keep their value; references and calls get a value
 * where it is known, and a hole where it is not. Nothing is guessed: what is not understood
 * is a hole too.
 *
 *   eval.c        literals, templates, names of holes
 *   lookup.c      references, and members and indexes behind a value
 *   operations.c  operators and conditionals
 *   loops.c       `for`
 *   functions.c   calls; the functions are in functions.h and the files named there
 */
#ifndef ASSUMELINT_PARSERS_HCL_EVAL_H
#define ASSUMELINT_PARSERS_HCL_EVAL_H

#include "assumelint/limits.h"
#include "parsers/hcl/scope.h"

/* A condition that is not known: both branches are tried. */
typedef struct HclChoice {
  Str name; /* the condition as written */
  bool no;  /* false comes second */
} HclChoice;

/* The evaluation of one policy. */
typedef struct HclEval {
  const HclScope *scope;
  void *context; /* the scope's own */
  Arena *arena;
  size_t *all_steps; /* of all evaluations */
  HclChoice choices[MAX_ALTERNATIVES];
  size_t choice_count;
  size_t depth, steps;
  size_t open;     /* how often something was not understood, or may be an error */
  size_t failures; /* how often something was an error for certain */
  size_t attempts; /* how many try() and can() are around */
  bool one_branch; /* no choices are made: what depends on one is not known */
  bool hide;       /* the policy is sensitive: no text of the source is to be shown */
  bool many;       /* there are more choices than there is room for */
  bool cut;        /* a limit was hit: what came out is not all */
} HclEval;

/* The value of an expression, UNKNOWN where it is not known; never NULL. The functions
 * below for one kind of expression give NULL instead. */
HclValue *hcl_evaluate(HclEval *eval, const HclFrame *frame, const HclExpr *expr);
/* The items of a tuple or a call, in a list. */
HclValue *hcl_evaluate_all(HclEval *eval, const HclFrame *frame, const HclExpr *expr);
/* A reference: a name, and the members, indexes and splats behind it. */
HclValue *hcl_evaluate_reference(HclEval *eval, const HclFrame *frame, const HclExpr *expr);
HclValue *hcl_evaluate_call(HclEval *eval, const HclFrame *frame, const HclExpr *expr);
HclValue *hcl_evaluate_operation(HclEval *eval, const HclFrame *frame, const HclExpr *expr);
HclValue *hcl_evaluate_conditional(HclEval *eval, const HclFrame *frame, const HclExpr *expr);
Tri hcl_equal(const HclValue *a, const HclValue *b);
/* Whether a value is certainly not null. */
bool hcl_is_there(const HclValue *value);

HclValue *hcl_evaluate_for(HclEval *eval, const HclFrame *frame, const HclExpr *expr);
/* The same value with all literals hidden in holes of that name. */
HclValue *hcl_hide(HclEval *eval, const HclValue *value, Str name);
/* All parts in a row. NULL where one of them is NULL (not a string), or where the whole is
 * longer than any policy. */
HclValue *hcl_concat(HclEval *eval, const Text **parts, size_t count);
/* Counts the work that a value makes; false where it is too much. */
bool hcl_afford(HclEval *eval, const HclValue *value);
/* Counts steps of evaluation; false when the limit is reached. */
bool hcl_take_steps(HclEval *eval, size_t count);
/* A value that is not known. `name` includes the module or block that gives it its meaning. */
HclValue *hcl_open(HclEval *eval, Str name);
/* The same, named by the text of the expression. */
HclValue *hcl_open_expression(HclEval *eval, const HclFrame *frame, const HclExpr *expr);

#endif
