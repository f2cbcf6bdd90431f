/* SPDX-License-Identifier: Apache-2.0
 *
 * Evaluation of expressions: literals stay what they are, references and calls
 * become values where these are known, and holes where not. Nothing is guessed:
 * what is not understood is a hole too.
 *
 *   eval.c        literals, templates, names of holes
 *   lookup.c      references, and members and indexes behind a value
 *   operations.c  operators and conditionals
 *   loops.c       `for`
 *   functions.c   calls; the functions are in functions.h and the files named there
 */
#ifndef ALINT_PARSERS_HCL_EVAL_H
#define ALINT_PARSERS_HCL_EVAL_H

#include "assumelint/limits.h"
#include "scope.h"

/* A condition that is not known: both branches are tried. */
struct alint_hcl_choice {
  struct alint_str name; /* the condition as written */
  bool no;               /* false comes second */
};

/* The evaluation of one policy. */
struct alint_hcl_eval {
  const struct alint_hcl_scope *scope;
  void *context; /* the scope's own */
  struct alint_arena *arena;
  size_t *all_steps; /* of all evaluations */
  struct alint_hcl_choice choices[ALINT_MAX_ALTERNATIVES];
  size_t choice_count;
  size_t depth, steps;
  size_t open;     /* how often something was not understood, or may be an error */
  size_t failures; /* how often something was an error for certain */
  size_t attempts; /* how many try() and can() are around */
  bool one_branch; /* no choices are made: what depends on one is not known */
  bool hide;       /* the policy is sensitive: no text of the source is to be shown */
  bool many;       /* there are more choices than there is room for */
  bool cut;        /* a limit was hit: what came out is not all */
};

/* What is not known is UNKNOWN; never NULL. The functions for one kind of expression
 * below give NULL for it. */
struct alint_hcl_value *alint_hcl_evaluate(struct alint_hcl_eval *eval,
                                           const struct alint_hcl_frame *frame,
                                           const struct alint_hcl_expr *expr);
/* The items of a tuple or a call, in a list. */
struct alint_hcl_value *alint_hcl_evaluate_all(struct alint_hcl_eval *eval,
                                               const struct alint_hcl_frame *frame,
                                               const struct alint_hcl_expr *expr);
/* A reference: a name, and the members, indexes and splats behind it. */
struct alint_hcl_value *alint_hcl_evaluate_reference(struct alint_hcl_eval *eval,
                                                     const struct alint_hcl_frame *frame,
                                                     const struct alint_hcl_expr *expr);
struct alint_hcl_value *alint_hcl_evaluate_call(struct alint_hcl_eval *eval,
                                                const struct alint_hcl_frame *frame,
                                                const struct alint_hcl_expr *expr);
struct alint_hcl_value *alint_hcl_evaluate_operation(struct alint_hcl_eval *eval,
                                                     const struct alint_hcl_frame *frame,
                                                     const struct alint_hcl_expr *expr);
struct alint_hcl_value *alint_hcl_evaluate_conditional(struct alint_hcl_eval *eval,
                                                       const struct alint_hcl_frame *frame,
                                                       const struct alint_hcl_expr *expr);
enum alint_tri alint_hcl_equal(const struct alint_hcl_value *a, const struct alint_hcl_value *b);
/* Whether a value is certainly not null. */
bool alint_hcl_is_there(const struct alint_hcl_value *value);

struct alint_hcl_value *alint_hcl_evaluate_for(struct alint_hcl_eval *eval,
                                               const struct alint_hcl_frame *frame,
                                               const struct alint_hcl_expr *expr);
/* The same value with all literals hidden; `name` is what the holes are called. */
struct alint_hcl_value *alint_hcl_hide(struct alint_hcl_eval *eval,
                                       const struct alint_hcl_value *value, struct alint_str name);
/* Texts in a row; NULL where one of them is NULL (no string), or where they are
 * longer than any policy. */
struct alint_hcl_value *alint_hcl_concat(struct alint_hcl_eval *eval,
                                         const struct alint_text **parts, size_t count);
/* Counts the work that a value makes; false where that is too much. */
bool alint_hcl_afford(struct alint_hcl_eval *eval, const struct alint_hcl_value *value);
/* Counts what is looked at; false when that is enough. */
bool alint_hcl_take_steps(struct alint_hcl_eval *eval, size_t count);
/* Not known; `name` is with the module or block that gives it its meaning. */
struct alint_hcl_value *alint_hcl_open(struct alint_hcl_eval *eval, struct alint_str name);
/* The same by the text of an expression. */
struct alint_hcl_value *alint_hcl_open_expression(struct alint_hcl_eval *eval,
                                                  const struct alint_hcl_frame *frame,
                                                  const struct alint_hcl_expr *expr);

#endif
