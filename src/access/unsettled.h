/* SPDX-License-Identifier: Apache-2.0
 *
 * Points of IAM's semantics that no authoritative source settles.
 *
 * The evaluator takes one reading of each: the one that lets more callers in
 * (wider in an Allow, narrower in a Deny), unless something speaks for another.
 * Where the other reading would change a verdict, the point is reported among
 * the assumptions. Ids are printed and explained: they never change.
 */
#ifndef ALINT_ACCESS_UNSETTLED_H
#define ALINT_ACCESS_UNSETTLED_H

#include <stddef.h>

enum alint_unsettled {
  ALINT_U1_ANY_VALUE_IF_EXISTS,
  ALINT_U2_PATTERN_NOT_ARN,
  ALINT_U3_PLAIN_ON_MULTIVALUED,
  ALINT_U4_NOT_PRINCIPAL,
  ALINT_U5_EMPTY_VALUES,
  ALINT_U6_MISSING_VARIABLE,
  ALINT_U7_VARIABLE_IN_OTHER_TYPE,
  ALINT_UNSETTLED_COUNT,
};

struct alint_unsettled_point {
  const char *id;      /* "U1" */
  const char *title;   /* the question */
  const char *reading; /* what the evaluator does */
  const char *other;   /* what it would be otherwise */
  const char *source;  /* where the question comes from */
};

/* NULL past the last. */
const struct alint_unsettled_point *alint_unsettled_point(size_t n);

#endif
