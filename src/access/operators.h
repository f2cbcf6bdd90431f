/* SPDX-License-Identifier: Apache-2.0
 *
 * Condition operators: their names taken apart.
 *
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators".
 */
#ifndef ALINT_ACCESS_OPERATORS_H
#define ALINT_ACCESS_OPERATORS_H

#include <stdbool.h>

#include "assumelint/str.h"

enum alint_operator_family {
  ALINT_OP_STRING,
  ALINT_OP_STRING_NOCASE,
  ALINT_OP_LIKE,
  ALINT_OP_NUMERIC,
  ALINT_OP_DATE,
  ALINT_OP_BOOL,
  ALINT_OP_BINARY,
  ALINT_OP_IP,
  ALINT_OP_ARN,
  ALINT_OP_NULL,
};

/* How the request's value stands to the policy's. */
enum alint_operator_order {
  ALINT_ORDER_EQUAL,
  ALINT_ORDER_LESS,
  ALINT_ORDER_LESS_EQUAL,
  ALINT_ORDER_GREATER,
  ALINT_ORDER_GREATER_EQUAL,
};

enum alint_operator_set { ALINT_SET_NONE, ALINT_SET_ALL, ALINT_SET_ANY };

struct alint_operator {
  enum alint_operator_family family;
  enum alint_operator_order order;
  bool negated;
  bool if_exists;
  enum alint_operator_set set;
};

/* Names are compared without case, as AWS's own services write them in several
 * (unsettled, U7). False: no such operator. */
bool alint_operator_parse(struct alint_operator *out, struct alint_str name);

/* The n-th base name ("StringEquals"), NULL past the last: for suggestions. */
const char *alint_operator_name(size_t n);

#endif
