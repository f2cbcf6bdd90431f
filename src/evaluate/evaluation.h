/* SPDX-License-Identifier: Apache-2.0
 *
 * The evaluator's own interface: for its files, and for the search.
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
  size_t *steps; /* counts the work; may be NULL */
} Evaluation;

/* Notes that the point was met; true: the usual reading applies. */
bool eval_reading(Evaluation *e, UnsettledId point);
/* Notes what made a result unknown and returns TRI_UNKNOWN; eval_unknown_text: the first
 * hole of one of the texts. */
Tri eval_unknown_hole(Evaluation *e, const Hole *hole);
Tri eval_unknown_text(Evaluation *e, const Text *a, const Text *b);
Tri eval_unknown_key(Evaluation *e, Str key);

/* evaluate.c: whether the action is one of those of the statement. */
Tri eval_action_matches(Evaluation *e, const Statement *statement, Str action);
/* Whether principal and action of the statement are the caller's. */
Tri eval_statement_meets(Evaluation *e, const Statement *statement, Str action);
/* The decision on all actions of the request; its assumptions are left out. */
Decision eval_actions(Evaluation *e);

/* condition.c */
Tri eval_condition(Evaluation *e, const Condition *condition);
/* compare.c: one value of the request against one value of the policy, as the
 * positive form of the operator. */
Tri eval_compare(Evaluation *e, const Operator *op, const Text *value, const Text *wanted);

/* variables.c */
typedef enum {
  EXPANSION_DONE,    /* `*out` is the text with its variables replaced */
  EXPANSION_MISSING, /* a variable has neither value nor default */
  EXPANSION_UNKNOWN,
} Expansion;
Expansion eval_expand_variables(Evaluation *e, const Text **out, const Text *text);
bool eval_has_variable(const Text *text);
/* The name of the next ${NAME} or ${NAME, 'default'} from `*at` on; false: there is none.
 * `*at` is behind its '$' then. */
bool eval_next_variable(Str *name, Str literal, size_t *at);

/* caller.c: whether the principal of the policy is the caller, or one of several it names. */
Tri eval_principal_matches(Evaluation *e, const Principal *principal);

#endif
