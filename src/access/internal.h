/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of the evaluator share.
 */
#ifndef ALINT_ACCESS_INTERNAL_H
#define ALINT_ACCESS_INTERNAL_H

#include "access/operators.h"
#include "access/unsettled.h"
#include "assumelint/access.h"

/* One evaluation. `hole` and `key` are of the first unknown met since they
 * were last cleared. */
struct alint_evaluation {
  struct alint_arena *arena;
  const struct alint_policy *policy;
  const struct alint_request *request;
  struct alint_identity caller;
  bool variables;            /* Version 2012-10-17 */
  bool deny;                 /* the statement at hand is a Deny */
  alint_assumptions flipped; /* points read the other way */
  alint_assumptions used;    /* points met */
  const struct alint_hole *hole;
  struct alint_str key;
  bool failed;   /* out of memory */
  size_t *steps; /* counts what is looked at; may be NULL */
};

/* Notes that the point was met; true: the usual reading applies. */
bool alint_reading(struct alint_evaluation *e, enum alint_unsettled point);
/* Notes what made a result unknown and returns ALINT_UNKNOWN. */
enum alint_tri alint_unknown_hole(struct alint_evaluation *e, const struct alint_hole *hole);
enum alint_tri alint_unknown_key(struct alint_evaluation *e, struct alint_str key);

/* evaluate.c: whether principal and action of the statement are the caller's. */
enum alint_tri alint_statement_meets(struct alint_evaluation *e,
                                     const struct alint_statement *statement,
                                     struct alint_str action);
/* The verdict on the request's actions, without what was assumed. */
void alint_judge(struct alint_decision *out, struct alint_evaluation *e);

/* condition.c */
enum alint_tri alint_eval_condition(struct alint_evaluation *e,
                                    const struct alint_condition *condition);
/* compare.c: one value of the request against one value of the policy, as the
 * positive form of the operator. */
enum alint_tri alint_compare(struct alint_evaluation *e, const struct alint_operator *op,
                             const struct alint_text *value, const struct alint_text *wanted);
/* arn.c: component by component; `negated`: the operator is. */
enum alint_tri alint_arn_match(struct alint_evaluation *e, const struct alint_text *pattern,
                               const struct alint_text *value, bool negated);

/* variables.c */
enum alint_expansion {
  ALINT_EXPANDED,
  ALINT_EXPANSION_MISSING, /* a variable without value and default */
  ALINT_EXPANSION_UNKNOWN,
};
enum alint_expansion alint_expand_variables(struct alint_evaluation *e,
                                            const struct alint_text **out,
                                            const struct alint_text *text);
bool alint_has_variable(const struct alint_text *text);

/* caller.c */
enum alint_tri alint_principal_matches(struct alint_evaluation *e,
                                       const struct alint_principal *principal);

#endif
