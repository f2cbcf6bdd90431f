/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the evaluator share.
 */
#ifndef ASSUMELINT_EVALUATE_EVALUATION_H
#define ASSUMELINT_EVALUATE_EVALUATION_H

#include "assumelint/request.h"
#include "facts/operators.h"
#include "facts/unsettled.h"

/* One evaluation. `hole` and `key` are of the first unknown met since they
 * were last cleared. */
typedef struct Evaluation {
  Arena *arena;
  const Policy *policy;
  const Request *request;
  Identity caller;
  bool variables;      /* Version 2012-10-17 */
  bool deny;           /* the statement at hand is a Deny */
  Assumptions flipped; /* points read the other way */
  Assumptions used;    /* points met */
  const Hole *hole;
  Str key;
  bool failed;   /* out of memory */
  size_t *steps; /* counts what is looked at; may be NULL */
} Evaluation;

/* Notes that the point was met; true: the usual reading applies. */
bool eval_reading(Evaluation *e, UnsettledId point);
/* Notes what made a result unknown and returns TRI_UNKNOWN. */
Tri eval_unknown_hole(Evaluation *e, const Hole *hole);
Tri eval_unknown_key(Evaluation *e, Str key);

/* evaluate.c: whether principal and action of the statement are the caller's. */
Tri eval_statement_meets(Evaluation *e, const Statement *statement, Str action);
/* The verdict on the request's actions, without what was assumed. */
void eval_actions(Decision *out, Evaluation *e);

/* condition.c */
Tri eval_condition(Evaluation *e, const Condition *condition);
/* compare.c: one value of the request against one value of the policy, as the
 * positive form of the operator. */
Tri eval_compare(Evaluation *e, const Operator *op, const Text *value, const Text *wanted);
/* arn.c: component by component; `negated`: the operator is. */
Tri eval_arn_match(Evaluation *e, const Text *pattern, const Text *value, bool negated);

/* variables.c */
typedef enum {
  EXPANSION_DONE,
  EXPANSION_MISSING, /* a variable without value and default */
  EXPANSION_UNKNOWN,
} Expansion;
Expansion eval_expand_variables(Evaluation *e, const Text **out, const Text *text);
bool eval_has_variable(const Text *text);

/* caller.c */
Tri eval_principal_matches(Evaluation *e, const Principal *principal);

#endif
