/* SPDX-License-Identifier: Apache-2.0
 *
 * Condition operators: their names taken apart.
 *
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
#ifndef ASSUMELINT_FACTS_OPERATORS_H
#define ASSUMELINT_FACTS_OPERATORS_H

#include <stdbool.h>

#include "assumelint/str.h"

typedef enum {
  OPERATOR_STRING,
  OPERATOR_STRING_NOCASE,
  OPERATOR_LIKE,
  OPERATOR_NUMERIC,
  OPERATOR_DATE,
  OPERATOR_BOOL,
  OPERATOR_BINARY,
  OPERATOR_IP,
  OPERATOR_ARN,
  OPERATOR_NULL,
} OperatorFamily;

/* How the request's value stands to the policy's. */
typedef enum {
  ORDER_EQUAL,
  ORDER_LESS,
  ORDER_LESS_EQUAL,
  ORDER_GREATER,
  ORDER_GREATER_EQUAL,
} OperatorOrder;

typedef enum { OPERATOR_SET_NONE, OPERATOR_SET_ALL, OPERATOR_SET_ANY } OperatorSet;

typedef struct Operator {
  OperatorFamily family;
  OperatorOrder order;
  bool negated;
  bool if_exists;
  OperatorSet set;
} Operator;

/* Names are compared without case, as AWS's own services write them in several
 * (unsettled, U7). False: no such operator. */
bool operator_parse(Operator *out, Str name);

/* Whether it compares texts, and policy variables are replaced: String and Arn operators. */
bool operator_is_text(const Operator *op);

/* The n-th base name ("StringEquals"), NULL past the last: for suggestions. */
const char *operator_name(size_t n);

#endif
