/* SPDX-License-Identifier: Apache-2.0
 *
 * One walk for a component: which of its keys are there, and how what leaves a choice is met.
 */
#ifndef ASSUMELINT_ACCESS_RUN_H
#define ASSUMELINT_ACCESS_RUN_H

#include "access/question.h"
#include "facts/operators.h"

/* What leaves a choice: a value that is a policy variable, which may be met by giving both keys
 * the same part; or a Deny that asks something of a list, which may fail there. */
typedef struct Point {
  const AskedStatement *asked;
  const Condition *condition;
  size_t options; /* 0 is one: the other values, or that the Deny is left to others */
} Point;

typedef struct Points {
  Point *items;
  size_t count, cap;
} Points;

/* What is walked. */
typedef struct Run {
  Question *q;
  const size_t *keys; /* of the component */
  size_t key_count;
  bool *present; /* by key of the question */
  const Points *points;
  size_t *options;    /* one a point */
  const Text **words; /* by part of the question: a value that what is there entails; NULL: any */
} Run;

typedef struct RunResult {
  Alphabet *alphabet;
  Product *product;
  size_t place_count;
  size_t *places;   /* by part of the question: its place in the product */
  size_t *elements; /* by key of the question: how many elements its list has */
  bool *read;       /* by part: a clause listens to it */
  bool measured;    /* to one of which a share of the values has to get in */
  DenySet failed;   /* by what needs no walk */
  bool lost;        /* something that must hold certainly does not */
} RunResult;

/* run.c: puts the product together; `lost`: there is nothing to walk. */
RunResult run_build(const Run *run);
/* Walks it; `goal` and `words` as product_walk, by place. */
void run_walk(const Run *run, const RunResult *result, DenySet goal, const Text *const *words);

/* What can be chosen, given what is there. */
Points run_points(const Run *run);
/* The value of a present key at an exit. */
ContextKey run_value(const Run *run, const RunResult *result, const Exit *exit, size_t key);

#endif
