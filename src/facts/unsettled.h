/* SPDX-License-Identifier: Apache-2.0
 *
 * Points of IAM's semantics that no authoritative source settles.
 *
 * The evaluator takes one reading of each: the one that lets more callers in
 * (wider in an Allow, narrower in a Deny), unless something speaks for another.
 * Where the other reading would change a verdict, the point is reported among
 * the assumptions. Ids are printed and explained: they never change.
 */
#ifndef ASSUMELINT_FACTS_UNSETTLED_H
#define ASSUMELINT_FACTS_UNSETTLED_H

#include <stddef.h>

typedef enum {
  U1_ANY_VALUE_IF_EXISTS,
  U2_PATTERN_NOT_ARN,
  U3_PLAIN_ON_MULTIVALUED,
  U4_NOT_PRINCIPAL,
  U5_EMPTY_VALUES,
  U6_MISSING_VARIABLE,
  U7_VARIABLE_IN_OTHER_TYPE,
  UNSETTLED_COUNT,
} UnsettledId;

typedef struct UnsettledPoint {
  const char *id;      /* "U1" */
  const char *title;   /* the question */
  const char *reading; /* what the evaluator does */
  const char *other;   /* what it would be otherwise */
  const char *source;  /* where the question comes from */
} UnsettledPoint;

/* NULL past the last. */
const UnsettledPoint *unsettled_point(size_t n);

#endif
